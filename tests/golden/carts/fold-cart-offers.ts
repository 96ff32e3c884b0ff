/** Promotions on the cart: one exclusive or all stackable ones, whichever saves more. */
import { isDiscountable, isMeant, takeOffTogether, type Grain, type Work } from './fold-lines.ts'
import { byPrecedence, percent } from './fold-rules.ts'
import { compare, exactly, least, nearest, NOUGHT } from './fraction.ts'
import { times, total, type Fraction } from './fraction.ts'
import { readTarget, type WrittenPromotion } from './written.ts'

type CartOffer = Extract<WrittenPromotion, { rule: 'cart-percent' | 'cart-amount' }>

export function foldCartOffers(
  works: readonly Work[],
  promotions: readonly WrittenPromotion[],
  grain: Grain,
): void {
  const offers = promotions.filter(isCartOffer).filter((offer) => isReached(offer, works))
  const stackable = offers.filter((each) => each.stackable).toSorted(inStack)
  const choices = offers.filter((each) => !each.stackable).map((each) => [each])
  const all = [...choices, stackable]
    .filter((choice) => choice.length > 0)
    .map((choice) => ({ choice, left: leftAfter(choice, works, grain) }))
  const [chosen] = all.toSorted(
    (a, b) => compare(a.left, b.left) || byPrecedence(first(a), first(b)),
  )
  if (chosen) give(chosen.choice, works, grain)
}

function first({ choice }: { readonly choice: readonly CartOffer[] }): CartOffer {
  return choice.toSorted(byPrecedence)[0]!
}

function isCartOffer(promotion: WrittenPromotion): promotion is CartOffer {
  return promotion.rule === 'cart-percent' || promotion.rule === 'cart-amount'
}

function meantBy({ of }: CartOffer, works: readonly Work[]): Work[] {
  const target = readTarget(of)
  return works.filter((work) => isDiscountable(work) && isMeant(target, work))
}

/** Before any discount. */
function isReached(offer: CartOffer, works: readonly Work[]): boolean {
  const gross = total(meantBy(offer, works).map((work) => work.gross))
  return compare(gross, exactly(offer.minimum)) >= 0
}

function inStack(a: CartOffer, b: CartOffer): number {
  const kinds = ['cart-percent', 'cart-amount']
  const priority = (b.priority ?? 0) - (a.priority ?? 0)
  return priority || kinds.indexOf(a.rule) - kinds.indexOf(b.rule) || (a.id < b.id ? -1 : 1)
}

/** What a choice would leave of all lines together. */
function leftAfter(
  choice: readonly CartOffer[],
  works: readonly Work[],
  grain: Grain,
): Fraction {
  const tried = works.map((work) => ({ ...work }))
  give(choice, tried, grain)
  return total(tried.map(({ left }) => left))
}

function give(choice: readonly CartOffer[], works: readonly Work[], grain: Grain): void {
  for (const offer of choice) {
    const meant = meantBy(offer, works)
    const left = total(meant.map((work) => work.left))
    const amount =
      offer.rule === 'cart-percent'
        ? nearest(times(left, percent(offer.rate)), grain.parts)
        : least(exactly(offer.amount), left)
    const weights = meant.map((work) => [work, work.left] as const)
    if (compare(amount, NOUGHT) > 0) takeOffTogether(amount, weights, grain)
  }
}
