/** Gift cards as customers show them: a code, which goes no further than to its hash. */
import { cardCodeOf, lastFourOf, type GiftCardPolicy } from '../../domain/accounts/account.ts'
import { isOfAccount } from '../../domain/accounts/moves.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor, sum, type Minor } from '../../domain/money.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import { tendersOf } from '../../domain/selling/tendering.ts'
import type { KnownAccount } from '../../ports/accounts.ts'
import type { Core } from '../core.ts'
import type { Due } from '../selling/due.ts'
import type { Shop } from '../shop.ts'

export interface ShownCard {
  readonly account: string
  readonly lastFour: string
  readonly policy: GiftCardPolicy
}

/** `gift-cards-not-taken`, or `gift-card-unknown` for what can be no code. */
export function shownCard({ cardCodes }: Core, { store }: Shop, text: string): Result<ShownCard> {
  const policy = store.giftCards
  if (!policy) return fail('gift-cards-not-taken')
  const code = cardCodeOf(text)
  if (code === undefined) return fail('gift-card-unknown')
  const account = cardCodes.hashOf(code)
  if (account === undefined) return fail('gift-cards-not-taken')
  return succeed({ account, lastFour: lastFourOf(code), policy })
}

/** What is known of a card, less what the cart has drawn from it already. */
export function knownCard(
  { store }: Pick<Core, 'store'>,
  draft: Draft,
  account: string,
): KnownAccount | undefined {
  const known = store.accounts.find('gift-card', account)
  if (!known) return undefined
  const drawn = tendersOf(draft).flatMap((tender) =>
    isOfAccount(tender) && tender.account === account ? [tender.amount] : [],
  )
  const balance = minor(known.balance - sum(drawn))
  return { ...known, balance, unsentDraws: known.unsentDraws + drawn.length }
}

/** Whether a code that was scanned among goods is that of a card with a past here. */
export function isKnownCard(core: Core, shop: Shop, text: string): boolean {
  const card = shownCard(core, shop, text)
  return card.ok && core.store.accounts.find('gift-card', card.value.account) !== undefined
}

/** What cards may pay of a sale: all that is due, but never for money that is put on a card. */
export function dueByCards({ draft, totals, balance }: Due): Minor {
  const loads = new Set(draft.lines.flatMap(({ id, load }) => (load ? [id] : [])))
  const loaded = sum(totals.lines.flatMap(({ id, total }) => (loads.has(id) ? [total] : [])))
  const drawn = sum(tendersOf(draft).flatMap((each) => (isOfAccount(each) ? [each.amount] : [])))
  const goods = totals.total + draft.tip - loaded - drawn
  return minor(Math.max(0, Math.min(balance.due, goods)))
}
