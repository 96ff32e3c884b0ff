/** What a device, or a person in its place, says of money that was taken, fit to be kept. */
import { minor, MINOR_LIMIT, type Minor } from '../../domain/money.ts'
import type { PaymentOutcome, PaymentRequest } from '../../ports/devices.ts'
import type { PaymentKind } from '../../ports/payments.ts'

export type Approved = Extract<PaymentOutcome, { state: 'approved' }>

/**
 * The device's words, cut to what an entry takes: an approval must never fail on a strange
 * character.
 */
export function shownOf({ scheme, lastFour, authorisation, trace, receipt }: Approved) {
  return {
    scheme: plain(scheme, 40),
    lastFour: lastFour !== null && /^\d{4}$/.test(lastFour) ? lastFour : null,
    authorisation: plain(authorisation, 20),
    trace: plain(trace, 40) || null,
    deviceReceipt: plain(receipt ?? '', 40) || null,
  }
}

/** The text without what could be a command, at most so long. */
export function plain(text: string, longest: number): string {
  // The cut may go through a pair of surrogates: what is left is made whole after it.
  return text
    .replaceAll(/\p{Cc}/gu, '')
    .slice(0, longest)
    .toWellFormed()
}

/** What was taken; where that is no amount at all, what was asked for. */
export function amountOf({ amountMinor }: Approved, asked: Minor): Minor {
  const isAmount = Number.isInteger(amountMinor) && Math.abs(amountMinor) <= MINOR_LIMIT
  return isAmount ? minor(amountMinor) : asked
}

/**
 * What the device would have said if a person is right: of a payment that goes back, that the card
 * is charged means that it did not. It never told a card, a number or a trace, so none is made up.
 */
export function wordOf(
  said: 'charged' | 'not-charged',
  kind: PaymentKind,
  { amountMinor }: PaymentRequest,
): PaymentOutcome {
  const hasHappened = (said === 'charged') === (kind === 'payment')
  if (!hasHappened) return { state: 'declined', reason: '' }
  const nothing = { lastFour: null, authorisation: '', trace: '', receipt: null }
  return { state: 'approved', amountMinor, scheme: 'by hand', ...nothing }
}
