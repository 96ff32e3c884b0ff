/** The shop that a request is about. */
import type { Reading } from '../backend.ts'

export interface Shop {
  readonly tenant: string
  readonly store: string
  readonly location: string
  readonly priceList: string
  readonly currency: string
  readonly zone: string
  readonly taxIncluded: boolean
}

/** The shop that the public pages show: the oldest one. Undefined before anything was founded. */
export async function firstShop(database: Reading): Promise<Shop | undefined> {
  return shopQuery(database).orderBy('store.created_at').orderBy('store.id').executeTakeFirst()
}

/** A tenant's shop, its oldest where none is named. */
export async function shopOf(
  database: Reading,
  tenant: string,
  store: string | null,
): Promise<Shop | undefined> {
  let query = shopQuery(database).where('store.tenant', '=', tenant)
  if (store !== null) query = query.where('store.id', '=', store)
  return query.orderBy('store.created_at').orderBy('store.id').executeTakeFirst()
}

function shopQuery(database: Reading) {
  return database
    .selectFrom('store')
    .innerJoin('price_list', (join) =>
      join
        .onRef('price_list.tenant', '=', 'store.tenant')
        .onRef('price_list.id', '=', 'store.price_list'),
    )
    .select([
      'store.tenant',
      'store.id as store',
      'store.location',
      'store.price_list as priceList',
      'store.currency',
      'store.zone',
      'price_list.tax_included as taxIncluded',
    ])
    .limit(1)
}
