/** Which promotions look for something in the cart, and which lines each of them finds. */
import type { Cart, CartLine } from './cart.ts'
import { whyNot } from './eligible.ts'
import type { WorkLine } from './lines.ts'
import type { PassedReason } from './priced.ts'
import { soughtFor, type Prepared, type Promotions, type Sought } from './prepare.ts'

export interface Match {
  readonly prepared: Prepared
  /** For each of its targets the places of the lines that it finds, in canonical order. */
  readonly lines: number[][]
  /** The coupon that was given for it. */
  readonly coupon: string | null
  /** Why it does not hold; undefined where it does. */
  readonly why: PassedReason | undefined
  /** Quantity breaks only: how much of it there is, by `countKey`. */
  readonly counted: Map<string, number>
}

/** Of a target that finds none; nobody writes into it. */
const NO_LINES: number[] = []
/** Of all that are no quantity break; nobody writes into it. */
const NOTHING_COUNTED = new Map<string, number>()

/** What counts together for a quantity break. */
export function countKey({ prepared }: Match, { variant, id }: CartLine): string {
  const { rule } = prepared.promotion
  return rule.kind === 'quantity-break' && rule.together ? '' : (variant ?? id)
}

/** All that touch a line of the cart, in precedence; and those whose coupon was given. */
export function matchesOf(works: readonly WorkLine[], cart: Cart, promotions: Promotions): Match[] {
  const coupons = new Map(cart.coupons.map(({ promotion, code }) => [promotion, code]))
  // By the order of its promotion, which is also the order of the answer.
  const matches = new Array<Match | undefined>(promotions.byId.size).fill(undefined)
  for (let index = 0; index < works.length; index += 1) {
    const { line, gross } = works[index] as WorkLine
    if (!line.discountable || gross <= 0) continue
    const sought = soughtFor(promotions, line.variant, line.department)
    for (let at = 0; at < sought.length; at += 1) {
      const { prepared, target } = sought[at] as Sought
      if (!holdsHere(prepared, cart)) continue
      const match = (matches[prepared.order] ??= newMatch(prepared, cart, coupons))
      // Most targets find one line: an array that grows from nothing takes room for seventeen.
      const found = match.lines[target]
      if (found === undefined || found === NO_LINES) match.lines[target] = [index]
      else found.push(index)
      if (prepared.promotion.rule.kind !== 'quantity-break') continue
      const key = countKey(match, line)
      match.counted.set(key, (match.counted.get(key) ?? 0) + line.quantity)
    }
  }
  for (const id of coupons.keys()) {
    const prepared = promotions.byId.get(id)
    if (!prepared || !holdsHere(prepared, cart)) continue
    matches[prepared.order] ??= newMatch(prepared, cart, coupons)
  }
  return matches.filter((match) => match !== undefined)
}

function holdsHere({ promotion: { stores } }: Prepared, cart: Cart): boolean {
  return stores.length === 0 || stores.includes(cart.store)
}

function newMatch(prepared: Prepared, cart: Cart, coupons: ReadonlyMap<string, string>): Match {
  const { promotion, targets } = prepared
  const isCounted = promotion.rule.kind === 'quantity-break'
  return {
    prepared,
    lines: targets.map(() => NO_LINES),
    coupon: coupons.get(promotion.id) ?? null,
    why: whyNot(promotion, cart, coupons),
    counted: isCounted ? new Map<string, number>() : NOTHING_COUNTED,
  }
}
