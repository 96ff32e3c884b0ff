/**
 * A payment terminal that speaks ZVT over TCP. Semi-integrated: card numbers do not reach the till.
 *
 * Each payment has a connection of its own, so that a link that died between two sales costs
 * nothing. Nothing is ever charged or given back twice: `pay`, `reverse` and `refund` send their
 * one command once, `inquire` only reads.
 */
import type { Clock } from '../../src/ports/clock.ts'
import type {
  PaymentOutcome,
  PaymentRequest,
  PaymentTerminal,
  RefundRequest,
} from '../../src/ports/devices.ts'
import type { Log } from '../../src/ports/log.ts'
import { currencyDigits, judgeLast, judgePayment, type Before } from './judge.ts'
import { paymentMemory, type PaymentMemory } from './memory.ts'
import { openSession, type Paid, type Session, type ZvtTerminal } from './session.ts'

const AMOUNT_LARGEST = 999_999_999_999

type Send = (session: Session) => Promise<Paid>

interface Active {
  session: Session | undefined
  cancelled: boolean
}

/**
 * Reasons are stable codes. Declined: `not-reached`, `busy`, `currency`, `amount`, `refused-…`,
 * `code-…` (two hex digits of the terminal), `not-taken`, `no-receipt`,
 * `another-card`. Unknown: `link-lost`, `no-answer`, `another-card`,
 * `answer-senseless`, `amount-differs`, `cannot-tell`, `asked-before` (this intent was sent
 * already), and what keeps `inquire` from asking.
 */
export function connectZvt(
  terminal: ZvtTerminal,
  { clock, log }: { clock: Clock; log: Log },
): PaymentTerminal {
  const memory = paymentMemory()
  let active: Active | undefined
  let closed = false

  /** Runs `work` on a connection of its own, or answers by `refuse` why it could not. */
  const withSession = async (
    intent: PaymentRequest,
    work: (session: Session, mine: Active) => Promise<PaymentOutcome>,
    refuse: (reason: string) => PaymentOutcome,
  ): Promise<PaymentOutcome> => {
    const currency = currencyDigits(intent.currency)
    if (currency === undefined) return refuse('currency')
    if (!(intent.amountMinor > 0 && intent.amountMinor <= AMOUNT_LARGEST)) return refuse('amount')
    if (active !== undefined) return refuse('busy')
    if (closed) return refuse('not-reached')
    const mine: Active = { session: undefined, cancelled: false }
    active = mine
    try {
      const answer = await openSession(terminal, currency, clock)
      if (!answer.ok) return refuse(answer.reason)
      mine.session = answer.session
      return closed ? refuse('not-reached') : await work(answer.session, mine)
    } finally {
      mine.session?.close()
      active = undefined
    }
  }

  const moved = async (intent: PaymentRequest, send: Send): Promise<PaymentOutcome> => {
    const refuse = (reason: string): PaymentOutcome => ({ state: 'declined', reason })
    if (memory.wasSent(intent.intent)) return { state: 'unknown', reason: 'asked-before' }
    return tell(log, intent, await withSession(intent, moving(memory, intent, send), refuse))
  }

  return {
    pay: (intent) => moved(intent, (session) => session.pay(intent.amountMinor)),
    async refund(intent) {
      const refuse = (reason: string): PaymentOutcome => ({ state: 'declined', reason })
      if (memory.wasSent(intent.intent)) return { state: 'unknown', reason: 'asked-before' }
      return tell(log, intent, await withSession(intent, refunding(memory, intent), refuse))
    },
    async reverse(intent) {
      const { receipt } = intent.original
      if (receipt === null) return { state: 'declined', reason: 'no-receipt' }
      return moved(intent, (session) => session.reverse(receipt))
    },
    async inquire(intent) {
      const read = async (session: Session): Promise<PaymentOutcome> =>
        judgeLast(await session.lastPayment(), memory.before(intent.intent), intent)
      const refuse = (reason: string): PaymentOutcome => ({ state: 'unknown', reason })
      if (memory.wasTakenBack(intent.intent)) return tell(log, intent, refuse('cannot-tell'))
      return tell(log, intent, await withSession(intent, read, refuse))
    },
    async cancel() {
      if (active === undefined) return
      active.cancelled = true
      active.session?.cancel()
    },
    async close() {
      closed = true
      active?.session?.close()
    },
  }
}

/** Sends the one command that moves money, once. */
function moving(memory: PaymentMemory, intent: PaymentRequest, send: Send) {
  return async (session: Session, mine: Active): Promise<PaymentOutcome> => {
    const known = memory.lastTrace() ?? (await traceOfLast(session))
    memory.learn(known)
    if (mine.cancelled) return { state: 'cancelled' }
    memory.sending(intent.intent)
    const paid = await send(session)
    const outcome = judgePayment(paid, intent)
    // After an unknown end the terminal is asked again what its last payment was.
    memory.learn(outcome.state === 'unknown' ? undefined : (paid.statuses.at(-1)?.trace ?? known))
    return outcome
  }
}

/**
 * Base ZVT pays out to whatever card is shown, and only its answer says which that was. One that
 * had not paid has the money taken from it again by the receipt of its refund, at once and once.
 */
function refunding(memory: PaymentMemory, intent: RefundRequest) {
  const send = moving(memory, intent, (session) => session.refund(intent.amountMinor))
  return async (session: Session, mine: Active): Promise<PaymentOutcome> => {
    const outcome = await send(session, mine)
    if (outcome.state !== 'approved' || !isAnother(intent.card, outcome.lastFour)) return outcome
    if (outcome.receipt === null) return outcome
    memory.takingBack(intent.intent)
    const paid = await session.reverse(outcome.receipt)
    const back = judgePayment(paid, intent)
    memory.learn(back.state === 'unknown' ? undefined : paid.statuses.at(-1)?.trace)
    if (back.state === 'approved') return { state: 'declined', reason: 'another-card' }
    return back.state === 'unknown' ? { state: 'unknown', reason: 'another-card' } : outcome
  }
}

/** Digits that one of the two did not tell say nothing. */
function isAnother(asked: string | null, shown: string | null): boolean {
  return asked !== null && shown !== null && asked !== shown
}

function tell(log: Log, { intent }: PaymentRequest, outcome: PaymentOutcome): PaymentOutcome {
  const reason = 'reason' in outcome ? outcome.reason : ''
  log.info('payment terminal answered', { intent, state: outcome.state, reason })
  return outcome
}

async function traceOfLast(session: Session): Promise<Before> {
  const last = await session.lastPayment()
  if (last === undefined) return undefined
  return last.type === 'none' ? null : last.status.trace
}
