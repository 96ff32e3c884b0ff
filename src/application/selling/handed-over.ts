/** What a customer hands over to be scanned that is no goods: a coupon, or a card of their own. */
import { succeed, type Result } from '../../domain/failure.ts'
import { addCoupon } from '../../domain/selling/discounting.ts'
import type { Draft, GivenCoupon } from '../../domain/selling/draft.ts'
import type { Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { cartOf } from './cart-customer.ts'
import type { CurrentDraft } from './current-draft.ts'

/** Customers of whom a number may be a part; two with one card are nobody in particular. */
const CARDS_LIMIT = 20

/** Puts it into the cart; false where nobody here knows the code. `coupon`: the one that it is. */
export function takeHandedOver(
  core: Core,
  current: CurrentDraft,
  { text, coupon }: { readonly text: string; readonly coupon: Result<GivenCoupon> | undefined },
  authority: Authority,
): Result<boolean> {
  const { at } = authority.context
  const change = coupon ? couponChange(coupon) : holderChange(core, text, at)
  if (!change) return succeed(false)
  const draft = current.forLine()
  if (!draft.ok) return draft
  const changed = change(draft.value)
  if (!changed.ok) return changed
  if (changed.value === draft.value) return succeed(true)
  const stored = current.change(draft.value, changed.value, authority)
  return stored.ok ? succeed(true) : stored
}

type Change = (draft: Draft) => Result<Draft>

function couponChange(coupon: Result<GivenCoupon>): Change {
  return (draft) => (coupon.ok ? addCoupon(draft, coupon.value) : coupon)
}

/** The sale becomes that of whose card it is. */
function holderChange(core: Core, text: string, at: number): Change | undefined {
  const found = core.store.customers.search(text, CARDS_LIMIT)
  const [holder, ...others] = found.filter(({ details }) => details.card === text)
  if (!holder || others.length > 0) return undefined
  return (draft) => succeed(cartOf(core, draft, holder.id, at))
}
