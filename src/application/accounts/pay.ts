/**
 * A gift card pays, wholly or in part. With the backend's word it draws what is there; without it,
 * as much as the store lets a till draw alone. What goes back to a customer may go onto one.
 */
import type { z } from 'zod'
import type { payByCardSchema } from '../../contract/terminal/accounts.ts'
import type { PaymentAnswer } from '../../contract/terminal/commands.ts'
import { mostDrawn } from '../../domain/accounts/account.ts'
import type { AccountTender } from '../../domain/accounts/moves.ts'
import type { Claim } from '../../domain/claim.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor, type Minor } from '../../domain/money.ts'
import { tendersOf } from '../../domain/selling/tendering.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { dueOf, type Due } from '../selling/due.ts'
import type { Handed, TakeHanded } from '../selling/hand-tender.ts'
import { readShop } from '../shop.ts'
import { dueByCards, knownCard, shownCard, type ShownCard } from './cards.ts'

type Input = z.infer<typeof payByCardSchema>
export type PayByCard = (input: Input) => Promise<Result<PaymentAnswer>>

export function createPayByCard(core: Core, current: CurrentDraft, take: TakeHanded): PayByCard {
  const ending = (input: Input, tender: Result<AccountTender>): Promise<Result<PaymentAnswer>> =>
    take({
      ...{ procedure: 'giftCards.pay', input, mayBePart: true },
      handed(shop) {
        if (!tender.ok) return tender
        const due = dueOf(core, current, shop, input)
        return due.ok ? handedOf(due.value, tender.value) : due
      },
    })
  return async (input) => {
    // What was answered before, and what is refused anyway, claims nothing.
    const isDone = core.store.commands.answer(input.command) !== undefined
    const tender = isDone ? fail('busy') : await tenderOf(core, current, input)
    const done = await ending(input, tender)
    if (!done.ok && tender.ok && tender.value.claim !== null) {
      core.claims.release([tender.value.claim])
    }
    return done
  }
}

function handedOf(due: Due, tender: AccountTender): Result<Handed> {
  const { draft, totals, balance } = due
  if (tender.amount !== balance.due) return succeed({ due, tender, payable: undefined })
  const end = { change: minor(0), rounding: minor(0) }
  const tenders = [...tendersOf(draft), tender]
  return succeed({ due, tender, payable: { draft, totals, tenders, ...end } })
}

async function tenderOf(
  core: Core,
  current: CurrentDraft,
  input: Input,
): Promise<Result<AccountTender>> {
  const shop = readShop(core)
  if (!shop.ok) return shop
  const card = shownCard(core, shop.value, input.code)
  if (!card.ok) return card
  const due = dueOf(core, current, shop.value, input)
  return due.ok ? tenderFor(core, card.value, due.value, input.amount) : due
}

async function tenderFor(
  core: Core,
  card: ShownCard,
  due: Due,
  asked: Minor | undefined,
): Promise<Result<AccountTender>> {
  const known = knownCard(core, due.draft, card.account)
  const { account, lastFour } = card
  const of = { kind: 'gift-card', account, lastFour } as const
  if (due.balance.due < 0) {
    const amount = asked === undefined ? due.balance.due : minor(0 - asked)
    if (amount < due.balance.due) return fail('limit-amount')
    const left = minor((known?.balance ?? 0) - amount)
    return succeed({ ...of, amount, left, claim: null, word: 'none' })
  }
  const most = dueByCards(due)
  if (most <= 0) return fail('gift-card-for-goods')
  if (asked !== undefined && asked > most) return fail('limit-amount')
  const drawn = await draw(core, card, due, asked)
  if (!drawn.ok) return drawn
  const { amount, claim, word } = drawn.value
  const left = minor(Math.max(0, (known?.balance ?? amount) - amount))
  return succeed({ ...of, amount, left, claim, word })
}

type Drawn = Pick<AccountTender, 'amount' | 'word'> & { readonly claim: string }

/** Asks for all that is wanted and, where nobody said how much, for what is left instead. */
async function draw(
  core: Core,
  card: ShownCard,
  due: Due,
  asked: Minor | undefined,
): Promise<Result<Drawn>> {
  const known = knownCard(core, due.draft, card.account)
  const most = dueByCards(due)
  const there = known === undefined ? most : minor(Math.min(most, Math.max(known.balance, 1)))
  let amount = asked ?? there
  for (const isLast of [false, true]) {
    const claim: Claim = { id: core.random.id(), kind: 'gift-card', key: card.account, amount }
    const answer = await core.claims.take(claim, due.draft.id)
    if (answer.outcome === 'granted') return succeed({ amount, claim: claim.id, word: 'granted' })
    const isUsedUp = answer.outcome === 'refused' && answer.reason === 'used-up'
    if (!isUsedUp) return drawAlone(card, known, most, { asked, id: claim.id })
    const { remaining } = answer
    if (isLast || asked !== undefined || remaining <= 0) {
      return fail('gift-card-short', { left: remaining })
    }
    amount = minor(Math.min(remaining, most))
  }
  return fail('busy')
}

/** Nobody gave a word: what was sold here a moment ago the backend may not know yet either. */
function drawAlone(
  { policy }: ShownCard,
  known: ReturnType<typeof knownCard>,
  due: Minor,
  { asked, id }: { readonly asked: Minor | undefined; readonly id: string },
): Result<Drawn> {
  if (!known) return fail('gift-card-unknown')
  const { balance, unsentDraws } = known
  if (balance < (asked ?? 1)) return fail('gift-card-short', { left: Math.max(0, balance) })
  const { offlineMost } = policy
  const most = mostDrawn({ balance, due, offlineMost, isOnline: false, unsentDraws })
  if (most <= 0 || (asked ?? 0) > most) return fail('gift-card-needs-backend', { limit: most })
  return succeed({ amount: asked ?? most, claim: id, word: 'none' })
}
