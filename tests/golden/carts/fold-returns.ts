/** Goods that come back: of each figure, the difference of two rounded running shares. */
import type { FoldedLine } from './fold.ts'
import { exactly, less, nearest, over, plus, times, total, type Fraction } from './fraction.ts'
import type { WrittenReturn } from './written.ts'

export function foldReturn(
  line: FoldedLine,
  { before = '0', now }: WrittenReturn,
  id: string,
  { parts, taxIncluded }: { readonly parts: bigint; readonly taxIncluded: boolean },
): FoldedLine {
  const earlier = over(exactly(before), line.quantity)
  const later = plus(earlier, over(exactly(now), line.quantity))
  const back = (figure: Fraction): Fraction =>
    less(nearest(times(figure, earlier), parts), nearest(times(figure, later), parts))
  const gross = back(line.gross)
  const net = less(gross, total(line.discounts.map(back)))
  const taxes = line.taxes.map(back)
  const relief = back(line.relief)
  const paid = taxIncluded ? less(net, relief) : plus(net, total(taxes))
  const { taxClass } = line
  return { id, taxClass, quantity: exactly(now), gross, net, taxes, total: paid, relief, discounts: [] }
}
