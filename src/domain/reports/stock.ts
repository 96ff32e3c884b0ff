/** What lies on the shelf: what it is worth, how it sells, what nobody buys, what to order. */
import { z } from 'zod'
import type { Unit } from '../catalogue/unit.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { currencySchema, divideRounded, multiplyDivided, UNIT_PRICE_SCALE } from '../money.ts'
import { QUANTITY_SCALE } from '../quantity.ts'
import { RATE_SCALE } from '../rate.ts'

export const stockAskedSchema = z.object({
  /** How many days of sales are looked at, the day of now among them. */
  days: z.int().min(1).max(366),
  /** Days until goods that are ordered are there, and days that they shall last then. */
  lead: z.int().min(0).max(365),
  cover: z.int().min(1).max(365),
})
export type StockAsked = z.infer<typeof stockAskedSchema>

/** An inventory item as it stands, quantities in thousandths. */
export interface StockItem {
  readonly item: string
  readonly sku: string
  readonly name: string
  readonly unit: Unit
  /** Of the goods that it is sold as; null where these are in none. */
  readonly department: { readonly id: string; readonly name: string } | null
  readonly onHand: number
  /** What of it can be sold: less what is reserved, unavailable and kept for safety. */
  readonly available: number
  /** In the days that are looked at, less what came back. */
  readonly sold: number
  /** Ordered, or sent by another store, and not there yet. */
  readonly coming: number
  /** A unit price; null where nobody knows it. */
  readonly cost: number | null
}

export const stockRowSchema = z.object({
  item: idSchema,
  sku: textSchema(80),
  name: textSchema(200),
  onHand: z.int(),
  available: z.int(),
  sold: z.int(),
  coming: z.int().min(0),
  /** What is on hand had cost, minor units; null where nobody knows. */
  value: z.int().nullable(),
  /** Sold of sold and still there, parts per million; null where there is neither. */
  sellThrough: z.int().nullable(),
  /** On hand, and none of it was sold. */
  isDead: z.boolean(),
  /** Sold out before an order could be there, at the pace of these days. */
  isLow: z.boolean(),
  /** Thousandths in whole units; 0 where none is needed beside what is coming. */
  proposed: z.int().min(0),
})
export type StockRow = z.infer<typeof stockRowSchema>

/** Rows that are told of each kind; the counts are of all. */
export const STOCK_ROWS_SHOWN = 200

export const stockSumsSchema = z.object({
  items: z.int().min(0),
  /** Of the items that are on hand: what they cost, and how many of them nobody knows it of. */
  value: z.int(),
  withoutCost: z.int().min(0),
  /** Of all items together. */
  sellThrough: z.int().nullable(),
})
export type StockSums = z.infer<typeof stockSumsSchema>

/** Departments that are told one by one. */
export const STOCK_DEPARTMENTS_SHOWN = 200

export const stockReportSchema = stockSumsSchema.extend({
  currency: currencySchema,
  asked: stockAskedSchema,
  /** What is worth most first; of what is in none the name is null. */
  departments: z
    .array(stockSumsSchema.extend({ id: z.string(), name: textSchema(200).nullable() }))
    .max(STOCK_DEPARTMENTS_SHOWN),
  low: z.object({ count: z.int().min(0), rows: z.array(stockRowSchema).max(STOCK_ROWS_SHOWN) }),
  dead: z.object({ count: z.int().min(0), rows: z.array(stockRowSchema).max(STOCK_ROWS_SHOWN) }),
})
export type StockReport = z.infer<typeof stockReportSchema>

export function stockRowOf(item: StockItem, { days, lead, cover }: StockAsked): StockRow {
  const { onHand, available, coming, cost } = item
  const sold = Math.max(0, item.sold)
  const isLow = sold > 0 && available * days <= sold * lead
  const wanted = Math.ceil((sold * (lead + cover)) / days) - available - coming
  return {
    ...{ item: item.item, sku: item.sku, name: item.name, onHand, available, sold, coming },
    value: cost === null ? null : worthOf(cost, onHand),
    sellThrough: throughOf(sold, onHand),
    isDead: onHand > 0 && sold === 0,
    isLow,
    proposed: isLow ? Math.max(0, Math.ceil(wanted / QUANTITY_SCALE) * QUANTITY_SCALE) : 0,
  }
}

/** Low ones by how much is to be ordered, dead ones by what they are worth. */
export function stockReportOf(
  items: Iterable<StockItem>,
  asked: StockAsked,
  currency: string,
): StockReport {
  const all = [...items]
  const rows = all.map((item) => stockRowOf(item, asked))
  const low = rows.filter(({ isLow }) => isLow)
  const dead = rows.filter(({ isDead }) => isDead)
  return {
    ...{ currency, asked, ...stockSumsOf(rows), departments: departmentsOf(all, rows) },
    low: told(low, ({ proposed }) => proposed),
    dead: told(dead, ({ value, onHand }) => value ?? onHand / QUANTITY_SCALE),
  }
}

/** Of some items: what lies on the shelf of them, and how they sell. */
export function stockSumsOf(rows: readonly StockRow[]): StockSums {
  const there = rows.filter(({ onHand }) => onHand > 0)
  const sum = (of: (row: StockRow) => number, all = rows): number =>
    all.reduce((total, row) => total + of(row), 0)
  return {
    items: rows.length,
    value: sum(({ value }) => value ?? 0, there),
    withoutCost: there.filter(({ value }) => value === null).length,
    sellThrough: throughOf(
      sum(({ sold }) => sold),
      sum(({ onHand }) => onHand, there),
    ),
  }
}

function departmentsOf(
  items: readonly StockItem[],
  rows: readonly StockRow[],
): StockReport['departments'] {
  const groups = new Map<string, { readonly name: string | null; readonly rows: StockRow[] }>()
  for (const [index, { department }] of items.entries()) {
    const { id, name } = department ?? { id: '', name: null }
    const group = groups.get(id) ?? { name, rows: [] }
    groups.set(id, group)
    group.rows.push(...rows.slice(index, index + 1))
  }
  return [...groups]
    .map(([id, { name, rows: own }]) => ({ id, name, ...stockSumsOf(own) }))
    .toSorted((a, b) => b.value - a.value || b.items - a.items || (a.id < b.id ? -1 : 1))
    .slice(0, STOCK_DEPARTMENTS_SHOWN)
}

function told(rows: readonly StockRow[], size: (row: StockRow) => number): StockReport['low'] {
  const sorted = rows.toSorted((a, b) => size(b) - size(a) || (a.item < b.item ? -1 : 1))
  return { count: rows.length, rows: sorted.slice(0, STOCK_ROWS_SHOWN) }
}

/** Stock below zero was sold before it was counted in: it is worth nothing. */
function worthOf(cost: number, onHand: number): number {
  return multiplyDivided(cost, Math.max(0, onHand), UNIT_PRICE_SCALE * QUANTITY_SCALE)
}

function throughOf(sold: number, onHand: number): number | null {
  const had = sold + Math.max(0, onHand)
  return had === 0 ? null : divideRounded(BigInt(sold) * BigInt(RATE_SCALE), had)
}
