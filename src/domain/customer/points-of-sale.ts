/**
 * What a sale does to points: those of its customer, and those of others whose goods came back by
 * it. What goods had brought goes back from whoever had bought them, whoever brings them.
 */
import { isMoney } from '../accounts/moves.ts'
import type { SaleCompleted, SaleLine } from '../journal/facts.ts'
import { minor, sum } from '../money.ts'
import type { Returned } from '../returns/returned.ts'
import { earnedPoints, type LoyaltyRule, type TakenBack } from './loyalty.ts'

type Parts = Pick<SaleCompleted, 'customer' | 'lines' | 'tenders'>
type Brought = NonNullable<Returned['brought']>

export interface Counting {
  readonly rule: LoyaltyRule
  /** How many minor units one unit of the currency has. */
  readonly scale: number
  /** Who somebody is by now: customers who were merged are one. */
  readonly idOf: (customer: string) => string
}

export function pointsOfSale(
  { customer, lines, tenders }: Parts,
  { rule, scale, idOf }: Counting,
): Pick<SaleCompleted, 'points' | 'takenBack'> {
  // Money on a card brings points when it is spent.
  const goods = lines.filter((line) => !isMoney(line))
  const isOwn = ({ customer: bought }: Brought) =>
    customer !== undefined && idOf(bought) === idOf(customer)
  const others = goods.flatMap(({ returned, ...line }) =>
    returned?.brought && !isOwn(returned.brought)
      ? [{ ...line, sale: returned.sale, brought: returned.brought }]
      : [],
  )
  const takenBack = takenBackOf(others, rule, scale)
  const taken = takenBack.length > 0 ? { takenBack } : {}
  if (customer === undefined) return taken
  // Of a sale that nobody was named for, nobody has points that could go back.
  const own = goods.filter(
    ({ returned }) => !returned || (returned.brought && isOwn(returned.brought)),
  )
  const spent = tenders.filter((tender) => tender.kind === 'points')
  const earned = earnedPoints(rule, own, sum(spent.map(({ amount }) => amount)), scale)
  const redeemed = spent.reduce((all, { points }) => all + points, 0)
  return { points: { earned, redeemed }, ...taken }
}

interface OfOthers extends Pick<SaleLine, 'department' | 'amount'> {
  readonly sale: string
  readonly brought: Brought
}

/** By the rule of today, sale by sale, and never more than the sale had brought. */
function takenBackOf(lines: readonly OfOthers[], rule: LoyaltyRule, scale: number): TakenBack[] {
  const points = new Map<string, number>()
  for (const [, of] of Map.groupBy(lines, ({ sale }) => sale)) {
    const [first] = of
    if (!first) continue
    const { customer, points: most } = first.brought
    const back = Math.min(most, 0 - earnedPoints(rule, of, minor(0), scale))
    points.set(customer, (points.get(customer) ?? 0) + back)
  }
  return [...points]
    .flatMap(([customer, back]) => (back > 0 ? [{ customer, points: back }] : []))
    .toSorted((a, b) => (a.customer < b.customer ? -1 : 1))
}
