/** What a receipt says of goods that are laid away. */
import type { SaleLine } from '../journal/facts.ts'
import { minor } from '../money.ts'
import type { Figures } from './figures.ts'
import type { ReceiptWords } from './words.ts'

/** Below a line that pays for goods laid away: which they are, and what is still to be paid. */
export function layawayLines(line: SaleLine, figures: Figures, words: ReceiptWords): string[] {
  const paid = line.load?.layaway
  if (!paid) return line.kept === undefined ? [] : [line.kept]
  const { layaway, total, before, until } = paid
  const say = words.layaway
  const soFar = minor(before + line.amount)
  return [
    layaway,
    `${say.total} ${figures.amount(total)}`,
    `${say.paidSoFar} ${figures.amount(soFar)}`,
    `${say.due} ${figures.amount(minor(Math.max(0, total - soFar)))}`,
    `${say.until} ${figures.day(until)}`,
  ]
}
