/** What a customer hands over to be scanned that is no goods: a coupon, or a card of their own. */
import { succeed, type Result } from '../../domain/failure.ts'
import { couponCodeOf } from '../../domain/pricing/promotion.ts'
import { addCoupon } from '../../domain/selling/discounting.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import type { Core } from '../core.ts'
import { cartOf } from './cart-customer.ts'
import type { CurrentDraft } from './current-draft.ts'

/** Customers of whom a number may be a part; two with one card are nobody in particular. */
const CARDS_LIMIT = 20

/** Puts it into the cart; false where nobody here knows the code. */
export function takeHandedOver(
  core: Core,
  current: CurrentDraft,
  text: string,
  at: number,
): Result<boolean> {
  const change = couponChange(core, text) ?? holderChange(core, text, at)
  if (!change) return succeed(false)
  const draft = current.free()
  if (!draft.ok) return draft
  const changed = change(draft.value)
  if (!changed.ok) return changed
  if (changed.value !== draft.value) current.put(draft.value, changed.value)
  return succeed(true)
}

type Change = (draft: Draft) => Result<Draft>

/** Puts the coupon of a code into a cart, however it is written; undefined where none has it. */
export function couponChange({ store }: Core, text: string): Change | undefined {
  const coupon = store.catalogue.coupon(couponCodeOf(text))
  if (!coupon) return undefined
  const { code, promotion, singleUse } = coupon
  return (draft) => addCoupon(draft, { code, promotion, singleUse })
}

/** The sale becomes that of whose card it is. */
function holderChange(core: Core, text: string, at: number): Change | undefined {
  const found = core.store.customers.search(text, CARDS_LIMIT)
  const [holder, ...others] = found.filter(({ details }) => details.card === text)
  if (!holder || others.length > 0) return undefined
  return (draft) => succeed(cartOf(core, draft, holder.id, at))
}
