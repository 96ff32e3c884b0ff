/** Price lists and their prices. A price that was set is never changed: a later one counts. */
import type { z } from 'zod'
import {
  PRICE_LISTS_LIMIT,
  type PriceLists,
  type setPricesInputSchema,
} from '../../contract/backend/price-lists.ts'
import type { Price, PriceList } from '../../domain/catalogue/pricing.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Backend, Reading } from '../backend.ts'
import { write } from '../database/write.ts'
import { PRICING } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import type { Shop } from '../setup/shop.ts'

export async function priceListsOf(database: Reading, tenant: string): Promise<PriceList[]> {
  const rows = await database
    .selectFrom('price_list')
    .select(['id', 'name', 'currency', 'tax_included as taxIncluded'])
    .where('tenant', '=', tenant)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, kind: 'price-list' }))
}

/** With the stores that sell by each, and the groups of customers that buy by it. */
export async function usedPriceLists(database: Reading, tenant: string): Promise<PriceLists> {
  const lists = await priceListsOf(database, tenant)
  const stores = await database
    .selectFrom('store')
    .select(['name', 'price_list as priceList', 'settings'])
    .where('tenant', '=', tenant)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return {
    lists: lists.map((list) => ({
      ...list,
      stores: stores.flatMap(({ name, priceList }) => (priceList === list.id ? [name] : [])),
      groups: stores.flatMap(({ name: store, settings: { customerGroups = [] } }) =>
        customerGroups.flatMap((group) =>
          group.list === list.id ? [{ store, name: group.name }] : [],
        ),
      ),
    })),
  }
}

/** Fails with `limit-price-lists`. */
export async function createPriceList(
  backend: Backend,
  { tenant, currency, taxIncluded }: Shop,
  name: string,
): Promise<Result<PriceLists>> {
  const list: PriceList = {
    ...{ id: backend.random.id(), kind: 'price-list', name, currency, taxIncluded },
  }
  return write<Result<PriceLists>>(backend, tenant, async (transaction) => {
    const before = await priceListsOf(transaction, tenant)
    if (before.length >= PRICE_LISTS_LIMIT) {
      return { value: fail('limit-price-lists', { limit: PRICE_LISTS_LIMIT }) }
    }
    await transaction
      .insertInto('price_list')
      .values({ tenant, id: list.id, name, currency, tax_included: taxIncluded })
      .execute()
    const value = succeed(await usedPriceLists(transaction, tenant))
    return { value, changes: [changeOf(PRICING, [list])] }
  })
}

export async function setPrices(
  backend: Backend,
  tenant: string,
  { list, prices: wanted }: z.infer<typeof setPricesInputSchema>,
): Promise<Result<Price[]>> {
  const now = backend.clock.now()
  const prices = wanted.map(({ from, ...each }): Price => {
    return { ...each, id: backend.random.id(), kind: 'price', list, from: Math.max(from ?? 0, now) }
  })
  if (prices.some(({ from, to }) => to !== null && to <= from)) return fail('input-invalid')
  const variants = [...new Set(prices.map(({ variant }) => variant))]
  return write<Result<Price[]>>(backend, tenant, async (transaction) => {
    const lists = await priceListsOf(transaction, tenant)
    const known = await transaction
      .selectFrom('variant')
      .select('id')
      .where('tenant', '=', tenant)
      .where('id', 'in', variants)
      .execute()
    const isKnown = lists.some(({ id }) => id === list) && known.length === variants.length
    if (!isKnown) return { value: fail('not-found') }
    await transaction
      .insertInto('price')
      .values(
        prices.map(({ id, variant, from, to, unitPrice }) => ({
          ...{ tenant, id, variant, list, valid_from: from, valid_to: to, unit_price: unitPrice },
        })),
      )
      .execute()
    return { value: succeed(prices), changes: [changeOf(PRICING, prices)] }
  })
}
