/** Goods by their name with what a list asks for them: now, and from a later moment on. */
import { sql, type RawBuilder } from 'kysely'
import {
  COMING_SHOWN,
  GOODS_SHOWN,
  type GoodsAsked,
  type ListedGoods,
} from '../../contract/backend/price-lists.ts'
import { toGtin14 } from '../../domain/barcode/gtin.ts'
import type { Reading } from '../backend.ts'
import { plainSql, plainText } from '../shop/plain-text.ts'

/** More words narrow nothing that a person still reads. */
const WORDS_LIMIT = 8

interface PriceRow {
  readonly list: string
  readonly at: number
}

/** Of two that hold the one begun later counts, then, as at the till, the lower id. */
export function holdingAt(tenant: string, { list, at }: PriceRow): RawBuilder<unknown> {
  return sql`
    select unit_price, valid_from, valid_to from price
    where price.tenant = ${tenant} and price.list = ${list} and price.variant = variant.id
      and price.valid_from <= ${at} and (price.valid_to is null or price.valid_to > ${at})
    order by price.valid_from desc, price.id limit 1`
}

function beginningAfter(tenant: string, { list, at }: PriceRow): RawBuilder<unknown> {
  return sql`
    select unit_price, valid_from, valid_to from price
    where price.tenant = ${tenant} and price.list = ${list} and price.variant = variant.id
      and price.valid_from > ${at}`
}

const TOLD = sql`json_build_object(
  'unitPrice', unit_price, 'from', valid_from, 'to', valid_to)`

type Row = Omit<ListedGoods['goods'][number], 'coming'> & {
  readonly coming: ListedGoods['goods'][number]['coming'] | null
}

/** The page is found first: prices are looked up for what is on it alone. */
export async function goodsOfList(
  database: Reading,
  tenant: string,
  { list, text = '', only, skip, now }: GoodsAsked & { readonly now: number },
): Promise<ListedGoods> {
  const asked = { list, at: now }
  const { rows } = await sql<Row>`
    select variant.id as variant, variant.name, variant.size, variant.sku, variant.unit,
      variant.department, variant.tax_class as "taxClass",
      held.told as now, coming.told as coming
    from (
      select variant.*, row_number() over (
        order by ${plainSql(sql.ref<string>('variant.name'))}, variant.size, variant.id
      ) as place
      from variant
      join product on product.tenant = variant.tenant and product.id = variant.product
      where variant.tenant = ${tenant} and ${matching(tenant, text)}
        and ${ONLY[only ?? 'all'](tenant, asked)}
      order by place limit ${GOODS_SHOWN + 1} offset ${skip}
    ) as variant
    left join lateral (
      select ${TOLD} as told from (${holdingAt(tenant, asked)}) as each
    ) as held on true
    left join lateral (
      select json_agg(${TOLD} order by valid_from) as told from (
        ${beginningAfter(tenant, asked)} order by price.valid_from, price.id limit ${COMING_SHOWN}
      ) as later
    ) as coming on true
    order by place
  `.execute(database)
  const goods = rows.slice(0, GOODS_SHOWN).map((row) => ({ ...row, coming: row.coming ?? [] }))
  return { goods, hasMore: rows.length > GOODS_SHOWN }
}

type Narrowed = (tenant: string, asked: PriceRow) => RawBuilder<unknown>

const ONLY: Readonly<Record<NonNullable<GoodsAsked['only']> | 'all', Narrowed>> = {
  all: () => sql`true`,
  priced: (...of) => sql`exists (${holdingAt(...of)})`,
  unpriced: (...of) => sql`not exists (${holdingAt(...of)})`,
  coming: (...of) => sql`exists (${beginningAfter(...of)})`,
}

/** Every word stands in name, brand, size or SKU; or it is one of its barcodes. */
function matching(tenant: string, text: string): RawBuilder<unknown> {
  const gtin = toGtin14(text.trim())
  const coded = sql`exists (
    select from barcode where barcode.tenant = ${tenant} and barcode.variant = variant.id
      and barcode.gtin = ${gtin ?? ''})`
  const words = plainText(text)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, WORDS_LIMIT)
  if (words.length === 0) return sql`true`
  const name = sql<string>`(variant.name || ' ' || product.brand || ' ' || variant.size || ' '
    || variant.sku)`
  const worded = sql.join(
    words.map((word) => sql`strpos(${plainSql(name)}, ${word}) > 0`),
    sql` and `,
  )
  return gtin === undefined ? sql`(${worded})` : sql`(${coded} or (${worded}))`
}
