/** What a payment terminal says of money that it took, fit to be kept. */
import { minor, MINOR_LIMIT, type Minor } from '../../domain/money.ts'
import type { PaymentOutcome } from '../../ports/devices.ts'

export type Approved = Extract<PaymentOutcome, { state: 'approved' }>

/**
 * The device's words, cut to what an entry takes: an approval must never fail on a strange
 * character.
 */
export function shownOf({ scheme, lastFour, authorisation, trace }: Approved) {
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

/** What was taken; where that is no amount at all, what was asked for. */
export function amountOf({ amountMinor }: Approved, asked: Minor): Minor {
  const isAmount = Number.isInteger(amountMinor) && Math.abs(amountMinor) <= MINOR_LIMIT
  return isAmount ? minor(amountMinor) : asked
}
