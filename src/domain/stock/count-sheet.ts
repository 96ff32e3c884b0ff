/** The list of a count: one line for each inventory item that was counted. */
import type { InventoryItem, Variant } from '../catalogue/documents.ts'
import { fail, succeed, type Result } from '../failure.ts'
import { ONE, quantity, type Quantity } from '../quantity.ts'
import { LINES_LIMIT } from '../selling/draft.ts'
import { again, countedAs, countedOn, isItself, itemsOf, type Count, type Moment } from './count.ts'
import { withLine, withLines, type Sheet, type SheetLine, type Written } from './sheet.ts'

/** What a line is called by that is made for an item. */
export interface Naming {
  newId(): string
  /** The goods by which it is sold alone, where there are such. */
  soldAs(item: string): Variant | undefined
  itemOf(item: string): InventoryItem | undefined
}

/**
 * So many thousandths more of a variant were counted: of each item that it is made of. Goods of
 * which no stock is kept are `stock-not-kept`; `count-not-begun` where nobody began a count.
 */
export function countOn(
  sheet: Sheet,
  variant: Variant,
  count: number,
  moment: Moment,
  naming: Naming,
): Result<Written> {
  if (!sheet.count) return fail('count-not-begun')
  const items = itemsOf(variant, count)
  if (items.length === 0) return fail('stock-not-kept', { name: variant.name })
  let written: Written = { sheet, line: '' }
  for (const { item, more } of items) {
    const before = lineOf(written.sheet, item)
    const line = before ?? freshLine(variant, item, naming)
    const grown = countedOn(line, item, more, moment)
    if (!grown.ok) return grown
    if (!before && written.sheet.lines.length >= LINES_LIMIT) {
      return fail('sheet-full', { limit: LINES_LIMIT })
    }
    written = { sheet: put(written.sheet, grown.value, before), line: line.id }
  }
  return succeed(written)
}

/** What somebody typed is the whole of it; 0 says that none is there. */
export function setCounted(
  sheet: Sheet,
  line: string,
  wanted: Quantity,
  moment: Moment,
): Result<Sheet> {
  const before = sheet.lines.find(({ id }) => id === line)
  if (!before) return fail('line-unknown')
  if (before.unit === 'piece' && wanted % ONE !== 0) return fail('quantity-whole')
  const set = countedAs(before, itemOf(before), wanted, moment)
  return set.ok ? succeed(withLine(sheet, set.value)) : set
}

/** These lines are to be counted again. */
export function askAgain(sheet: Sheet, lines: readonly string[]): Result<Sheet> {
  let next = sheet
  for (const wanted of lines) {
    const line = sheet.lines.find(({ id }) => id === wanted)
    if (!line) return fail('line-unknown')
    const asked = again(line)
    if (!asked.ok) return asked
    next = withLine(next, asked.value)
  }
  return succeed({ ...next, version: sheet.version + 1 })
}

/** What was counted again stays: its first figure is beside it. */
export function strikeCounted(sheet: Sheet, line: string): Result<Sheet> {
  const before = sheet.lines.find(({ id }) => id === line)
  if (!before) return fail('line-unknown')
  if (before.tally && before.tally.before.length > 0) return fail('line-recounted')
  return succeed(
    withLines(
      sheet,
      sheet.lines.filter(({ id }) => id !== line),
    ),
  )
}

/** The list of the next part of a count, or of its first. */
export function emptyCount(id: string, openedAt: number, count: Count): Sheet {
  return { id, kind: 'count', version: 0, openedAt, count, lines: [] }
}

/** The one item that a line of a count is of. */
export function itemOf({ items: [only] }: Pick<SheetLine, 'items'>): string {
  if (!only) throw new Error('a line of a count is of one item')
  return only.item
}

/** What has not come down, and stands under its id alone. */
const NAMELESS = { name: '', size: '', sku: '', unit: 'piece' } as const

function lineOf({ lines }: Sheet, item: string): SheetLine | undefined {
  return lines.find(({ items }) => items.some((each) => each.item === item))
}

/** Called as the goods are that are nothing but the item, or as the item itself. */
export function freshLine(
  scanned: Variant | undefined,
  item: string,
  { newId, soldAs, itemOf: find }: Naming,
): SheetLine {
  const goods = [scanned, soldAs(item)].find((each) => each !== undefined && isItself(each))
  const { name, size, sku, unit } = goods ?? { ...NAMELESS, ...find(item) }
  const items = [{ item, quantity: ONE }]
  const line = { id: newId(), name, size, sku, unit, items, quantity: quantity(0) }
  return { ...line, variant: goods?.id ?? null }
}

function put(sheet: Sheet, line: SheetLine, before: SheetLine | undefined): Sheet {
  return before ? withLine(sheet, line) : withLines(sheet, [...sheet.lines, line])
}
