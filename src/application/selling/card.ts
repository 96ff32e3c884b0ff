/**
 * Taking cards. The intent is committed before the device hears of it, its end together with the
 * sale. An end that nobody knows is asked for again and never charged again; money that no sale
 * could take is written down as such.
 */
import type { z } from 'zod'
import type {
  draftCommandSchema,
  PaymentAnswer,
  settlePaymentSchema,
} from '../../contract/terminal/commands.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Permission } from '../../domain/permission.ts'
import type { PaymentOutcome, PaymentRequest } from '../../ports/devices.ts'
import type { PaymentIntent } from '../../ports/store.ts'
import { authoriseAtTill, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { wordOf } from './approval.ts'
import type { CurrentDraft } from './current-draft.ts'
import { dueOf } from './due.ts'
import type { Fiscal } from './fiscal.ts'
import type { Payments } from './payments.ts'
import type { Settlement } from './settle-payment.ts'

/** More than a payment terminal keeps of what it did. */
const SETTLED_TRACES = 50

type DraftCommand = z.infer<typeof draftCommandSchema>
type SettleInput = z.infer<typeof settlePaymentSchema>

export interface CardUses {
  payCard(input: DraftCommand): Promise<Result<PaymentAnswer>>
  /** Asks the device what became of the payment that holds the draft. */
  resolvePayment(input: DraftCommand): Promise<Result<PaymentAnswer>>
  /** Takes a person's word for the end of that payment, also where no device is set up. */
  settlePayment(input: SettleInput): Promise<Result<PaymentAnswer>>
}

type Intent = Pick<PaymentIntent, 'id' | 'draft' | 'amount' | 'currency'>

interface Asked {
  readonly intent: Intent
  readonly authority: Authority
}

type Ask = (request: PaymentRequest) => Promise<PaymentOutcome>

/** A command on a payment: what it is called, and what whoever gives it must be allowed. */
interface PaymentCommand {
  readonly procedure: string
  readonly needs: Permission
  readonly input: DraftCommand
}

export function createCardUses(
  core: Core,
  current: CurrentDraft,
  payments: Payments,
  settlement: Settlement,
  fiscal: Fiscal | undefined,
): CardUses {
  /** Remembers the command with its intent; whoever asks again gets what became of that intent. */
  const ask = async (
    { procedure, needs, input }: PaymentCommand,
    find: (authority: Authority) => Result<Intent>,
    call: Ask | undefined,
  ): Promise<Result<PaymentAnswer>> => {
    let asked: Asked | undefined
    const done = core.run(procedure, input.command, (at) => {
      const authority = authoriseAtTill(core, at, needs)
      if (!authority.ok) return authority
      if (!call) return fail('payment-device-missing')
      const intent = find(authority.value)
      if (!intent.ok) return intent
      asked = { intent: intent.value, authority: answering(authority.value, needs) }
      return succeed({ intent: intent.value.id })
    })
    if (!done.ok) return done
    const { intent } = done.value
    if (!asked || !call) return payments.underWay(intent) ?? settlement.answer(intent, '')
    return pursue(asked, call)
  }
  const pursue = ({ intent, authority }: Asked, call: Ask): Promise<Result<PaymentAnswer>> => {
    const { id, draft, amount, currency } = intent
    const request = { intent: id, amountMinor: amount, currency }
    const answer = payments.pursue(
      id,
      async () => {
        const outcome = await call(request)
        const closes = fiscal !== undefined && outcome.state === 'approved'
        return { outcome, marks: closes ? await fiscal.finish(draft, amount) : succeed([]) }
      },
      (end) => settlement.conclude(id, end, authority),
    )
    current.changed()
    return answer
  }
  return {
    payCard(input) {
      const device = core.devices().payment
      const call = device && ((request: PaymentRequest) => device.pay(request))
      const command = { procedure: 'draft.payCard', needs: 'sell', input } as const
      return ask(command, (authority) => begin(core, current, authority, input), call)
    },
    resolvePayment(input) {
      const settled = () => core.store.payments.approvedTraces(SETTLED_TRACES)
      const device = core.devices().payment
      const call =
        device &&
        ((request: PaymentRequest) => device.inquire({ ...request, settledTraces: settled() }))
      const command = { procedure: 'draft.resolvePayment', needs: 'sell', input } as const
      return ask(command, () => unresolved(current, payments, input), call)
    },
    settlePayment(input) {
      const needs = 'settle-payment'
      const command = { procedure: 'draft.settlePayment', needs, input } as const
      const call: Ask = (request) => Promise.resolve(wordOf(input.outcome, request))
      return ask(command, () => unresolved(current, payments, input), call)
    },
  }
}

/** Where the end is a person's word, the entries name that person as the one who vouches for it. */
function answering(authority: Authority, needs: Permission): Authority {
  if (needs !== 'settle-payment') return authority
  const approver = authority.context.approver ?? authority.person.id
  const context = { ...authority.context, approver }
  return { ...authority, context }
}

/** Writes the intent of what is due. */
function begin(
  core: Core,
  current: CurrentDraft,
  { shop, context }: Authority,
  input: DraftCommand,
): Result<Intent> {
  const { store, random } = core
  const due = dueOf(core, current, shop, input)
  if (!due.ok) return due
  const { draft, totals } = due.value
  if (totals.total <= 0) return fail('limit-amount')
  const { currency } = shop.store
  const asked = { id: random.id(), draft: draft.id, amount: totals.total, currency }
  store.payments.start({ ...asked, createdAt: context.at })
  return succeed(asked)
}

/** The intent that holds the draft, once nobody is asking about it. */
function unresolved(
  current: CurrentDraft,
  payments: Payments,
  { draft, version }: DraftCommand,
): Result<Intent> {
  const { id, version: known } = current.get()
  const intent = payments.open(id)
  if (id !== draft || version !== known || !intent) return fail('draft-changed')
  return payments.underWay(intent.id) ? fail('payment-pending') : succeed(intent)
}
