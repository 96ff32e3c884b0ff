/** The rules that make each unit of a line cheaper, and which of them a line has. */
import { isDiscountable, isMeant, type Grain, type Work } from './fold-lines.ts'
import { compare, exactly, fraction, least, less, nearest, NOUGHT } from './fraction.ts'
import { over, plus, times, total, type Fraction } from './fraction.ts'
import { readTarget, type WrittenPromotion } from './written.ts'

export interface UnitSaving {
  readonly promotion: WrittenPromotion
  readonly saving: Fraction
}

const UNIT_RULES = ['fixed-price', 'quantity-break', 'percent', 'amount']
const HUNDRED = fraction(100n)

export function isUnitRule({ rule }: WrittenPromotion): boolean {
  return UNIT_RULES.includes(rule)
}

/** Higher priority first, then by id. */
export function byPrecedence(a: WrittenPromotion, b: WrittenPromotion): number {
  return (b.priority ?? 0) - (a.priority ?? 0) || (a.id < b.id ? -1 : 1)
}

/** What each unit of a line saves: by the best exclusive promotion, or by all stackable ones. */
export function savingsOf(
  work: Work,
  works: readonly Work[],
  promotions: readonly WrittenPromotion[],
  grain: Grain,
): readonly UnitSaving[] {
  const rules = promotions.filter((each) => isUnitRule(each) && each.limit === undefined)
  const stackable = rules.filter(({ stackable }) => stackable)
  const exclusive = rules.filter(({ stackable }) => !stackable)
  const choices = [
    ...exclusive.map((promotion) => stack([promotion], work, works, grain)),
    stack(stackable, work, works, grain),
  ].filter((choice) => choice.length > 0)
  return choices.toSorted(moreFirst)[0] ?? []
}

function moreFirst(a: readonly UnitSaving[], b: readonly UnitSaving[]): number {
  const more = compare(sumOf(b), sumOf(a))
  return more || byPrecedence(first(a), first(b))
}

/** The one of a stack that goes first, whatever acts first. */
function first(stacked: readonly UnitSaving[]): WrittenPromotion {
  return stacked.map(({ promotion }) => promotion).toSorted(byPrecedence)[0]!
}

function sumOf(savings: readonly UnitSaving[]): Fraction {
  return total(savings.map(({ saving }) => saving))
}

/** One after the other, each of the price that the one before left. */
function stack(
  promotions: readonly WrittenPromotion[],
  work: Work,
  works: readonly Work[],
  grain: Grain,
): UnitSaving[] {
  let price = work.price
  const savings: UnitSaving[] = []
  for (const promotion of promotions.toSorted(inStack)) {
    const saving = unitSaving(promotion, price, work, works, grain)
    if (compare(saving, NOUGHT) <= 0) continue
    savings.push({ promotion, saving })
    price = less(price, saving)
  }
  return savings
}

function inStack(a: WrittenPromotion, b: WrittenPromotion): number {
  const priority = (b.priority ?? 0) - (a.priority ?? 0)
  const kind = UNIT_RULES.indexOf(a.rule) - UNIT_RULES.indexOf(b.rule)
  return priority || kind || (a.id < b.id ? -1 : 1)
}

/** What a rule takes off one unit that costs `price`; nothing where it does not mean the line. */
export function unitSaving(
  promotion: WrittenPromotion,
  price: Fraction,
  work: Work,
  works: readonly Work[],
  { steps }: Grain,
): Fraction {
  if (!('of' in promotion) || !isDiscountable(work) || !isMeant(readTarget(promotion.of), work)) {
    return NOUGHT
  }
  switch (promotion.rule) {
    case 'percent':
      return nearest(times(price, percent(promotion.rate)), steps)
    case 'amount':
      return least(exactly(promotion.amount), price)
    case 'fixed-price':
      return lowered(price, promotion.unitPrice)
    case 'quantity-break': {
      const tier = tierOf(promotion, work, works)
      if (!tier) return NOUGHT
      if ('rate' in tier) return nearest(times(price, percent(tier.rate)), steps)
      return lowered(price, tier.unitPrice)
    }
    default:
      return NOUGHT
  }
}

export function percent(written: string): Fraction {
  return over(exactly(written), HUNDRED)
}

function lowered(price: Fraction, to: string): Fraction {
  const saving = less(price, exactly(to))
  return compare(saving, NOUGHT) > 0 ? saving : NOUGHT
}

type QuantityBreak = Extract<WrittenPromotion, { rule: 'quantity-break' }>

/** The reached tier that asks for most. */
function tierOf(
  promotion: QuantityBreak,
  work: Work,
  works: readonly Work[],
): QuantityBreak['tiers'][number] | undefined {
  const target = readTarget(promotion.of)
  const counted = works.filter((each) => {
    if (!isDiscountable(each) || !isMeant(target, each)) return false
    if (promotion.together || each === work) return true
    return work.line.variant !== null && each.line.variant === work.line.variant
  })
  const quantity = counted.reduce((sum, each) => plus(sum, each.quantity), NOUGHT)
  return promotion.tiers
    .filter(({ from }) => compare(exactly(from), quantity) <= 0)
    .toSorted((a, b) => compare(exactly(b.from), exactly(a.from)))[0]
}
