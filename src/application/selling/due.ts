/** What is to be paid. */
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import type { PricedCart } from '../../domain/pricing/priced.ts'
import { balanceOf, type Balance } from '../../domain/selling/tendering.ts'
import { openSession } from '../authority.ts'
import type { Core } from '../core.ts'
import { pricedDraft } from '../pricing.ts'
import type { Shop } from '../shop.ts'
import { nameOf } from '../staff/views.ts'
import type { CurrentDraft } from './current-draft.ts'
import { stillStands } from './standing.ts'

export interface Due {
  readonly draft: Draft
  readonly totals: PricedCart
  readonly balance: Balance
  /** Providers of online payments by which money goes back. */
  readonly providers: readonly string[]
}

/**
 * For the draft that the person saw: `draft-changed`, `draft-empty`, `drawer-of-another`, what a
 * payment under way says, or what is not true of it any more.
 */
export function dueOf(
  core: Core,
  current: CurrentDraft,
  shop: Shop,
  seen: { readonly draft: string; readonly version: number },
): Result<Due> {
  const draft = current.expectToPay(seen)
  if (!draft.ok) return draft
  if (draft.value.lines.length === 0) return fail('draft-empty')
  const stands = stillStands(core, draft.value)
  if (!stands.ok) return stands
  const stranger = holderOfMoney(core, draft.value)
  if (stranger !== undefined) {
    return fail('drawer-of-another', { name: nameOf(core, stranger) })
  }
  return succeed(dueNow(core, draft.value, shop))
}

/**
 * Where each has a drawer of their own, a sale is paid into one of them: who took some of its money
 * into another than the one of whoever is at the till now.
 */
function holderOfMoney(core: Core, { tenders }: Draft): string | undefined {
  if (tenders.length === 0) return undefined
  const here = openSession(core)?.id
  return tenders.find(({ by }) => core.store.tills.current(by)?.id !== here)?.by
}

export function dueNow(core: Core, draft: Draft, shop: Shop): Due {
  return dueOn(draft, pricedDraft(core, shop, draft), shop)
}

/** The same where the cart is priced already. */
export function dueOn(draft: Draft, totals: PricedCart, shop: Shop): Due {
  const { cashRounding, onlineRefunds: providers = [] } = shop.store
  return { draft, totals, balance: balanceOf(draft, totals.total, cashRounding), providers }
}
