/** The stores of a shop: they sell by one catalogue, each from a shelf of its own. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { STORES_LIMIT, storeSettingsSchema } from '../../domain/settings.ts'
import { base } from './base.ts'
import { ofShop, ofStore } from './office-need.ts'

const { shape } = storeSettingsSchema

export const openStoreInputSchema = z.strictObject({
  /** Made by whoever asks: the same again is the same store. */
  store: idSchema,
  name: textSchema(80).min(1),
  address: shape.address,
  /** That of the first store where none is named. */
  taxNumber: shape.taxNumber.optional(),
  /** The list that it sells by; that of the first store where none is named. */
  priceList: shape.priceList.optional(),
})
export type OpenStoreInput = z.infer<typeof openStoreInputSchema>

const storeToldSchema = z.object({ store: idSchema, name: z.string(), location: idSchema })
export type StoreTold = z.infer<typeof storeToldSchema>

export const storesContract = {
  list: base
    .meta(ofStore('session'))
    .route({
      method: 'GET',
      path: '/administration/stores',
      summary: 'The stores of a shop, the oldest first',
    })
    .output(z.array(storeToldSchema).max(STORES_LIMIT)),
  open: base
    .meta(ofShop('manage-settings'))
    .route({
      method: 'POST',
      path: '/administration/stores',
      summary: 'Opens another store, which begins with the settings of the first and no people',
      description:
        'All stores of the shop may send each other goods from then on. The same id again is the ' +
        `same store; more than ${String(STORES_LIMIT)} are \`limit-stores\`. A price list that ` +
        'there is not is `not-found`; one of other money, or with tax where the first store’s ' +
        'has none, is `settings-conflict` with the reason `list-other`.',
    })
    .input(openStoreInputSchema)
    .output(storeToldSchema),
}
