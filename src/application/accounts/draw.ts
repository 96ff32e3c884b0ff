/**
 * Draws from an account. With the backend's word as much as is there; without it, as much as the
 * store lets a till draw alone.
 */
import { mostDrawn } from '../../domain/accounts/account.ts'
import type { AccountTender } from '../../domain/accounts/moves.ts'
import type { Claim } from '../../domain/claim.ts'
import { fail, succeed, type FailureCode, type Result } from '../../domain/failure.ts'
import { minor, type Minor } from '../../domain/money.ts'
import type { KnownAccount } from '../../ports/accounts.ts'
import type { Core } from '../core.ts'
import type { Due } from '../selling/due.ts'
import { dueByAccounts, knownOf, type Source } from './source.ts'

/** What is drawn for what is due, or put onto it where something goes back. */
export async function tenderBy(
  core: Core,
  source: Source,
  due: Due,
  asked: Minor | undefined,
): Promise<Result<AccountTender>> {
  const { kind, account, lastFour, limit } = source
  const known = knownOf(core, due.draft, source)
  const of = { kind, account, lastFour } as const
  if (due.balance.due < 0) {
    const amount = asked === undefined ? due.balance.due : minor(0 - asked)
    if (amount < due.balance.due) return fail('limit-amount')
    const left = minor((known?.balance ?? 0) - limit - amount)
    return succeed({ ...of, amount, left, claim: null, word: 'none' })
  }
  const most = dueByAccounts(due)
  if (most <= 0) return fail('gift-card-for-goods')
  if (asked !== undefined && asked > most) return fail('limit-amount')
  const drawn = await draw(core, source, due, asked)
  if (!drawn.ok) return drawn
  const { amount, claim, word } = drawn.value
  const left = minor(Math.max(0 - limit, (known?.balance ?? amount) - limit - amount))
  return succeed({ ...of, amount, left, claim, word })
}

type Drawn = Pick<AccountTender, 'amount' | 'word'> & { readonly claim: string }

/** Asks for all that is wanted and, where nobody said how much, for what is left instead. */
async function draw(
  core: Core,
  source: Source,
  due: Due,
  asked: Minor | undefined,
): Promise<Result<Drawn>> {
  const known = knownOf(core, due.draft, source)
  const most = dueByAccounts(due)
  const there = known === undefined ? most : minor(Math.min(most, Math.max(known.balance, 1)))
  let amount = asked ?? there
  for (const isLast of [false, true]) {
    const { kind, account } = source
    const claim: Claim = { id: core.random.id(), kind, key: account, amount }
    const answer = await core.claims.take(claim, due.draft.id)
    if (answer.outcome === 'granted') return succeed({ amount, claim: claim.id, word: 'granted' })
    const isUsedUp = answer.outcome === 'refused' && answer.reason === 'used-up'
    if (!isUsedUp) return drawAlone(source, known, most, { asked, id: claim.id })
    const { remaining } = answer
    if (isLast || asked !== undefined || remaining <= 0) {
      return fail(WORDS[wordsOf(source)].short, { left: remaining })
    }
    amount = minor(Math.min(remaining, most))
  }
  return fail('busy')
}

/** Nobody gave a word: what was sold here a moment ago the backend may not know yet either. */
function drawAlone(
  source: Source,
  known: KnownAccount | undefined,
  due: Minor,
  { asked, id }: { readonly asked: Minor | undefined; readonly id: string },
): Result<Drawn> {
  if (!known) return fail('gift-card-unknown')
  const { balance, unsentDraws } = known
  const { offlineMost } = source
  const words = WORDS[wordsOf(source)]
  if (balance < (asked ?? 1)) return fail(words.short, { left: Math.max(0, balance) })
  const most = mostDrawn({ balance, due, offlineMost, isOnline: false, unsentDraws })
  if (most <= 0 || (asked ?? 0) > most) return fail(words.alone, { limit: most })
  return succeed({ amount: asked ?? most, claim: id, word: 'none' })
}

interface Words {
  readonly short: FailureCode
  readonly alone: FailureCode
}

const WORDS: Readonly<Record<'card' | 'customer', Words>> = {
  card: { short: 'gift-card-short', alone: 'gift-card-needs-backend' },
  customer: { short: 'account-short', alone: 'account-needs-backend' },
}

function wordsOf({ kind }: Source): keyof typeof WORDS {
  return kind === 'gift-card' ? 'card' : 'customer'
}
