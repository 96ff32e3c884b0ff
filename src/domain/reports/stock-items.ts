/** Every item of a store: what is there, what it is worth, what of it was sold; in many orders. */
import { z } from 'zod'
import { unitSchema } from '../catalogue/unit.ts'
import { textSchema } from '../identifier.ts'
import { currencySchema } from '../money.ts'
import {
  stockAskedSchema,
  stockRowOf,
  stockRowSchema,
  stockSumsOf,
  stockSumsSchema,
  type StockItem,
  type StockRow,
} from './stock.ts'

/** Rows of one answer; `skip` asks for those behind them. */
export const ITEMS_SHOWN = 100
/** Of one answer for a file. */
export const ITEMS_AT_ONCE = 2000

const orderSchema = z.enum(['name', 'onHand', 'cost', 'value', 'sold', 'sellThrough'])
export type ItemOrder = z.infer<typeof orderSchema>

export const stockItemsAskedSchema = z.object({
  /** How many days of sales are looked at, the day of now among them. */
  days: stockAskedSchema.shape.days,
  order: orderSchema,
  /** `up` begins with the smallest. */
  way: z.enum(['up', 'down']),
  skip: z.int().min(0).max(10_000_000),
  most: z.int().min(1).max(ITEMS_AT_ONCE),
})
export type StockItemsAsked = z.infer<typeof stockItemsAskedSchema>

const itemRowSchema = stockRowSchema
  .pick({ item: true, sku: true, name: true, onHand: true, sold: true })
  .extend({
    unit: unitSchema,
    /** Null where it is in none. */
    department: textSchema(200).nullable(),
    /** Of one unit; null where nobody knows. */
    cost: z.int().nullable(),
    ...{ value: stockRowSchema.shape.value, sellThrough: stockRowSchema.shape.sellThrough },
  })
export type StockItemRow = z.infer<typeof itemRowSchema>

export const stockItemsSchema = z.object({
  currency: currencySchema,
  rows: z.array(itemRowSchema).max(ITEMS_AT_ONCE),
  hasMore: z.boolean(),
  /** Of all items, also those that are not among the rows. */
  total: stockSumsSchema,
})
export type StockItems = z.infer<typeof stockItemsSchema>

export function stockItemsOf(
  items: readonly StockItem[],
  { days, order, way, skip, most }: StockItemsAsked,
  currency: string,
): StockItems {
  // No order is proposed here: what is low is told by the report of what is low.
  const rows = items.map((item) => ({ item, row: stockRowOf(item, { days, lead: 0, cover: 1 }) }))
  const sorted = rows.map(({ item, row }) => itemRow(item, row)).toSorted(by(order, way))
  return {
    currency,
    rows: sorted.slice(skip, skip + most),
    hasMore: sorted.length > skip + most,
    total: stockSumsOf(rows.map(({ row }) => row)),
  }
}

function itemRow({ unit, department, cost }: StockItem, row: StockRow): StockItemRow {
  const { item, sku, name, onHand, sold, value, sellThrough } = row
  const named = department?.name ?? null
  return { item, sku, name, unit, department: named, onHand, sold, cost, value, sellThrough }
}

const NAMES = new Intl.Collator('und', { numeric: true })

/** What nobody knows stands last, whichever way; equal ones stand by their names. */
function by(order: ItemOrder, way: 'up' | 'down') {
  const turned = way === 'up' ? 1 : -1
  const byName = (a: StockItemRow, b: StockItemRow): number =>
    NAMES.compare(a.name, b.name) || (a.item < b.item ? -1 : 1)
  return (a: StockItemRow, b: StockItemRow): number => {
    if (order === 'name') return turned * byName(a, b)
    const [one, other] = [a[order], b[order]]
    if (one === other) return byName(a, b)
    if (one === null || other === null) return one === null ? 1 : -1
    return turned * (one - other)
  }
}
