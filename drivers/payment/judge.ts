/**
 * What the terminal's words mean for the till. In any doubt the answer is `unknown`, never a guess.
 */
import type { PaymentOutcome, PaymentRequest } from '../../src/ports/devices.ts'
import type { PaymentStatus } from './fields.ts'
import { reasonOf, type LastPayment, type Paid } from './session.ts'

/** The customer pressed the red key, or did nothing for too long. */
const CANCELLED = '6c'

/**
 * Digits of ISO 4217 for the currencies of countries where ZVT terminals are sold, and neighbours.
 */
const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ['EUR', '0978'],
  ['CHF', '0756'],
  ['CZK', '0203'],
  ['DKK', '0208'],
  ['GBP', '0826'],
  ['HUF', '0348'],
  ['PLN', '0985'],
  ['SEK', '0752'],
  ['USD', '0840'],
])

/** Undefined for a currency that no such terminal takes. */
export function currencyDigits(currency: string): string | undefined {
  return CURRENCIES.get(currency)
}

/** The end of a payment that was sent to the terminal. */
export function judgePayment({ ending, statuses }: Paid, intent: PaymentRequest): PaymentOutcome {
  if (ending.type === 'lost') return unknown('link-lost')
  if (ending.type === 'silent') return unknown('no-answer')
  if (ending.type === 'senseless') return unknown('answer-senseless')
  if (ending.type === 'refused' || ending.type === 'unsent') {
    return { state: 'declined', reason: reasonOf(ending) }
  }
  if (ending.type === 'aborted') {
    // Approved and given up at once is a contradiction about money.
    if (statuses.some(({ result }) => result === 0)) return unknown('answer-senseless')
    return ending.code === CANCELLED
      ? { state: 'cancelled' }
      : { state: 'declined', reason: reasonOf(ending) }
  }
  const status = statuses.at(-1)
  return status === undefined ? unknown('answer-senseless') : judgeStatus(status, intent)
}

/**
 * The trace of the payment before, null where there was none; undefined where that is not known.
 */
export type Before = string | null | undefined

/**
 * The end of a payment that nobody heard of, told by the last one that the terminal keeps. That may
 * be an older payment of the same amount, so it counts only where it cannot be.
 */
export function judgeLast(
  last: LastPayment | undefined,
  before: Before,
  intent: PaymentRequest,
): PaymentOutcome {
  const { settledTraces } = intent
  if (last === undefined || (before === undefined && settledTraces === undefined)) {
    return unknown('cannot-tell')
  }
  if (last.type === 'none') return before === null ? NOT_TAKEN : unknown('cannot-tell')
  const { trace } = last.status
  if (trace === undefined) return unknown('answer-senseless')
  if (trace === before || settledTraces?.includes(trace) === true) return NOT_TAKEN
  return judgeStatus(last.status, intent)
}

const NOT_TAKEN: PaymentOutcome = { state: 'declined', reason: 'not-taken' }

function judgeStatus(status: PaymentStatus, intent: PaymentRequest): PaymentOutcome {
  const { result, amountMinor, currency, trace } = status
  if (result === undefined) return unknown('answer-senseless')
  if (result !== 0) {
    return { state: 'declined', reason: `code-${result.toString(16).padStart(2, '0')}` }
  }
  const sameCurrency = currency === undefined || currency === currencyDigits(intent.currency)
  if (amountMinor !== intent.amountMinor || !sameCurrency) return unknown('amount-differs')
  if (trace === undefined) return unknown('answer-senseless')
  return {
    state: 'approved',
    amountMinor,
    scheme: status.scheme ?? '',
    lastFour: status.lastFour ?? null,
    authorisation: status.authorisation ?? '',
    trace,
    receipt: status.receipt ?? null,
  }
}

function unknown(reason: string): PaymentOutcome {
  return { state: 'unknown', reason }
}
