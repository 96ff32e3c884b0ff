/** Card payments of a draft that have no end yet. They hold the draft: no edit, no other tender. */
import type { PaymentAnswer } from '../../contract/terminal/commands.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { PaymentOutcome } from '../../ports/devices.ts'
import type { PaymentIntent } from '../../ports/payments.ts'
import type { Core } from '../core.ts'

/** No device and no customer takes longer; what comes later is found by asking the device again. */
const ANSWER_WITHIN_MS = 5 * 60_000

export interface Payments {
  /** Succeeds where nothing holds the draft; `payment-pending` or `payment-unknown` otherwise. */
  hold(draft: string): Result<null>
  /** The intent that holds the draft: begun, or with an unknown end. */
  open(draft: string): PaymentIntent | undefined
  shown(draft: string): DraftView['payment']
  /** What is under way for this intent right now; undefined where nothing is. */
  underWay(intent: string): Promise<Result<PaymentAnswer>> | undefined
  /** Asks the device, and tells its answer; a broken or missing one is `unknown`. */
  pursue(
    intent: string,
    ask: () => Promise<PaymentEnd>,
    conclude: (end: PaymentEnd) => Result<PaymentAnswer>,
  ): Promise<Result<PaymentAnswer>>
}

/** What the payment terminal said and, where it approved, what a fiscal unit said to the sale. */
export interface PaymentEnd {
  readonly outcome: PaymentOutcome
  readonly marks: Result<readonly string[]>
}

const NO_ANSWER: PaymentEnd = {
  outcome: { state: 'unknown', reason: 'no answer' },
  marks: succeed([]),
}

export function isOpen({ state }: Pick<PaymentIntent, 'state'>): boolean {
  return state === 'started' || state === 'unknown'
}

export function createPayments({ store, clock, log }: Core): Payments {
  const asked = new Map<string, Promise<Result<PaymentAnswer>>>()
  const open = (draft: string): PaymentIntent | undefined =>
    store.payments.ofDraft(draft).find(isOpen)

  const answerInTime = async (ask: () => Promise<PaymentEnd>): Promise<PaymentEnd> => {
    const late = Promise.withResolvers<PaymentEnd>()
    const cancel = clock.after(ANSWER_WITHIN_MS, () => late.resolve(NO_ANSWER))
    try {
      return await Promise.race([ask(), late.promise])
    } catch (error) {
      log.error('the payment terminal failed', { name: error instanceof Error ? error.name : '' })
      return NO_ANSWER
    } finally {
      cancel()
    }
  }
  return {
    open,
    hold(draft) {
      const intent = open(draft)
      if (!intent) return succeed(null)
      return fail(asked.has(intent.id) ? 'payment-pending' : 'payment-unknown')
    },
    shown(draft) {
      const intent = open(draft)
      if (!intent) return null
      // Begun, but nobody waits for its end any more: a crash, or a disk that gave way.
      const state = asked.has(intent.id) ? 'started' : 'unknown'
      return { intent: intent.id, amount: intent.amount, state, kind: intent.kind }
    },
    underWay: (intent) => asked.get(intent),
    pursue(intent, ask, conclude) {
      const answer = answerInTime(ask).then((end) => {
        asked.delete(intent)
        return conclude(end)
      })
      asked.set(intent, answer)
      return answer
    },
  }
}
