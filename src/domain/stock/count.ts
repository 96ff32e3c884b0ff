/**
 * A count says what lies on the shelf. Its lines are of inventory items, and each knows what the
 * shelf was to hold at the moment at which it was counted: what was sold, brought or corrected
 * before is in that figure, what comes after moves the shelf by itself. So the variance is counted
 * less that figure, whenever it is posted.
 */
import { z } from 'zod'
import type { Variant } from '../catalogue/documents.ts'
import { fail, succeed, type Result } from '../failure.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { multiplyDivided } from '../money.ts'
import { ONE, quantity, QUANTITY_SCALE, quantitySchema, type Quantity } from '../quantity.ts'
import { instantSchema } from '../time.ts'
import { adjustmentReasonSchema, directionOf } from './adjustment.ts'

/** What a count is of: whatever is scanned, all goods of a department, or all that is stocked. */
export const countScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scanned') }),
  z.object({ kind: z.literal('department'), department: idSchema, name: textSchema(80) }),
  z.object({ kind: z.literal('full') }),
])
export type CountScope = z.infer<typeof countScopeSchema>

/** How often one line may be counted again. */
export const RECOUNTS_LIMIT = 5

/** One figure of somebody who counted. */
export const countFigureSchema = z.object({
  counted: quantitySchema.refine((value) => value >= 0),
  /** What the shelf was to hold just then, as far as this terminal knew. */
  shelf: quantitySchema,
  /** When it was last counted, and by whom. */
  at: instantSchema,
  by: idSchema,
})
export type CountFigure = z.infer<typeof countFigureSchema>

/** What a line of a count keeps beside what is counted. */
export const tallySchema = countFigureSchema.omit({ counted: true }).extend({
  /** What the shelf was to hold when the line began to be counted. */
  began: quantitySchema,
  /** The last entry of this terminal that `shelf` contains. */
  place: z.object({ epoch: z.int().min(0), seq: z.int().min(0) }),
  /** The reviewer wants it counted again, and that has not begun. */
  isAgain: z.boolean(),
  before: z.array(countFigureSchema).max(RECOUNTS_LIMIT),
})
export type Tally = z.infer<typeof tallySchema>

export const countSchema = z.object({
  id: idSchema,
  scope: countScopeSchema,
  /** A count of more than an entry holds is booked in parts, from 1. */
  part: z.int().min(1),
  begunAt: instantSchema,
  begunBy: idSchema,
})
export type Count = z.infer<typeof countSchema>

/** Why counted and expected differ. */
export const varianceReasonSchema = z.enum([
  'unexplained',
  'misbooked',
  ...adjustmentReasonSchema.options,
])
export type VarianceReason = z.infer<typeof varianceReasonSchema>

/** Nothing can be stolen that is there, nor found that is gone: such a variance says so itself. */
export function reasonFor(variance: Quantity, wanted: VarianceReason): VarianceReason {
  if (wanted === 'unexplained' || wanted === 'misbooked') return wanted
  if (Math.sign(variance) === directionOf(wanted)) return wanted
  return variance > 0 ? 'found' : 'unexplained'
}

/** What is known of the shelf just now, and who counts. */
export interface Moment extends Pick<Tally, 'at' | 'by' | 'place'> {
  shelf(item: string): Quantity
}

/** As a sheet's line has it, of one inventory item. */
interface Counted {
  readonly quantity: Quantity
  readonly tally?: Tally | undefined
}

/** Counted on: what was counted of it before stands, but where it is to be counted again. */
export function countedOn<Line extends Counted>(
  line: Line,
  item: string,
  more: number,
  moment: Moment,
): Result<Line> {
  const isBegun = line.tally?.isAgain === false
  const shelf = moment.shelf(item)
  const began = isBegun ? (line.tally?.began ?? shelf) : shelf
  return counted(line, (isBegun ? line.quantity : 0) + more, { ...moment, shelf, began })
}

/** Counted at one go: the figure is the whole of it, and may be none. */
export function countedAs<Line extends Counted>(
  line: Line,
  item: string,
  wanted: Quantity,
  moment: Moment,
): Result<Line> {
  const shelf = moment.shelf(item)
  return counted(line, wanted, { ...moment, shelf, began: shelf })
}

function counted<Line extends Counted>(
  line: Line,
  amount: number,
  { at, by, place, shelf, began }: Pick<Tally, 'at' | 'by' | 'place' | 'shelf' | 'began'>,
): Result<Line> {
  const checked = quantitySchema.safeParse(amount)
  if (!checked.success || amount < 0) return fail('limit-amount')
  const tally = { at, by, place, shelf, began, isAgain: false, before: line.tally?.before ?? [] }
  return succeed({ ...line, quantity: checked.data, tally })
}

/** To be counted again, without a word of what it was: that is kept beside. */
export function again<Line extends Counted>(line: Line): Result<Line> {
  const { tally, quantity: figure } = line
  if (!tally || tally.isAgain) return succeed(line)
  if (tally.before.length >= RECOUNTS_LIMIT)
    return fail('limit-recounts', { limit: RECOUNTS_LIMIT })
  const { shelf, at, by } = tally
  const before = [...tally.before, { counted: figure, shelf, at, by }]
  return succeed({ ...line, quantity: quantity(0), tally: { ...tally, isAgain: true, before } })
}

/** Counted less what the shelf was to hold at that moment. */
export function varianceOf({ quantity: figure, tally }: Counted): Quantity {
  return quantity(figure - (tally?.shelf ?? 0))
}

/**
 * Whether goods moved of which nobody can say if they had been counted: here while the line was
 * being counted, or elsewhere and told only since. `moved` is what this terminal moved since the
 * line was counted, `now` what the shelf is to hold now.
 */
export function isUnsure(tally: Tally, now: Quantity, moved: number): boolean {
  return tally.began !== tally.shelf || now - moved !== tally.shelf
}

/** What one scan of a variant counts, by item. */
export function itemsOf(
  { items }: Pick<Variant, 'items'>,
  count: number,
): { readonly item: string; readonly more: number }[] {
  return items.map(({ item, quantity: needed }) => {
    return { item, more: multiplyDivided(needed, count, QUANTITY_SCALE) }
  })
}

/** Whether counting the variant counts its item, one for one: the line is then called by it. */
export function isItself({ items }: Pick<Variant, 'items'>): boolean {
  return items.length === 1 && items[0]?.quantity === ONE
}
