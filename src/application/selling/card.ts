/**
 * Taking cards. The intent is committed before the device hears of it, its end together with the
 * sale or the draft that has the money. An end that nobody knows is asked for again and never
 * charged again; money that nothing could take is written down as such.
 */
import type { z } from 'zod'
import type {
  draftCommandSchema,
  payCardSchema,
  PaymentAnswer,
  settlePaymentSchema,
} from '../../contract/terminal/commands.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { TENDERS_LIMIT } from '../../domain/selling/tender.ts'
import type { PaymentTerminal } from '../../ports/devices.ts'
import type { PaymentIntent } from '../../ports/payments.ts'
import type { Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import { answeredFor } from './answered.ts'
import { wordOf } from './approval.ts'
import { createAsk, type Call } from './ask-device.ts'
import type { CurrentDraft } from './current-draft.ts'
import { dueOf } from './due.ts'
import type { Fiscal } from './fiscal.ts'
import type { Payments } from './payments.ts'
import type { Settlement } from './settle-payment.ts'
import { beginReversal, giveCashBack, takenTender, type UndoTenderInput } from './undo-tender.ts'

/** More than a payment terminal keeps of what it did. */
const SETTLED_TRACES = 50

type DraftCommand = z.infer<typeof draftCommandSchema>
type PayCardInput = z.infer<typeof payCardSchema>
type SettleInput = z.infer<typeof settlePaymentSchema>

export interface CardUses {
  payCard(input: PayCardInput): Promise<Result<PaymentAnswer>>
  /** Asks the device what became of the payment that holds the draft. */
  resolvePayment(input: DraftCommand): Promise<Result<PaymentAnswer>>
  /** Takes a person's word for the end of that payment, also where no device is set up. */
  settlePayment(input: SettleInput): Promise<Result<PaymentAnswer>>
  /** A tender of any kind goes back; of a card by the device. */
  undoTender(input: UndoTenderInput): Promise<Result<PaymentAnswer>>
}

export interface CardParts {
  readonly core: Core
  readonly current: CurrentDraft
  readonly payments: Payments
  readonly settlement: Settlement
  readonly printing: PrintRunner
}

export function createCardUses(parts: CardParts, fiscal: Fiscal | undefined): CardUses {
  const { core, current, payments } = parts
  const ask = createAsk(parts, fiscal)
  const byDevice = (call: (device: PaymentTerminal) => Call): Call | undefined => {
    const device = core.devices().payment
    return device && call(device)
  }
  return {
    payCard(input) {
      const call = byDevice((device) => (_, request) => device.pay(request))
      const command = { procedure: 'draft.payCard', needs: 'sell', input } as const
      return ask(command, call, (authority) => begin(core, current, authority, input))
    },
    resolvePayment(input) {
      const settled = () => core.store.payments.approvedTraces(SETTLED_TRACES)
      const call = byDevice(
        (device) => (_, request) => device.inquire({ ...request, settledTraces: settled() }),
      )
      const command = { procedure: 'draft.resolvePayment', needs: 'sell', input } as const
      return ask(command, call, () => unresolved(current, payments, input))
    },
    settlePayment(input) {
      const needs = 'settle-payment'
      const command = { procedure: 'draft.settlePayment', needs, input } as const
      const call: Call = (intent, request) =>
        Promise.resolve(wordOf(input.outcome, intent.kind, request))
      return ask(command, call, () => unresolved(current, payments, input))
    },
    undoTender(input) {
      const call = byDevice(
        (device) => (intent, request) =>
          device.reverse({ ...request, original: originalOf(core, intent) }),
      )
      const command = { procedure: 'draft.undoTender', needs: 'undo-tender', input } as const
      return ask(command, call, (authority) => {
        const taken = takenTender(current, input)
        if (!taken.ok) return taken
        if (taken.value.tender.kind === 'card') {
          // What a card got back stays there: whoever wants it again is charged anew.
          if (taken.value.tender.amount < 0) return fail('refund-final')
          return beginReversal(core, taken.value, authority, current.get())
        }
        if (taken.value.tender.kind === 'layaway') return putBack(core, current)
        const back = giveCashBack(core, current, parts.printing, taken.value, authority)
        return back.ok ? succeed(undefined) : back
      })
    },
  }
}

/** In a transaction: the layaway waits on as it did; its cart had written nothing. */
function putBack(core: Core, current: CurrentDraft): Result<undefined> {
  const { tenders, undone, layaway } = current.get()
  if (tenders.length > 1) return fail('tenders-taken')
  if (undone.length > 0 || !layaway) return fail('layaway-open')
  current.clear()
  core.store.afterCommit(() => core.claims.release([layaway.claim]))
  return succeed(undefined)
}

function originalOf({ store }: Core, { original }: PaymentIntent) {
  const paid = original === null ? undefined : store.payments.find(original)
  return { trace: paid?.trace ?? null, receipt: paid?.deviceReceipt ?? null }
}

/** Writes the intent of what is due, or of a part of it. */
function begin(
  core: Core,
  current: CurrentDraft,
  authority: Authority,
  input: PayCardInput,
): Result<PaymentIntent> {
  const { store, random } = core
  const { shop, context } = authority
  const owed = dueOf(core, current, shop, input)
  if (!owed.ok) return owed
  const { draft, balance } = owed.value
  const answered = answeredFor(core, authority, draft)
  if (!answered.ok) return answered
  const amount = input.amount ?? balance.due
  if (amount <= 0 || amount > balance.due) return fail('limit-amount')
  // Where money could not join the draft any more, none is asked for.
  if (amount < balance.due && draft.tenders.length >= TENDERS_LIMIT - 1) {
    return fail('limit-tenders', { limit: TENDERS_LIMIT })
  }
  const { currency } = shop.store
  const asked = { draft: draft.id, amount, currency, createdAt: context.at }
  const payment = { id: random.id(), kind: 'payment', original: null, ...asked } as const
  store.payments.start(payment)
  const intent = store.payments.find(payment.id)
  if (!intent) throw new Error('an intent that was just begun is gone')
  return succeed(intent)
}

/** The intent that holds the draft, once nobody is asking about it. */
function unresolved(
  current: CurrentDraft,
  payments: Payments,
  { draft, version }: DraftCommand,
): Result<PaymentIntent> {
  const { id, version: known } = current.get()
  const intent = payments.open(id)
  if (id !== draft || version !== known || !intent) return fail('draft-changed')
  return payments.underWay(intent.id) ? fail('payment-pending') : succeed(intent)
}
