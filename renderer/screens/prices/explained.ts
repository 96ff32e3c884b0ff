/** Why something was taken off, in the words of the screen. */
import type { LineView } from '../../../src/contract/terminal/views.ts'
import { explained as explainedIn } from '../../../src/domain/pricing/explained.ts'
import type { Format } from '../../format/format.ts'
import type { Say } from '../../language/language.tsx'

type Discount = LineView['discounts'][number]

/** `3 for 2 × 2`, `from 6: 10% off`; empty where the name alone says it all. */
export function explained(
  discount: Pick<Discount, 'kind' | 'how'>,
  unit: LineView['unit'],
  say: Say,
  format: Format,
): string {
  return explainedIn(discount, {
    ...format,
    say: (reason, figures) => say(reason === 'each' ? 'cart.each' : `why.${reason}`, figures),
    quantity: (amount) => format.quantity(amount, unit),
  })
}
