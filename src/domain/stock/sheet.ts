/**
 * A sheet is what somebody writes down while they work on the stock: goods and how many. It is kept
 * line by line and moves nothing; what it comes to is one entry, when it is booked.
 */
import { z } from 'zod'
import { unitSchema, variantItemSchema, type Variant } from '../catalogue/documents.ts'
import { fail, succeed, type Result } from '../failure.ts'
import { idSchema, textSchema } from '../identifier.ts'
import type { Movement } from '../journal/movement.ts'
import {
  quantity,
  QUANTITY_LIMIT,
  QUANTITY_SCALE,
  quantitySchema,
  type Quantity,
} from '../quantity.ts'
import { LINES_LIMIT, MOVEMENTS_LIMIT } from '../selling/draft.ts'
import { leaving } from '../selling/sale.ts'
import { instantSchema } from '../time.ts'

/** Each has one sheet at a terminal. */
export const sheetKindSchema = z.enum(['adjustment'])
export type SheetKind = z.infer<typeof sheetKindSchema>

const sheetLineSchema = z.object({
  id: idSchema,
  variant: idSchema,
  name: textSchema(200),
  size: textSchema(80),
  sku: textSchema(80),
  unit: unitSchema,
  /** What of the shelf it is made of, as it was when it was written down. */
  items: z.array(variantItemSchema),
  quantity: quantitySchema,
})
export type SheetLine = z.infer<typeof sheetLineSchema>

export const sheetSchema = z.object({
  id: idSchema,
  kind: sheetKindSchema,
  /** Rises by each change. */
  version: z.int().min(0),
  openedAt: instantSchema,
  lines: z.array(sheetLineSchema).max(LINES_LIMIT),
})
export type Sheet = z.infer<typeof sheetSchema>

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
  const sum = checked((before?.quantity ?? 0) + more, unit)
  if (!sum.ok) return sum
  if (before) {
    return succeed({ sheet: withLine(sheet, { ...before, quantity: sum.value }), line: before.id })
  }
  if (sheet.lines.length >= LINES_LIMIT) return fail('limit-lines', { limit: LINES_LIMIT })
  const line = { id: newId, variant: id, name, size, sku, unit, items, quantity: sum.value }
  return succeed({ sheet: next(sheet, [...sheet.lines, line]), line: newId })
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
  return rest.length < sheet.lines.length ? succeed(next(sheet, rest)) : fail('line-unknown')
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

function withLine(sheet: Sheet, line: SheetLine): Sheet {
  return next(
    sheet,
    sheet.lines.map((each) => (each.id === line.id ? line : each)),
  )
}

function next(sheet: Sheet, lines: SheetLine[]): Sheet {
  return { ...sheet, version: sheet.version + 1, lines }
}
