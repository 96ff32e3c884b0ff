/**
 * Whatever changes a cart may make more of what is given by hand in it: a lower quantity, a dear
 * line that goes, another customer. Somebody answers for each such act as for the discount itself.
 */
import { succeed, type Result } from '../../domain/failure.ts'
import type { Extent, Permission } from '../../domain/permission.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import {
  beyondVouched,
  isGivenByHand,
  vouchDiscounts,
  vouchPrices,
  type Voucher,
} from '../../domain/selling/vouching.ts'
import { alsoNeeds, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { pricedDraft } from '../pricing.ts'

/** In a transaction: the draft with who answers for what of it; else what `alsoNeeds` says. */
export function answeredFor(core: Core, authority: Authority, draft: Draft): Result<Draft> {
  if (!isGivenByHand(draft)) return succeed(draft)
  const priced = pricedDraft(core, authority.shop, draft)
  const { discount, price } = beyondVouched(draft, priced)
  let answered = draft
  if (price) {
    const voucher = voucherFor(core, authority, 'change-price', price)
    if (!voucher.ok) return voucher
    answered = vouchPrices(answered, voucher.value)
  }
  if (discount) {
    const voucher = voucherFor(core, authority, 'discount', discount)
    if (!voucher.ok) return voucher
    answered = vouchDiscounts(answered, priced, voucher.value)
  }
  return succeed(answered)
}

function voucherFor(
  core: Core,
  authority: Authority,
  permission: Permission,
  extent: Extent,
): Result<Voucher> {
  const allowed = alsoNeeds(core, authority, permission, extent)
  if (!allowed.ok) return allowed
  // Who may do it alone is nobody's second person, whatever else was approved with the command.
  const approver = allowed.value === authority ? null : allowed.value.context.approver
  return succeed({ by: approver ?? authority.person.id, approver })
}
