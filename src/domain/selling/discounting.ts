/** Prices and discounts that a person gives, and coupons: acts on a draft. */
import { fail, succeed, type Result } from '../failure.ts'
import type { UnitPrice } from '../money.ts'
import { MANUAL_DISCOUNTS_LIMIT, type ManualDiscount } from '../pricing/discount.ts'
import { COUPONS_LIMIT, MANUAL_DISCOUNTS_IN_CART, STEPS_LIMIT } from './draft.ts'
import type { Draft, GivenCoupon, Line, PriceChange, Step } from './draft.ts'

/** `not-discountable` where nothing may be given on the line. */
export function discountLine(draft: Draft, id: string, discount: ManualDiscount): Result<Draft> {
  const line = draft.lines.find((each) => each.id === id)
  if (!line) return fail('line-unknown')
  if (line.discountable === false || line.returned) return fail('not-discountable')
  const given = draft.lines.reduce((sum, each) => sum + (each.discounts?.length ?? 0), 0)
  const discounts = [...(line.discounts ?? []), discount]
  const isFull = discounts.length > MANUAL_DISCOUNTS_LIMIT || given >= MANUAL_DISCOUNTS_IN_CART
  if (isFull) return fail('limit-discounts', { limit: MANUAL_DISCOUNTS_LIMIT })
  return succeed(withLine(draft, line, { ...line, discounts }))
}

export function discountCart(draft: Draft, discount: ManualDiscount): Result<Draft> {
  const discounts = [...(draft.discounts ?? []), discount]
  if (discounts.length > MANUAL_DISCOUNTS_LIMIT) {
    return fail('limit-discounts', { limit: MANUAL_DISCOUNTS_LIMIT })
  }
  return succeed(withCart(draft, { discounts }))
}

/** Takes a discount back, wherever it was given. */
export function removeDiscount(draft: Draft, id: string): Result<Draft> {
  const isOther = (each: ManualDiscount): boolean => each.id !== id
  if (draft.discounts?.some((each) => each.id === id) === true) {
    return succeed(withCart(draft, { discounts: draft.discounts.filter(isOther) }))
  }
  const line = draft.lines.find((each) => each.discounts?.some((own) => own.id === id))
  if (!line) return fail('discount-unknown')
  const discounts = (line.discounts ?? []).filter(isOther)
  return succeed(withLine(draft, line, { ...line, discounts }))
}

/**
 * Sells a line at another price than the list's. The line keeps what it was rung at first, and no
 * longer names a price document. `not-discountable` where its worth is nobody's to say: that of
 * money, of a deposit, and of goods that come back.
 */
export function changePrice(
  draft: Draft,
  id: string,
  unitPrice: UnitPrice,
  change: Omit<PriceChange, 'before'>,
): Result<Draft> {
  const line = draft.lines.find((each) => each.id === id)
  if (!line) return fail('line-unknown')
  if (line.discountable === false || line.returned) return fail('not-discountable')
  const before = line.priceChange?.before ?? line.unitPrice
  const changed = { ...line, unitPrice, price: null, priceChange: { ...change, before } }
  return succeed(withLine(draft, line, changed))
}

export function addCoupon(draft: Draft, coupon: GivenCoupon): Result<Draft> {
  const coupons = draft.coupons ?? []
  if (coupons.some(({ code }) => code === coupon.code)) return succeed(draft)
  if (coupons.length >= COUPONS_LIMIT) return fail('limit-discounts', { limit: COUPONS_LIMIT })
  return succeed(withCart(draft, { coupons: [...coupons, coupon] }))
}

export function removeCoupon(draft: Draft, code: string): Result<Draft> {
  const coupons = (draft.coupons ?? []).filter((each) => each.code !== code)
  const removed = draft.coupons?.find((each) => each.code === code)
  if (!removed) return fail('coupon-unknown')
  // What was claimed is claimed anew when it is brought again.
  const isClaimed = removed.claim !== undefined
  return succeed(
    isClaimed ? { ...draft, coupons, version: draft.version + 1 } : withCart(draft, { coupons }),
  )
}

function withLine(draft: Draft, before: Line, after: Line): Draft {
  const lines = draft.lines.map((each) => (each.id === before.id ? after : each))
  const { discounts, unitPrice, price, priceChange } = before
  const figures = { unitPrice, price }
  const step: Step = {
    ...{ kind: 'priced', line: before.id, ...figures },
    ...(discounts !== undefined && { discounts }),
    ...(priceChange !== undefined && { priceChange }),
  }
  return remembering(draft, step, { lines })
}

function withCart(draft: Draft, change: Pick<Draft, 'discounts'> | Pick<Draft, 'coupons'>): Draft {
  const { discounts = [], coupons = [] } = draft
  return remembering(draft, { kind: 'given', discounts, coupons }, change)
}

function remembering(draft: Draft, step: Step, change: Partial<Draft>): Draft {
  const steps = [...draft.steps, step].slice(-STEPS_LIMIT)
  return { ...draft, steps, ...change, version: draft.version + 1 }
}

/** What `undo` puts back of these acts. A line that is gone since stays gone. */
export function takeBackPrice(
  draft: Draft,
  step: Extract<Step, { kind: 'priced' | 'given' }>,
): Draft {
  const version = draft.version + 1
  if (step.kind === 'given') {
    const held = new Set(draft.coupons?.map(({ claim }) => claim))
    // Of those that were claimed, what was let go of since stays gone.
    const coupons = step.coupons.filter(({ claim }) => claim === undefined || held.has(claim))
    return { ...draft, version, discounts: step.discounts, coupons }
  }
  const { unitPrice, price, discounts, priceChange } = step
  const lines = draft.lines.map((each) => {
    if (each.id !== step.line) return each
    const { discounts: _given, priceChange: _changed, ...bare } = each
    return {
      ...bare,
      ...{ unitPrice, price },
      ...(discounts !== undefined && { discounts }),
      ...(priceChange !== undefined && { priceChange }),
    }
  })
  return { ...draft, lines, version }
}
