/**
 * A sheet is what somebody writes down while they work on the stock: goods and how many. It is kept
 * line by line and moves nothing; what it comes to is one entry, when it is booked.
 */
import { z } from 'zod'
import { gtinSchema } from '../barcode/gtin.ts'
import { unitSchema, variantItemSchema, type Variant } from '../catalogue/documents.ts'
import { fail, succeed, type Result } from '../failure.ts'
import { idSchema, textSchema } from '../identifier.ts'
import {
  multiplyDivided,
  unitPrice,
  UNIT_PRICE_LIMIT,
  unitPriceSchema,
  type UnitPrice,
} from '../money.ts'
import type { Movement } from '../journal/movement.ts'
import {
  ONE,
  quantity,
  QUANTITY_LIMIT,
  QUANTITY_SCALE,
  quantitySchema,
  type Quantity,
} from '../quantity.ts'
import { LINES_LIMIT, MOVEMENTS_LIMIT } from '../selling/draft.ts'
import { leaving } from '../selling/sale.ts'
import { instantSchema } from '../time.ts'
import { countSchema, tallySchema } from './count.ts'

/** Each has one sheet at a terminal. */
export const sheetKindSchema = z.enum(['adjustment', 'receipt', 'transfer', 'count'])
export type SheetKind = z.infer<typeof sheetKindSchema>

const sheetLineSchema = z.object({
  id: idSchema,
  /** Null for a code that nothing carried when it was scanned: it is named and not lost. */
  variant: idSchema.nullable(),
  code: gtinSchema.optional(),
  name: textSchema(200),
  size: textSchema(80),
  sku: textSchema(80),
  unit: unitSchema,
  /** What of the shelf it is made of, as it was when it was written down. */
  items: z.array(variantItemSchema),
  quantity: quantitySchema,
  /** What one of it cost, without tax; absent where nobody said. */
  cost: unitPriceSchema.optional(),
  /** Of a count: whoever counts it never sees it. */
  tally: tallySchema.optional(),
})
export type SheetLine = z.infer<typeof sheetLineSchema>

export const sheetSchema = z.object({
  id: idSchema,
  kind: sheetKindSchema,
  /** Rises by each change. */
  version: z.int().min(0),
  openedAt: instantSchema,
  /** Of a delivery: what it was ordered by; absent where nobody said. */
  order: idSchema.optional(),
  /** Of a count that has begun. */
  count: countSchema.optional(),
  lines: z.array(sheetLineSchema).max(LINES_LIMIT),
})
export type Sheet = z.infer<typeof sheetSchema>

const NONE = quantity(0)

/** Before its first line it is not kept. */
export function emptySheet(id: string, kind: SheetKind, openedAt: number): Sheet {
  return { id, kind, version: 0, openedAt, lines: [] }
}

export interface Written {
  readonly sheet: Sheet
  readonly line: string
}

/**
 * So many thousandths more of a variant: its line grows, or is made by the id that is given. Goods
 * of which no stock is kept are `stock-not-kept`.
 */
export function writeDown(
  sheet: Sheet,
  { id, name, size, sku, unit, items }: Variant,
  more: number,
  newId: string,
): Result<Written> {
  if (items.length === 0) return fail('stock-not-kept', { name })
  const before = sheet.lines.find(({ variant }) => variant === id)
  const fresh = { id: newId, variant: id, name, size, sku, unit, items, quantity: NONE }
  return grow(sheet, before ?? fresh, more)
}

/** The same for a code that nothing carries. */
export function noteUnknown(sheet: Sheet, code: string, newId: string): Result<Written> {
  const before = sheet.lines.find((line) => line.variant === null && line.code === code)
  const nothing = { name: '', size: '', sku: '', unit: 'piece', items: [] } as const
  const fresh = { id: newId, variant: null, code, ...nothing, items: [], quantity: NONE }
  return grow(sheet, before ?? fresh, ONE)
}

