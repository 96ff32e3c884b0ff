/** What a sale did to its customer's points, on its receipt. */
import { pieces } from '../quantity.ts'
import type { ReceiptFacts } from './compose.ts'
import type { ReceiptElement } from './document.ts'
import { row, SPACE } from './elements.ts'
import type { Figures } from './figures.ts'
import type { ReceiptWords } from './words.ts'

/** Nothing for what neither earned nor redeemed any. */
export function pointRows(
  { sale, pointsKnown }: ReceiptFacts,
  figures: Figures,
  words: ReceiptWords,
): ReceiptElement[] {
  const { earned, redeemed } = sale.points ?? { earned: 0, redeemed: 0 }
  if (earned === 0 && redeemed === 0) return []
  const count = (whole: number) => figures.quantity(pieces(whole))
  return [
    SPACE,
    ...(earned === 0 ? [] : [row(words.pointsEarned, count(earned))]),
    ...(pointsKnown === undefined ? [] : [row(words.pointsKnown, count(pointsKnown))]),
  ]
}
