/** What the online store sells: variants with a price right now, and what of them can be had. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { offersInputSchema, offersOutputSchema } from '../../contract/backend/shop.ts'
import type { Unit } from '../../domain/catalogue/unit.ts'
import { unitPrice } from '../../domain/money.ts'
import { listsOf, lowestOf, type ListedPrice } from '../../domain/pricing/group-price.ts'
import { quantity } from '../../domain/quantity.ts'
import type { Reading } from '../backend.ts'
import { likeLists } from '../pricing/web-cart.ts'
import { isSoldAlone, pricesOf } from '../pricing/web-goods.ts'
import { storeSettingsOf } from '../setup/store-settings.ts'
import { availabilityOf } from './availability.ts'
import { narrowed } from './narrowed.ts'
import { plainSql } from './plain-text.ts'
import { pricedVariants, type Priced, type ShopNow } from './priced-variants.ts'

export const OFFERS_ON_PAGE = 48

export type OffersInput = z.infer<typeof offersInputSchema>
export type OffersOutput = z.infer<typeof offersOutputSchema>

/**
 * One page of offers; a page beyond the last is empty. `groups` are those of who is signed in,
 * whose lists count beside the store's own.
 */
export async function listOffers(
  database: Reading,
  shop: ShopNow,
  input: OffersInput,
  groups: readonly string[] = [],
): Promise<OffersOutput> {
  const page = input.page ?? 1
  const found = narrowed(pricedVariants(database, shop), input)
  const rows = await ordered(found, input)
    .limit(OFFERS_ON_PAGE)
    .offset((page - 1) * OFFERS_ON_PAGE)
    .select([
      'variant.id',
      'variant.name',
      'variant.size',
      'product.brand',
      'department.name as department',
      'department.minimum_age',
      'variant.unit',
      'variant.rules',
      'price.id as price',
      'price.unit_price',
      // Counted in the same pass: the search reads every name, and once is enough.
      sql<number>`count(*) over ()`.as('total'),
    ])
    .execute()
  const total = rows[0]?.total ?? (page === 1 ? 0 : await countOf(found))
  const ids = rows.map(({ id }) => id)
  const available = await availabilityOf(database, shop, ids)
  const barcodes = await barcodesOf(database, shop.tenant, ids)
  const listed = await groupPrices(database, shop, groups, ids)
  const offers = rows.map(({ id, name, size, brand, department, unit, ...row }) => {
    const shelf = { price: row.price, unitPrice: unitPrice(row.unit_price) }
    const { unitPrice: lowest } = lowestOf(shelf, listed.get(id) ?? [])
    return {
      ...{ variant: id, name, size, brand, department, unit: unit as Unit },
      ...{ barcodes: barcodes.get(id) ?? [], currency: shop.currency, unitPrice: lowest },
      ...(lowest < shelf.unitPrice && { shelfPrice: shelf.unitPrice }),
      ...{ isSoldOnline: isSoldAlone(row), available: available.get(id) ?? quantity(0) },
    }
  })
  return { offers, total, page, pages: Math.max(1, Math.ceil(total / OFFERS_ON_PAGE)) }
}

async function groupPrices(
  database: Reading,
  shop: ShopNow,
  groups: readonly string[],
  variants: readonly string[],
) {
  if (groups.length === 0) return new Map<string, readonly ListedPrice[]>()
  const { customerGroups } = await storeSettingsOf(database, shop)
  const lists = await likeLists(database, shop, listsOf(customerGroups, groups))
  return pricesOf(database, shop, lists, variants)
}

async function countOf(found: Priced): Promise<number> {
  const row = await found
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return row.total
}

/** Departments with something to sell, in the shop's own order. */
export async function listDepartments(
  database: Reading,
  shop: ShopNow,
): Promise<{ id: string; name: string; offers: number }[]> {
  return pricedVariants(database, shop)
    .groupBy(['department.id', 'department.name', 'department.position'])
    .orderBy('department.position')
    .orderBy('department.name')
    .select((eb) => ['department.id', 'department.name', eb.fn.countAll<number>().as('offers')])
    .execute()
}

/** A shop window where all is shown (best sellers, then a mixture), else by name. */
function ordered(query: Priced, { search, department }: OffersInput) {
  if (search === undefined && department === undefined) {
    return query
      .orderBy(sql`case when variant.rank = 0 then 1 else 0 end`)
      .orderBy('variant.rank')
      .orderBy('variant.id')
  }
  return query
    .orderBy(plainSql(sql.ref('variant.name')))
    .orderBy('variant.size')
    .orderBy('variant.id')
}

async function barcodesOf(
  database: Reading,
  tenant: string,
  variants: readonly string[],
): Promise<Map<string, string[]>> {
  if (variants.length === 0) return new Map()
  const rows = await database
    .selectFrom('barcode')
    .where('tenant', '=', tenant)
    .where('variant', 'in', [...variants])
    .orderBy('gtin')
    .select(['variant', 'gtin'])
    .execute()
  const grouped = Map.groupBy(rows, ({ variant }) => variant)
  return new Map([...grouped].map(([variant, codes]) => [variant, codes.map(({ gtin }) => gtin)]))
}
