/** Discounts and prices that a person gives, each as far as policy lets, and coupons. */
import type { z } from 'zod'
import type * as commands from '../../contract/terminal/commands.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { ManualDiscount } from '../../domain/pricing/discount.ts'
import { couponCodeOf } from '../../domain/pricing/promotion.ts'
import {
  addCoupon,
  changePrice,
  discountCart,
  discountLine,
  removeCoupon,
  removeDiscount,
} from '../../domain/selling/discounting.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import { authoriseAtTill, type TillAuthority } from '../authority.ts'
import type { Core } from '../core.ts'
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
      if (changed.value === draft.value) return succeed(null)
      const stored = current.change(draft.value, changed.value, authority.value)
      if (stored.ok) letGoOf(core, draft.value, changed.value)
      return stored
    })
    return done.ok ? succeed(current.view()) : done
  }
  return {
    discount: (input) =>
      edit('draft.discount', input, (draft, authority) => discount(core, draft, input, authority)),
    removeDiscount: (input) =>
      edit('draft.removeDiscount', input, (draft) => removeDiscount(draft, input.discount)),
    changePrice: (input) =>
      edit('draft.changePrice', input, (draft, { person }) =>
        changePrice(draft, input.line, input.unitPrice, {
          ...{ reason: input.reason, by: person.id, approver: null },
        }),
      ),
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

/** Whether it may be given is asked when it is stored, with all that is given by hand. */
function discount(
  core: Core,
  draft: Draft,
  input: DiscountInput,
  { person }: TillAuthority,
): Result<Draft> {
  const given: ManualDiscount = {
    ...input.discount,
    ...{ id: core.random.id(), reason: input.reason, by: person.id, approver: null },
  }
  return input.line === null ? discountCart(draft, given) : discountLine(draft, input.line, given)
}
