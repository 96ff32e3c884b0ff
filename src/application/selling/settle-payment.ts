/** The end of a card payment, committed together with the sale that it pays. */
import type { PaymentAnswer } from '../../contract/terminal/commands.ts'
import type { SaleView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Fact, Tender } from '../../domain/journal/facts.ts'
import { minor, type Minor } from '../../domain/money.ts'
import type { FactContext, PaymentIntent } from '../../ports/store.ts'
import { contextOf, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { pricedDraft } from '../pricing.ts'
import { readShop } from '../shop.ts'
import { amountOf, shownOf, type Approved } from './approval.ts'
import { soldBefore } from './cash.ts'
import type { CompleteSale, Payable } from './complete.ts'
import type { CurrentDraft } from './current-draft.ts'
import { isOpen, type PaymentEnd } from './payments.ts'

export interface Settlement {
  /**
   * Writes the end of an intent: with its sale where it was approved for what the cart comes to.
   */
  conclude(intent: string, end: PaymentEnd, authority: Authority): Result<PaymentAnswer>
  /** What became of an intent, as the store knows it. */
  answer(intent: string, reason: string): Result<PaymentAnswer>
  /** At start: nobody waits any more for what was begun before, so its end is unknown. */
  loseSight(): void
}

/** The view of the sale that was made, where one was. */
type SaleMade = (() => SaleView) | undefined
type Settled = Fact<'payment-settled'>['body']

export function createSettlement(
  core: Core,
  current: CurrentDraft,
  complete: CompleteSale,
): Settlement {
  const { store } = core
  const approve = (
    intent: PaymentIntent,
    approved: Approved,
    marks: PaymentEnd['marks'],
    authority: Authority,
  ): SaleMade => {
    const shown = shownOf(approved)
    store.payments.settle(intent.id, { state: 'approved', ...shown })
    const payable = marks.ok && payableBy(core, current, intent, approved, marks.value, authority)
    const taken = amountOf(approved, intent.amount)
    write(core, intent, { outcome: 'approved', withoutSale: !payable, taken }, authority.context)
    return payable ? complete(payable, authority) : undefined
  }
  const settle = (intent: PaymentIntent, end: PaymentEnd, earlier: Authority): SaleMade => {
    const authority = { ...earlier, context: contextNow(core, earlier) }
    const { outcome, marks } = end
    if (outcome.state === 'approved') return approve(intent, outcome, marks, authority)
    if (intent.state === outcome.state) return undefined
    store.payments.settle(intent.id, { state: outcome.state, ...NOTHING_SHOWN })
    write(core, intent, { outcome: outcome.state, withoutSale: false }, authority.context)
    return undefined
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
      try {
        const made = core.transact(() => {
          const intent = store.payments.find(id)
          return intent && isOpen(intent) ? settle(intent, end, authority) : undefined
        })
        if (made) return succeed({ outcome: 'done', sale: made() })
      } finally {
        current.changed()
      }
      return answer(id, 'reason' in end.outcome ? end.outcome.reason : '')
    },
    loseSight: () => loseSight(core, current),
  }
}

function loseSight(core: Core, current: CurrentDraft): void {
  const { store } = core
  const shop = readShop(core)
  const started = store.payments.ofDraft(current.get().id).filter(isStarted)
  if (!shop.ok || started.length === 0) return
  const session = store.tills.current()?.id ?? null
  core.transact(() => {
    const context = contextOf(core, shop.value, core.clock.now(), session, null)
    for (const intent of started) {
      store.payments.settle(intent.id, { state: 'unknown', ...NOTHING_SHOWN })
      write(core, intent, { outcome: 'unknown', withoutSale: false }, context)
    }
  })
  current.changed()
}

function write(
  { store }: Core,
  { id, amount }: PaymentIntent,
  settled: Pick<Settled, 'outcome' | 'withoutSale'> & { readonly taken?: Minor },
  context: FactContext,
): void {
  const { outcome, withoutSale, taken = amount } = settled
  const body = { intent: id, amount: taken, outcome, withoutSale }
  store.journal.append({ kind: 'payment-settled', body }, context)
}

const NOTHING_SHOWN = { scheme: null, lastFour: null, authorisation: null, trace: null }

function isStarted({ state }: PaymentIntent): boolean {
  return state === 'started'
}

/** The sale that the money pays for: only the very draft, at the very amount that was approved. */
function payableBy(
  core: Core,
  current: CurrentDraft,
  intent: PaymentIntent,
  approved: Approved,
  marks: readonly string[],
  { shop }: Authority,
): Payable | undefined {
  const draft = current.get()
  const totals = pricedDraft(core, shop, draft)
  const { amount } = intent
  const fits = draft.id === intent.draft && totals.total === amount
  if (!fits || approved.amountMinor !== amount || !core.store.tills.current()) return undefined
  const { scheme, lastFour, authorisation } = shownOf(approved)
  const card: Tender = { kind: 'card', amount, intent: intent.id, scheme, lastFour, authorisation }
  return { draft, totals, tenders: [card], change: minor(0), marks }
}

function contextNow(core: Core, { shop, context }: Authority): FactContext {
  const { session, actor, approver } = context
  return { ...contextOf(core, shop, core.clock.now(), session, actor), approver }
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
