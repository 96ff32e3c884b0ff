/** Which promotions look for something in the cart, and which lines each of them finds. */
import type { Cart, CartLine } from './cart.ts'
import { whyNot } from './eligible.ts'
import type { WorkLine } from './lines.ts'
import type { PassedReason } from './priced.ts'
import { eachSought, type Prepared, type Promotions } from './prepare.ts'

export interface Match {
  readonly prepared: Prepared
  /** For each of its targets the places of the lines that it finds, in canonical order. */
  readonly lines: readonly number[][]
  /** The coupon that was given for it. */
  readonly coupon: string | null
  /** Why it does not hold; undefined where it does. */
  readonly why: PassedReason | undefined
  /** Quantity breaks only: how much of it there is, by `countKey`. */
  readonly counted: Map<string, number>
}

/** What counts together for a quantity break. */
export function countKey({ prepared }: Match, { variant, id }: CartLine): string {
  const { rule } = prepared.promotion
  return rule.kind === 'quantity-break' && rule.together ? '' : (variant ?? id)
}

/** All that touch a line of the cart, in precedence; and those whose coupon was given. */
export function matchesOf(works: readonly WorkLine[], cart: Cart, promotions: Promotions): Match[] {
  const coupons = new Map(cart.coupons.map(({ promotion, code }) => [promotion, code]))
  const matches = new Map<Prepared, Match>()
  const holdsHere = ({ promotion: { stores } }: Prepared): boolean =>
    stores.length === 0 || stores.includes(cart.store)
  const matchFor = (prepared: Prepared): Match => {
    const known = matches.get(prepared)
    if (known) return known
    const match = {
      prepared,
      lines: prepared.targets.map((): number[] => []),
      coupon: coupons.get(prepared.promotion.id) ?? null,
      why: whyNot(prepared.promotion, cart, coupons),
      counted: new Map<string, number>(),
    }
    matches.set(prepared, match)
    return match
  }
  for (const [index, { line, gross }] of works.entries()) {
    if (!line.discountable || gross <= 0) continue
    eachSought(promotions, line.variant, line.department, ({ prepared, target }) => {
      if (!holdsHere(prepared)) return
      const match = matchFor(prepared)
      match.lines[target]?.push(index)
      if (prepared.promotion.rule.kind !== 'quantity-break') return
      const key = countKey(match, line)
      match.counted.set(key, (match.counted.get(key) ?? 0) + line.quantity)
    })
  }
  for (const id of coupons.keys()) {
    const prepared = promotions.byId.get(id)
    if (prepared && holdsHere(prepared)) matchFor(prepared)
  }
  return [...matches.values()].toSorted((a, b) => a.prepared.order - b.prepared.order)
}
