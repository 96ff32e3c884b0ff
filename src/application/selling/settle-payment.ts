/** The end of a card payment, committed together with the sale that it pays. */
import type { PaymentAnswer } from '../../contract/terminal/commands.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Fact, Tender } from '../../domain/journal/facts.ts'
import { minor, MINOR_LIMIT, type Minor } from '../../domain/money.ts'
import { totalsOf } from '../../domain/selling/totals.ts'
import type { PaymentOutcome } from '../../ports/devices.ts'
import type { FactContext, PaymentIntent } from '../../ports/store.ts'
import { contextOf, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import { soldBefore } from './cash.ts'
import type { CompleteSale, Payable } from './complete.ts'
import type { CurrentDraft } from './current-draft.ts'
import { isOpen, type PaymentEnd } from './payments.ts'

export interface Settlement {
  /** Writes the end of an intent: with its sale where it was approved for what the cart comes to. */
  conclude(intent: string, end: PaymentEnd, authority: Authority): Result<PaymentAnswer>
  /** What became of an intent, as the store knows it. */
  answer(intent: string, reason: string): Result<PaymentAnswer>
  /** At start: nobody waits any more for what was begun before, so its end is unknown. */
  loseSight(): void
}

type Approved = Extract<PaymentOutcome, { state: 'approved' }>
type Settled = Fact<'payment-settled'>['body']

export function createSettlement(
  core: Core,
  current: CurrentDraft,
  complete: CompleteSale,
): Settlement {
  const { store } = core
  const written = (
    { id, amount }: PaymentIntent,
    settled: Omit<Settled, 'intent' | 'amount'> & { readonly taken?: Minor },
    context: FactContext,
  ): void => {
    const { outcome, withoutSale, taken = amount } = settled
    const body = { intent: id, amount: taken, outcome, withoutSale }
    store.journal.append({ kind: 'payment-settled', body }, context)
  }
  const approve = (
    intent: PaymentIntent,
    approved: Approved,
    marks: PaymentEnd['marks'],
    authority: Authority,
  ): void => {
    const shown = shownOf(approved)
    store.payments.settle(intent.id, { state: 'approved', ...shown })
    const payable = marks.ok && payableBy(core, current, intent, approved, marks.value, authority)
    const taken = amountOf(approved, intent.amount)
    written(intent, { outcome: 'approved', withoutSale: !payable, taken }, authority.context)
    if (payable) complete(payable, authority)
  }
  const settle = (intent: PaymentIntent, end: PaymentEnd, earlier: Authority): void => {
    const authority = { ...earlier, context: contextNow(core, earlier) }
    const { outcome, marks } = end
    if (outcome.state === 'approved') return approve(intent, outcome, marks, authority)
    if (intent.state === outcome.state) return
    store.payments.settle(intent.id, { state: outcome.state, ...NOTHING_SHOWN })
    written(intent, { outcome: outcome.state, withoutSale: false }, authority.context)
  }
  const answer = (id: string, reason: string): Result<PaymentAnswer> => {
    const intent = store.payments.find(id)
    if (!intent) return fail('payment-unknown')
    const { state } = intent
    if (state === 'approved') return soldBy(core, intent)
    const outcome = state === 'started' ? 'unknown' : state
    return succeed({ outcome, draft: current.view(), reason })
  }
  return {
    answer,
    conclude(id, end, authority) {
      core.transact(() => {
        const intent = store.payments.find(id)
        if (intent && isOpen(intent)) settle(intent, end, authority)
      })
      current.changed()
      return answer(id, 'reason' in end.outcome ? end.outcome.reason : '')
    },
    loseSight() {
      const shop = readShop(core)
      const started = store.payments.ofDraft(current.get().id).filter(isStarted)
      if (!shop.ok || started.length === 0) return
      const session = store.tills.current()?.id ?? null
      core.transact(() => {
        const context = contextOf(core, shop.value, core.clock.now(), session, null)
        for (const intent of started) {
          store.payments.settle(intent.id, { state: 'unknown', ...NOTHING_SHOWN })
          written(intent, { outcome: 'unknown', withoutSale: false }, context)
        }
      })
      current.changed()
    },
  }
}

const NOTHING_SHOWN = { scheme: null, lastFour: null, authorisation: null, trace: null }

function isStarted({ state }: PaymentIntent): boolean {
  return state === 'started'
}

/** The sale that the money pays for: only the very draft, at the very amount that was approved. */
function payableBy(
  { store }: Core,
  current: CurrentDraft,
  intent: PaymentIntent,
  approved: Approved,
  marks: readonly string[],
  { shop }: Authority,
): Payable | undefined {
  const draft = current.get()
  const totals = totalsOf(draft.lines, shop.list.taxIncluded)
  const { amount } = intent
  const fits = draft.id === intent.draft && totals.total === amount
  if (!fits || approved.amountMinor !== amount || !store.tills.current()) return undefined
  const { scheme, lastFour, authorisation } = shownOf(approved)
  const card: Tender = { kind: 'card', amount, intent: intent.id, scheme, lastFour, authorisation }
  return { draft, totals, tenders: [card], change: minor(0), marks }
}

/** The device's words, cut to what an entry takes: an approval must never fail on a strange character. */
function shownOf({ scheme, lastFour, authorisation, trace }: Approved) {
  return {
    scheme: plain(scheme, 40),
    lastFour: lastFour !== null && /^\d{4}$/.test(lastFour) ? lastFour : null,
    authorisation: plain(authorisation, 20),
    trace: plain(trace, 40),
  }
}

function plain(text: string, longest: number): string {
  return text
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, '')
    .slice(0, longest)
}

function amountOf({ amountMinor }: Approved, asked: Minor): Minor {
  const isAmount = Number.isInteger(amountMinor) && Math.abs(amountMinor) <= MINOR_LIMIT
  return isAmount ? minor(amountMinor) : asked
}

function contextNow(core: Core, { shop, context }: Authority): FactContext {
  return contextOf(core, shop, core.clock.now(), context.session, context.actor)
}

function soldBy(core: Core, intent: PaymentIntent): Result<PaymentAnswer> {
  const recorded = core.store.sales.find(intent.draft)
  const pays = recorded?.sale.tenders.some(
    (tender) => tender.kind === 'card' && tender.intent === intent.id,
  )
  if (pays !== true) return fail('payment-without-sale', { amount: intent.amount })
  const sale = soldBefore(core, intent.draft)
  return sale.ok ? succeed({ outcome: 'done', sale: sale.value }) : sale
}
