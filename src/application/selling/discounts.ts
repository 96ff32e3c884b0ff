/** Discounts and prices that a person gives, each as far as policy lets, and coupons. */
import type { z } from 'zod'
import type * as commands from '../../contract/terminal/commands.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor } from '../../domain/money.ts'
import type { Extent, Permission } from '../../domain/permission.ts'
import type { ManualDiscount } from '../../domain/pricing/discount.ts'
import { couponCodeOf } from '../../domain/pricing/promotion.ts'
import { rate, RATE_SCALE } from '../../domain/rate.ts'
import {
  addCoupon,
  changePrice,
  discountCart,
  discountLine,
  removeCoupon,
  removeDiscount,
} from '../../domain/selling/discounting.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import { alsoNeeds, authoriseAtTill, type TillAuthority } from '../authority.ts'
import type { Core } from '../core.ts'
import { pricedDraft } from '../pricing.ts'
import { letGoOf } from './claimed.ts'
import type { Coupons } from './coupons.ts'
import type { CurrentDraft } from './current-draft.ts'

type DraftCommand = z.infer<typeof commands.draftCommandSchema>
type DiscountInput = z.infer<typeof commands.discountSchema>
type CouponInput = z.infer<typeof commands.couponSchema>

export interface DiscountUses {
  discount(input: DiscountInput): Result<DraftView>
  removeDiscount(input: z.infer<typeof commands.removeDiscountSchema>): Result<DraftView>
  changePrice(input: z.infer<typeof commands.changePriceSchema>): Result<DraftView>
  addCoupon(input: CouponInput): Promise<Result<DraftView>>
  removeCoupon(input: CouponInput): Result<DraftView>
}

type Change = (draft: Draft, authority: TillAuthority) => Result<Draft>

export function createDiscountUses(
  core: Core,
  current: CurrentDraft,
  coupons: Coupons,
): DiscountUses {
  const edit = (procedure: string, input: DraftCommand, change: Change): Result<DraftView> => {
    const done = core.run(procedure, input.command, (at) => {
      const authority = authoriseAtTill(core, at, 'sell')
      if (!authority.ok) return authority
      const draft = current.expect(input)
      if (!draft.ok) return draft
      const changed = change(draft.value, authority.value)
      if (!changed.ok) return changed
      if (changed.value !== draft.value) current.put(draft.value, changed.value)
      letGoOf(core, draft.value, changed.value)
      return succeed(null)
    })
    return done.ok ? succeed(current.view()) : done
  }
  return {
    discount: (input) =>
      edit('draft.discount', input, (draft, authority) => discount(core, draft, input, authority)),
    removeDiscount: (input) =>
      edit('draft.removeDiscount', input, (draft) => removeDiscount(draft, input.discount)),
    changePrice: (input) =>
      edit('draft.changePrice', input, (draft, authority) => {
        const allowed = alsoNeeds(core, authority, 'change-price')
        if (!allowed.ok) return allowed
        const { person, context } = allowed.value
        const change = { reason: input.reason, by: person.id, approver: context.approver }
        return changePrice(draft, input.line, input.unitPrice, change)
      }),
    async addCoupon(input) {
      const procedure = 'draft.addCoupon'
      const brought = await coupons.bring({ procedure, command: input.command, text: input.code })
      const done = edit(procedure, input, (draft) => {
        if (!brought) return fail('coupon-unknown')
        return brought.ok ? addCoupon(draft, brought.value) : brought
      })
      coupons.settle(brought)
      return done
    },
    removeCoupon: (input) =>
      edit('draft.removeCoupon', input, (draft) => removeCoupon(draft, couponCodeOf(input.code))),
  }
}

/** Whether it may be given is asked of all that is given by hand on that line or cart, together. */
function discount(
  core: Core,
  draft: Draft,
  input: DiscountInput,
  authority: TillAuthority,
): Result<Draft> {
  const permission: Permission = 'discount'
  const give = (approver: string | null): Result<Draft> => {
    const given: ManualDiscount = {
      ...input.discount,
      ...{ id: core.random.id(), reason: input.reason, by: authority.person.id, approver },
    }
    return input.line === null ? discountCart(draft, given) : discountLine(draft, input.line, given)
  }
  const tried = give(null)
  if (!tried.ok) return tried
  const extent = extentOf(core, tried.value, input.line, authority)
  const allowed = alsoNeeds(core, authority, permission, extent)
  return allowed.ok ? give(allowed.value.context.approver) : allowed
}

/**
 * How far a person goes on a line or on the cart: the amount, and its share of the gross. A share
 * that was asked for is taken as it was said: rounded to a cent it may be more, and nobody meant
 * that.
 */
function extentOf(core: Core, draft: Draft, line: string | null, { shop }: TillAuthority): Extent {
  const priced = pricedDraft(core, shop, draft)
  const lines = priced.lines.filter(({ id }) => line === null || id === line)
  const kind = line === null ? 'manual-cart' : 'manual-line'
  let amount = 0
  let gross = 0
  for (const each of lines) {
    gross += each.gross
    for (const own of each.discounts) if (own.kind === kind) amount += own.amount
  }
  let share = 0
  for (const each of givenOn(draft, line)) {
    if (each.kind === 'percent') share += each.rate
    else if (gross > 0) share += Math.ceil((each.amount / gross) * RATE_SCALE)
  }
  return { percent: rate(Math.min(share, RATE_SCALE)), amount: minor(amount) }
}

function givenOn(draft: Draft, line: string | null): readonly ManualDiscount[] {
  const on = line === null ? draft : draft.lines.find(({ id }) => id === line)
  return on?.discounts ?? []
}
