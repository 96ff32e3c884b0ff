/** What a promotion of a store can name, and what a cart is priced by there. */
import type { PromotionGround } from '../../contract/backend/promotions.ts'
import type { Reading } from '../backend.ts'
import type { Shop } from '../setup/shop.ts'
import { storeSettingsOf } from '../setup/store-settings.ts'
import { taxClassesOf } from './tax-classes.ts'

export async function promotionGround(database: Reading, shop: Shop): Promise<PromotionGround> {
  const { tenant, priceList, taxIncluded } = shop
  const { customerGroups = [], taxRounding = 'line' } = await storeSettingsOf(database, shop)
  const departments = await database
    .selectFrom('department')
    .select(['id', 'name'])
    .where('tenant', '=', tenant)
    .orderBy('position')
    .orderBy('name')
    .execute()
  const taxClasses = await taxClassesOf(database, tenant)
  return {
    ...{ departments, priceList, taxIncluded, taxRounding },
    groups: customerGroups.map(({ id, name }) => ({ id, name })),
    taxClasses: taxClasses.map(({ code, rates, later }) => {
      return { code, rates, ...(later && { later }) }
    }),
  }
}