function grow(sheet: Sheet, line: SheetLine, more: number): Result<Written> {
  const sum = checked(line.quantity + more, line.unit)
  if (!sum.ok) return sum
  const grown = { ...line, quantity: sum.value }
  if (line.quantity > 0) return succeed({ sheet: withLine(sheet, grown), line: line.id })
  if (sheet.lines.length >= LINES_LIMIT) return fail('limit-lines', { limit: LINES_LIMIT })
  return succeed({ sheet: withLines(sheet, [...sheet.lines, grown]), line: line.id })
}

/** The order that a delivery is of; null for none. */
export function setOrder({ order: _, ...sheet }: Sheet, order: string | null): Sheet {
  return { ...sheet, version: sheet.version + 1, ...(order !== null && { order }) }
}

/** What one of a line's goods cost; null takes it back. */
export function setCost(sheet: Sheet, line: string, cost: UnitPrice | null): Result<Sheet> {
  const before = sheet.lines.find(({ id }) => id === line)
  if (!before?.variant) return fail('line-unknown')
  const { cost: _, ...rest } = before
  return succeed(withLine(sheet, cost === null ? rest : { ...rest, cost }))
}

/**
 * What one unit of each item cost by it. What goods of several items cost says nothing of one of
 * them; of two lines with one item the later counts.
 */
export function costsOf(lines: readonly SheetLine[]): ItemCost[] {
  const costs = new Map<string, UnitPrice>()
  for (const { items, cost } of lines) {
    const [only, ...others] = items
    if (!only || others.length > 0 || cost === undefined) continue
    const each = multiplyDivided(cost, QUANTITY_SCALE, only.quantity)
    if (each <= UNIT_PRICE_LIMIT) costs.set(only.item, unitPrice(each))
  }
  return [...costs].map(([item, cost]) => ({ item, cost }))
}

export interface ItemCost {
  readonly item: string
  readonly cost: UnitPrice
}

/** A line as somebody typed it. */
export function setQuantity(sheet: Sheet, line: string, wanted: Quantity): Result<Sheet> {
  const before = sheet.lines.find(({ id }) => id === line)
  if (!before) return fail('line-unknown')
  const whole = checked(wanted, before.unit)
  return whole.ok ? succeed(withLine(sheet, { ...before, quantity: whole.value })) : whole
}

export function strike(sheet: Sheet, line: string): Result<Sheet> {
  const rest = sheet.lines.filter(({ id }) => id !== line)
  return rest.length < sheet.lines.length ? succeed(withLines(sheet, rest)) : fail('line-unknown')
}

/**
 * What the lines do to a location: `sign` is 1 for what comes and -1 for what goes. In the order
 * of the items' ids; `limit-lines` and `limit-amount` where an entry could not hold it.
 */
export function movementsFor(
  lines: readonly Pick<SheetLine, 'items' | 'quantity'>[],
  location: string,
  sign: 1 | -1,
): Result<Movement[]> {
  const moved = [...leaving(lines)].filter(([, amount]) => amount !== 0)
  if (moved.length > MOVEMENTS_LIMIT) return fail('limit-lines', { limit: MOVEMENTS_LIMIT })
  if (moved.some(([, amount]) => Math.abs(amount) > QUANTITY_LIMIT)) return fail('limit-amount')
  return succeed(
    moved
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([item, amount]) => ({ item, location, quantity: quantity(sign * amount) })),
  )
}

function checked(amount: number, unit: SheetLine['unit']): Result<Quantity> {
  if (amount <= 0 || amount > QUANTITY_LIMIT) return fail('limit-amount')
  if (unit === 'piece' && amount % QUANTITY_SCALE !== 0) return fail('quantity-whole')
  return succeed(quantity(amount))
}

export function withLine(sheet: Sheet, line: SheetLine): Sheet {
  return withLines(
    sheet,
    sheet.lines.map((each) => (each.id === line.id ? line : each)),
  )
}

export function withLines(sheet: Sheet, lines: readonly SheetLine[]): Sheet {
  return { ...sheet, version: sheet.version + 1, lines: [...lines] }
}
