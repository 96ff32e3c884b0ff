/** Goods as the online store sells them: what a till would ring up without asking anybody. */
import { sql } from 'kysely'
import type { Unit } from '../../domain/catalogue/documents.ts'
import { MINOR_LIMIT, UNIT_PRICE_SCALE, unitPrice, type UnitPrice } from '../../domain/money.ts'
import { lowestOf, pricedAt, type ListedPrice } from '../../domain/pricing/group-price.ts'
import { ratesAt } from '../../domain/pricing/tax-rate.ts'
import {
  ONE,
  quantity,
  QUANTITY_LIMIT,
  QUANTITY_SCALE,
  type Quantity,
} from '../../domain/quantity.ts'
import type { Line } from '../../domain/selling/draft.ts'
import type { Random } from '../../ports/random.ts'
import type { Reading } from '../backend.ts'
import { pricedVariants, type ShopNow } from '../shop/priced-variants.ts'

export interface WebGoods {
  /** In the order of the wish; below each line stands its deposit. */
  readonly lines: readonly Line[]
  /** What the online store does not sell now. */
  readonly unavailable: readonly string[]
  /** What one of each item costs the store, where that is known. */
  readonly costs: ReadonlyMap<string, UnitPrice>
}

export interface Wanted {
  readonly variant: string
  readonly quantity: number
}

/** Each variant once, in the order of the wish; of a group's lists the lowest price. */
export async function webGoodsOf(
  database: Reading,
  random: Random,
  shop: ShopNow,
  { wanted, lists }: { readonly wanted: readonly Wanted[]; readonly lists: readonly string[] },
): Promise<WebGoods> {
  const amounts = new Map<string, number>()
  for (const { variant, quantity: more } of wanted) {
    amounts.set(variant, (amounts.get(variant) ?? 0) + more)
  }
  const goods = await rowsOf(database, shop, [...amounts.keys()])
  const deposits = await rowsOf(
    database,
    shop,
    [...goods.values()].flatMap(({ rules }) => rules?.deposit ?? []),
  )
  const all = new Map([...deposits, ...goods])
  const items = await itemsOf(database, shop.tenant, [...all.keys()])
  const prices = await pricesOf(database, shop, lists, [...all.keys()])
  const rung = { random, now: shop.now, items, prices }
  const lines: Line[] = []
  const unavailable: string[] = []
  for (const [variant, amount] of amounts) {
    const row = goods.get(variant)
    const deposit = row?.rules?.deposit
    const lent = deposit === undefined ? undefined : deposits.get(deposit)
    const isSold = row !== undefined && isSoldAlone(row) && (deposit === undefined || lent)
    if (!isSold || !isSoldBy(row, amount)) {
      unavailable.push(variant)
      continue
    }
    const line = lineOf(rung, row, quantity(amount))
    lines.push(line)
    if (lent) lines.push(depositOf(lineOf(rung, lent, line.quantity), line))
  }
  const costs = [...items.values()].flat().flatMap(({ item, cost }) => {
    return cost === null ? [] : [[item, unitPrice(cost)] as const]
  })
  return { lines, unavailable, costs: new Map(costs) }
}

type Row = Awaited<ReturnType<typeof readRows>>[number]

