/** The end of a card payment, committed together with the sale or the draft that has the money. */
import type { PaymentAnswer } from '../../contract/terminal/commands.ts'
import type { SaleView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Fact } from '../../domain/journal/facts.ts'
import type { Minor } from '../../domain/money.ts'
import type { PaymentIntent } from '../../ports/payments.ts'
import type { FactContext } from '../../ports/store.ts'
import { contextOf, openSession, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import { amountOf, shownOf, type Approved } from './approval.ts'
import { heldBy, placeOf } from './approved-money.ts'
import type { CompleteSale } from './complete.ts'
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
    store.payments.settle(intent.id, { state: 'approved', ...shownOf(approved) })
    const place = placeOf(core, current, intent, { approved, marks }, authority)
    const taken = amountOf(approved, intent.amount)
    write(core, intent, { outcome: 'approved', withoutSale: !place, taken }, authority.context)
    if (place?.draft) current.put(current.get(), place.draft)
    return place?.payable && complete(place.payable, authority)
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
    if (state === 'approved') return heldBy(core, current, intent)
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
  const session = openSession(core)?.id ?? null
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
  { id, amount, kind }: PaymentIntent,
  settled: Pick<Settled, 'outcome' | 'withoutSale'> & { readonly taken?: Minor },
  context: FactContext,
): void {
  const { outcome, withoutSale, taken = amount } = settled
  const back = kind === 'payment' ? {} : { kind }
  const body = { intent: id, amount: taken, ...back, outcome, withoutSale }
  store.journal.append({ kind: 'payment-settled', body }, context)
}

const NOTHING_SHOWN = {
  scheme: null,
  lastFour: null,
  authorisation: null,
  trace: null,
  deviceReceipt: null,
}

function isStarted({ state }: PaymentIntent): boolean {
  return state === 'started'
}

function contextNow(core: Core, { shop, context }: Authority): FactContext {
  const { session, actor, approver } = context
  return { ...contextOf(core, shop, core.clock.now(), session, actor), approver }
}
