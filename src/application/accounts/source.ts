/** Accounts as customers show theirs: by a card's code, or by who they are. */
import {
  cardCodeOf,
  lastFourOf,
  type AccountKind,
  type CustomerAccount,
} from '../../domain/accounts/account.ts'
import { isOfAccount } from '../../domain/accounts/moves.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor, sum, type Minor } from '../../domain/money.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import { tendersOf } from '../../domain/selling/tendering.ts'
import type { KnownAccount } from '../../ports/accounts.ts'
import type { Core } from '../core.ts'
import type { Due } from '../selling/due.ts'
import type { Shop } from '../shop.ts'

export interface Source {
  readonly kind: AccountKind
  readonly account: string
  /** Empty for a customer's. */
  readonly lastFour: string
  readonly offlineMost: Minor
  /** How far below zero it may go. */
  readonly limit: Minor
}

const NOTHING = minor(0)

/**
 * By its code, which goes no further than to its hash, or as a scanner of the core read it.
 * `gift-cards-not-taken`, or `gift-card-unknown` for what can be no code.
 */
export function cardSource(
  { cardCodes, readCards }: Core,
  { store }: Shop,
  text: string,
): Result<Source> {
  const policy = store.giftCards
  if (!policy) return fail('gift-cards-not-taken')
  const { offlineMost } = policy
  const of = { kind: 'gift-card', offlineMost, limit: NOTHING } as const
  const read = readCards.find(text)
  if (read) return succeed({ ...of, ...read })
  const code = cardCodeOf(text)
  if (code === undefined) return fail('gift-card-unknown')
  const account = cardCodes.hashOf(code)
  if (account === undefined) return fail('gift-cards-not-taken')
  return succeed({ ...of, account, lastFour: lastFourOf(code) })
}

/** The cart's customer's own; `account-not-kept` where nobody is named, or none is kept. */
export function customerSource(
  { store }: Pick<Core, 'store'>,
  shop: Shop,
  draft: Draft,
  kind: CustomerAccount,
): Result<Source> {
  const policy = shop.store.customerAccounts?.[kind]
  const customer = draft.customer ? store.customers.find(draft.customer) : undefined
  if (!policy || !customer) return fail('account-not-kept')
  const limit = kind === 'on-account' ? (customer.details.creditLimit ?? NOTHING) : NOTHING
  return succeed({ kind, account: customer.id, lastFour: '', limit, ...policy })
}

/**
 * What is known of an account, less what the cart has drawn from it already; what may be owed is
 * part of the balance here. A customer's that nobody has heard of is empty.
 */
export function knownOf(
  { store }: Pick<Core, 'store'>,
  draft: Draft,
  { kind, account, limit }: Pick<Source, 'kind' | 'account' | 'limit'>,
): KnownAccount | undefined {
  const found = store.accounts.find(kind, account)
  const empty = { lastFour: '', balance: NOTHING, unsentDraws: 0 }
  const known = found ?? (kind === 'gift-card' ? undefined : empty)
  if (!known) return undefined
  const drawn = tendersOf(draft).flatMap((tender) =>
    isOfAccount(tender) && tender.kind === kind && tender.account === account
      ? [tender.amount]
      : [],
  )
  const balance = minor(known.balance + limit - sum(drawn))
  return { ...known, balance, unsentDraws: known.unsentDraws + drawn.length }
}

/** Whether a code that was scanned among goods is that of a card with a past here. */
export function isKnownCard(core: Core, shop: Shop, text: string): boolean {
  const card = cardSource(core, shop, text)
  return card.ok && core.store.accounts.find('gift-card', card.value.account) !== undefined
}

/**
 * What accounts and points may pay of a sale: all that is due, but never for money that is put on
 * an account, whichever of them paid first.
 */
export function dueByAccounts({ draft, totals, balance }: Due): Minor {
  const loads = new Set(draft.lines.flatMap(({ id, load }) => (load ? [id] : [])))
  const loaded = sum(totals.lines.flatMap(({ id, total }) => (loads.has(id) ? [total] : [])))
  const drawn = sum(
    tendersOf(draft).flatMap((each) =>
      isOfAccount(each) || each.kind === 'points' ? [each.amount] : [],
    ),
  )
  const goods = totals.total + draft.tip - loaded - drawn
  return minor(Math.max(0, Math.min(balance.due, goods)))
}
