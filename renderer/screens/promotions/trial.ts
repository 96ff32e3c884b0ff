/** A cart to try a promotion on, priced by the engine of the tills. */
import type { PromotionGround, PromotionInput } from '../../../src/contract/backend/promotions.ts'
import type { Cart, CartLine } from '../../../src/domain/pricing/cart.ts'
import { isWithin } from '../../../src/domain/pricing/eligible.ts'
import { priceCart } from '../../../src/domain/pricing/engine.ts'
import { preparePromotions } from '../../../src/domain/pricing/prepare.ts'
import type { PricedCart } from '../../../src/domain/pricing/priced.ts'
import type { Promotion } from '../../../src/domain/pricing/promotion.ts'
import { ratesAt } from '../../../src/domain/pricing/tax-rate.ts'
import { pieces } from '../../../src/domain/quantity.ts'
import { momentOf } from '../../../src/domain/time.ts'
import type { Goods } from '../office-prices/requests.ts'

export interface TrialLine {
  readonly goods: Goods
  /** Pieces, or whole units of what is measured. */
  readonly count: number
}

export interface Trial {
  readonly lines: readonly TrialLine[]
  readonly store: string
  readonly zone: string
  readonly ground: PromotionGround
  readonly at: number
  /** Of the customer; null where nobody is named. */
  readonly group: string | null
  readonly hasCoupon: boolean
}

/** As it is while nobody has made it: behind all others where two are equal. */
const DRAFT = 'ffffffff-ffff-7fff-bfff-ffffffffffff'
const CODE = 'TRIAL'

export interface TriedOut {
  readonly before: PricedCart
  /** Null while the draft says too little. */
  readonly after: PricedCart | null
}

export function tryOut(
  trial: Trial,
  others: readonly Promotion[],
  draft: PromotionInput | null,
): TriedOut {
  const cart = cartOf(trial)
  const before = priceCart(cart, preparePromotions(others))
  if (!draft) return { before, after: null }
  const { promotion: _, ...input } = draft
  const promotion: Promotion = { ...input, id: DRAFT, kind: 'promotion' }
  return { before, after: priceCart(cart, preparePromotions([...others, promotion])) }
}

export function isDraft(source: string): boolean {
  return source === DRAFT
}

const DAY_MINUTES = 24 * 60
const WEEK_MINUTES = 7 * DAY_MINUTES
const MINUTE_MS = 60_000

/** The first minute from now on at which its dates and hours let it hold. */
export function firstMoment(draft: PromotionInput | null, zone: string, now: number): number {
  const from = Math.max(now, draft?.from ?? 0)
  if (!draft || draft.hours.length === 0) return from
  const begin = momentOf(from, zone)
  for (let passed = 0; passed < WEEK_MINUTES; passed += 1) {
    const minute = begin.minute + passed
    const weekday = ((begin.weekday - 1 + Math.floor(minute / DAY_MINUTES)) % 7) + 1
    const moment = { instant: from + passed * MINUTE_MS, weekday, minute: minute % DAY_MINUTES }
    if (draft.hours.some((hours) => isWithin(hours, moment))) return moment.instant
  }
  return from
}

/** Goods without a price are not among them: nobody could sell them. */
function cartOf({ lines, store, zone, ground, at, group, hasCoupon }: Trial): Cart {
  return {
    lines: lines.flatMap(({ goods, count }): CartLine[] => {
      const { variant, department, unit, taxClass, now } = goods
      if (!now) return []
      const taxes = ground.taxClasses.find(({ code }) => code === taxClass)
      const rates = taxes ? ratesAt(taxes, at) : []
      const sold = { id: variant, variant, department, unit, quantity: pieces(count) }
      const asked = { unitPrice: now.unitPrice, taxClass, rates }
      return [{ kind: 'sale', ...sold, ...asked, discountable: true, discounts: [] }]
    }),
    discounts: [],
    coupons: hasCoupon ? [{ code: CODE, promotion: DRAFT }] : [],
    store,
    groups: group === null ? [] : [group],
    exempt: false,
    moment: momentOf(at, zone),
    taxIncluded: ground.taxIncluded,
    taxRounding: ground.taxRounding,
  }
}