async function rowsOf(
  database: Reading,
  shop: ShopNow,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Row>> {
  const rows = ids.length === 0 ? [] : await readRows(database, shop, ids)
  return new Map(rows.map((row) => [row.id, row]))
}

function readRows(database: Reading, shop: ShopNow, ids: readonly string[]) {
  return pricedVariants(database, shop)
    .innerJoin('tax_class', (join) =>
      join
        .onRef('tax_class.tenant', '=', 'variant.tenant')
        .onRef('tax_class.code', '=', 'variant.tax_class'),
    )
    .where('variant.id', 'in', [...ids])
    .select([
      ...(['variant.id', 'variant.name', 'variant.size', 'variant.unit'] as const),
      ...(['variant.department', 'variant.tax_class', 'variant.rules'] as const),
      ...(['department.minimum_age', 'price.id as price', 'price.unit_price'] as const),
      ...(['tax_class.rates', 'tax_class.later'] as const),
    ])
    .execute()
}

/** Nobody has to show an age, say a price, capture a number or choose what goes with it. */
export function isSoldAlone({
  rules,
  minimum_age: ofDepartment,
}: Pick<Row, 'rules' | 'minimum_age'>): boolean {
  const {
    minimumAge = ofDepartment ?? 0,
    tracking,
    openPrice,
    addOns = [],
    isDeposit,
  } = rules ?? {}
  if (minimumAge > 0 || addOns.length > 0) return false
  return tracking === undefined && openPrice === undefined && isDeposit === undefined
}

/** What one line of a cart may come to: all of them together stay an amount of money. */
const LINE_LIMIT = MINOR_LIMIT / 1000

/** Whole pieces, and no more than anybody could pay. */
function isSoldBy({ unit, unit_price: price }: Row, amount: number): boolean {
  if (amount > QUANTITY_LIMIT || (unit === 'piece' && amount % QUANTITY_SCALE !== 0)) return false
  return price * (amount / QUANTITY_SCALE) <= LINE_LIMIT * UNIT_PRICE_SCALE
}

interface ItemRow {
  readonly variant: string
  readonly item: string
  readonly quantity: Quantity
  readonly name: string
  readonly cost: number | null
}

type Items = ReadonlyMap<string, readonly ItemRow[]>

async function itemsOf(
  database: Reading,
  tenant: string,
  variants: readonly string[],
): Promise<Items> {
  if (variants.length === 0) return new Map()
  const { rows } = await sql<ItemRow>`
    select variant_item.variant, item, quantity, inventory_item.name, inventory_item.cost
    from variant_item join inventory_item on inventory_item.tenant = variant_item.tenant
      and inventory_item.id = variant_item.item
    where variant_item.tenant = ${tenant} and variant_item.variant in (${sql.join(variants)})
    order by variant_item.variant, item
  `.execute(database)
  return Map.groupBy(rows, ({ variant }) => variant)
}

type Prices = ReadonlyMap<string, readonly ListedPrice[]>

/** What the lists ask for each, list after list. */
export async function pricesOf(
  database: Reading,
  shop: ShopNow,
  lists: readonly string[],
  variants: readonly string[],
): Promise<Prices> {
  const found: { readonly variant: string; readonly listed: ListedPrice }[] = []
  if (variants.length === 0) return new Map()
  for (const list of lists) {
    const rows = await pricedVariants(database, { ...shop, priceList: list })
      .where('variant.id', 'in', [...variants])
      .select(['variant.id', 'price.id as price', 'price.unit_price'])
      .execute()
    for (const { id, price, unit_price: each } of rows) {
      found.push({ variant: id, listed: { price, unitPrice: unitPrice(each) } })
    }
  }
  const grouped = Map.groupBy(found, ({ variant }) => variant)
  return new Map([...grouped].map(([variant, all]) => [variant, all.map(({ listed }) => listed)]))
}

interface Rung {
  readonly random: Random
  readonly now: number
  readonly items: Items
  readonly prices: Prices
}

function lineOf({ random, now, items, prices }: Rung, row: Row, amount: Quantity): Line {
  const parts = items.get(row.id) ?? []
  const shelf = { price: row.price, unitPrice: unitPrice(row.unit_price) }
  const line: Line = {
    ...{ id: random.id(), variant: row.id, barcode: null, name: row.name, size: row.size },
    ...{ unit: row.unit as Unit, department: row.department, quantity: amount, ...shelf },
    ...{ taxClass: row.tax_class, rates: ratesAt(row, now), addedAt: now },
    items: parts.map(({ item, quantity: each }) => ({ item, quantity: each })),
    ...(parts.length > 1 && {
      components: parts.map(({ name, quantity: each }) => ({ name, quantity: each })),
    }),
  }
  return pricedAt(line, shelf, lowestOf(shelf, prices.get(row.id) ?? []))
}

/** What is only lent is lent at the store's own price: nothing is taken off it. */
function depositOf({ shelf, ...line }: Line, above: Line): Line {
  return {
    ...{ ...line, ...shelf, discountable: false },
    belongsTo: { line: above.id, as: 'deposit', per: ONE },
  }
}
