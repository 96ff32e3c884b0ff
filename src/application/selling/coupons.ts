/**
 * Coupons that a customer brings. One that is good for so many sales is claimed before it joins the
 * cart; where nobody gives a word in time it joins all the same, provisionally.
 */
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { couponCodeOf, usesOf } from '../../domain/pricing/promotion.ts'
import { couponClaim } from '../../domain/selling/coupon-claims.ts'
import type { GivenCoupon } from '../../domain/selling/draft.ts'
import { authoriseAtTill, type TillAuthority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from './current-draft.ts'

interface Asked {
  readonly procedure: string
  readonly command: string
  readonly text: string
  /** Whether the text stands for something else at this till. */
  readonly isOther?: (authority: TillAuthority) => boolean
}

export interface Coupons {
  /**
   * The coupon of a code, however it is written: `coupon-used` where it is good for no sale any
   * more. Undefined where nobody here knows it, and where the command would not take it.
   */
  bring(asked: Asked): Promise<Result<GivenCoupon> | undefined>
  /** After the command: what the cart did not take can be used elsewhere. */
  settle(brought: Result<GivenCoupon> | undefined): void
  /** Those of a cart that goes on: claimed anew, without those that were used in the meantime. */
  again(coupons: readonly GivenCoupon[], draft: string): Promise<GivenCoupon[]>
}

export function createCoupons(core: Core, current: CurrentDraft): Coupons {
  const { store, claims, random } = core
  /** A code that is read twice at once is claimed once. */
  const underWay = new Map<string, Promise<Result<GivenCoupon>>>()

  const claimed = async (bare: GivenCoupon, draft: string): Promise<Result<GivenCoupon>> => {
    const { code } = bare
    if (store.sales.couponUses(code) >= (usesOf(bare) ?? Infinity)) return fail('coupon-used')
    const claim = random.id()
    const answer = await claims.take(couponClaim(claim, code), draft)
    if (answer.outcome === 'refused' && answer.reason === 'used-up') return fail('coupon-used')
    return succeed({ ...bare, claim, word: answer.outcome === 'granted' ? 'granted' : 'none' })
  }
  const once = (bare: GivenCoupon): Promise<Result<GivenCoupon>> => {
    const asked =
      underWay.get(bare.code) ??
      claimed(bare, current.get().id).finally(() => underWay.delete(bare.code))
    underWay.set(bare.code, asked)
    return asked
  }
  return {
    async bring({ procedure, command, text, isOther }) {
      const coupon = store.catalogue.coupon(couponCodeOf(text))
      if (!coupon) return undefined
      const { id: _id, kind: _kind, ...bare } = coupon
      const { code } = bare
      if (usesOf(bare) === undefined) return succeed(bare)
      // What was answered before, and what is refused anyway, claims nothing.
      let isWanted = false
      core.mayRun(procedure, command, (at) => {
        const authority = authoriseAtTill(core, at, 'sell')
        if (!authority.ok) return authority
        isWanted = current.free().ok && isOther?.(authority.value) !== true
        return succeed(null)
      })
      if (!isWanted) return undefined
      const kept = current.get().coupons?.find((each) => each.code === code)
      return kept ? succeed(kept) : once(bare)
    },
    settle(brought) {
      if (!brought?.ok || brought.value.claim === undefined) return
      const { claim } = brought.value
      const isKept = current.get().coupons?.some((each) => each.claim === claim) === true
      if (!isKept) claims.release([claim])
    },
    async again(coupons, draft) {
      const kept: GivenCoupon[] = []
      for (const coupon of coupons) {
        const mine = usesOf(coupon) ? await claimed(coupon, draft) : succeed(coupon)
        if (mine.ok) kept.push(mine.value)
      }
      return kept
    },
  }
}
