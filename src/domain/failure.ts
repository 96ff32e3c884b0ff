/**
 * The closed table of what may be expected to go wrong: a stable code, who is told, and what the
 * person can do (the key of a message in the message files is `failure.<code>`).
 */
import { CUSTOMER_FAILURES } from './customer/failures.ts'
import { ASKED_FAILURES } from './selling/asked-failures.ts'
import { STAFF_FAILURES } from './staff-failures.ts'

export const FAILURES = {
  // People and authority
  'not-signed-in': { audience: 'cashier', act: 'sign-in' },
  'pin-wrong': { audience: 'cashier', act: 'try-again' },
  'badge-unknown': { audience: 'cashier', act: 'try-again' },
  'pin-locked': { audience: 'cashier', act: 'wait' },
  'not-permitted': { audience: 'cashier', act: 'ask-supervisor' },
  /** A second person may allow it on the spot: `permission`, and how far the act goes. */
  'approval-needed': { audience: 'cashier', act: 'ask-approval' },
  'approver-not-permitted': { audience: 'cashier', act: 'ask-another' },
  // The till and the cart
  'till-closed': { audience: 'cashier', act: 'open-till' },
  'till-already-open': { audience: 'cashier', act: 'none' },
  /** So many people have a drawer open at this terminal. */
  'limit-drawers': { audience: 'manager', act: 'close-till' },
  /** Money for this cart lies in the drawer of `name`: they finish it, or it goes back first. */
  'drawer-of-another': { audience: 'cashier', act: 'finish-sale' },
  'draft-changed': { audience: 'cashier', act: 'look-again' },
  /** A cart with lines: it is finished or given up first. */
  'draft-open': { audience: 'cashier', act: 'finish-sale' },
  'draft-empty': { audience: 'cashier', act: 'add-line' },
  'line-unknown': { audience: 'cashier', act: 'look-again' },
  'variant-unknown': { audience: 'cashier', act: 'look-again' },
  'price-missing': { audience: 'cashier', act: 'open-item' },
  'limit-lines': { audience: 'cashier', act: 'finish-sale' },
  /** The pieces that were counted do not make the amount. */
  'pieces-wrong': { audience: 'cashier', act: 'look-again' },
  /** The store has a list of reasons, and it is none of them. */
  'reason-unknown': { audience: 'cashier', act: 'look-again' },
  /** Somebody counted it before, here or on another screen: their count stands. */
  'till-counted': { audience: 'cashier', act: 'look-again' },
  /** It waits for no review: it is under way, or it has its Z. */
  'session-not-counted': { audience: 'manager', act: 'look-again' },
  'session-closed': { audience: 'manager', act: 'look-again' },
  /** Counted and expected are further apart than the store tolerates. */
  'difference-unexplained': { audience: 'manager', act: 'look-again' },
  /** At the office, where nobody stands beside who could approve. */
  'difference-not-permitted': { audience: 'manager', act: 'ask-another' },
  'limit-waiting': { audience: 'manager', act: 'close-till' },
  /** The clock went back, a session saw two days, or `others` are of another: a person says it. */
  'business-date-needed': { audience: 'cashier', act: 'look-again' },
  /** The clock's day `today` lies beyond the session's `date`: a person says whether it goes on. */
  'day-passed': { audience: 'cashier', act: 'look-again' },
  /** A new day was begun with another drawer: this one is counted, and its person opens anew. */
  'till-day-over': { audience: 'cashier', act: 'close-till' },
  /** No till was opened since the last day was closed. */
  'no-day-to-close': { audience: 'manager', act: 'none' },
  /** None of the days that were asked for is closed. */
  'no-closed-day': { audience: 'manager', act: 'look-again' },
  /** A day is closed while no drawer is open. */
  'till-open': { audience: 'manager', act: 'close-till' },
  /** Somebody else wrote on it, or it was booked: here or on another screen. */
  'sheet-changed': { audience: 'cashier', act: 'look-again' },
  'sheet-empty': { audience: 'cashier', act: 'add-line' },
  /** Goods are counted once somebody has begun a count of something. */
  'count-not-begun': { audience: 'cashier', act: 'none' },
  /** Lines are to be counted again: first that, then the variances are posted. */
  'recount-pending': { audience: 'cashier', act: 'look-again' },
  /** What was counted before stays beside it. */
  'line-recounted': { audience: 'cashier', act: 'none' },
  /** So many kinds of goods are counted: this part is posted first. */
  'sheet-full': { audience: 'cashier', act: 'none' },
  'limit-recounts': { audience: 'cashier', act: 'none' },
  'order-unknown': { audience: 'cashier', act: 'look-again' },
  /** The shop has no such store, or it is this one. */
  'store-unknown': { audience: 'manager', act: 'look-again' },
  'limit-stores': { audience: 'manager', act: 'none' },
  /** What another store sent is written off with a reason. */
  'close-reason-missing': { audience: 'manager', act: 'look-again' },
  /** More comes than was ordered: a note says why. */
  'receipt-over': { audience: 'cashier', act: 'look-again' },
  /** Nothing of it lies on a shelf: a service, a deposit. */
  'stock-not-kept': { audience: 'cashier', act: 'none' },
  'z-unknown': { audience: 'manager', act: 'look-again' },
  'entry-unknown': { audience: 'manager', act: 'look-again' },
  'limit-cash-moves': { audience: 'manager', act: 'close-till' },
  'limit-amount': { audience: 'cashier', act: 'look-again' },
  'limit-discounts': { audience: 'cashier', act: 'look-again' },
  'not-discountable': { audience: 'cashier', act: 'none' },
  'discount-unknown': { audience: 'cashier', act: 'look-again' },
  'coupon-unknown': { audience: 'cashier', act: 'look-again' },
  /** It was good for one sale, and another one has it. */
  'coupon-used': { audience: 'cashier', act: 'none' },
  'limit-promotions': { audience: 'manager', act: 'none' },
  'limit-coupons': { audience: 'manager', act: 'none' },
  'limit-tax-classes': { audience: 'manager', act: 'none' },
  'limit-price-lists': { audience: 'manager', act: 'none' },
  'limit-removals': { audience: 'cashier', act: 'finish-sale' },
  /** Something that was scanned still waits for an answer. */
  'question-open': { audience: 'cashier', act: 'finish-sale' },
  /** It moves with the line that it belongs to. */
  'line-linked': { audience: 'cashier', act: 'look-again' },
  'quantity-whole': { audience: 'cashier', act: 'look-again' },
  /** Each gift card is sold on a line of its own, for what is put on it. */
  'load-alone': { audience: 'cashier', act: 'look-again' },
  /** The store takes none, or this till was given no key for them yet. */
  'gift-cards-not-taken': { audience: 'manager', act: 'none' },
  'gift-card-unknown': { audience: 'cashier', act: 'look-again' },
  /** Not so much is on it: `left`. */
  'gift-card-short': { audience: 'cashier', act: 'look-again' },
  /** Without the backend's word no more than so much is drawn, and only once. */
  'gift-card-needs-backend': { audience: 'cashier', act: 'wait' },
  /** The store keeps no such account, or nobody is named whose it would be. */
  'account-not-kept': { audience: 'cashier', act: 'none' },
  'account-short': { audience: 'cashier', act: 'look-again' },
  'account-needs-backend': { audience: 'cashier', act: 'wait' },
  'voucher-not-taken': { audience: 'cashier', act: 'look-again' },
  /** The store issues none. */
  /** Another till invoiced the sale: it is printed again there. */
  'invoice-elsewhere': { audience: 'cashier', act: 'none' },
  /** A sale of another till is invoiced with the backend's word only. */
  'invoice-needs-backend': { audience: 'cashier', act: 'wait' },
  'invoices-not-issued': { audience: 'manager', act: 'none' },
  /** Whom an invoice names has a name, an address and a tax number. */
  'invoice-customer': { audience: 'cashier', act: 'look-again' },
  /** The store has no mail account. */
  'mail-not-set-up': { audience: 'manager', act: 'none' },
  'mail-address-wrong': { audience: 'cashier', act: 'look-again' },
  'limit-mails': { audience: 'cashier', act: 'none' },
  /** Of too many nobody knows yet what became of them. */
  'limit-mails-waiting': { audience: 'cashier', act: 'wait' },
  /** The store gives none. */
  'quotes-not-given': { audience: 'manager', act: 'none' },
  /** It was taken up after its last day, at the prices of the day. */
  'quote-over': { audience: 'cashier', act: 'none' },
  /** The card that was shown is not the one that had paid: nothing went to it. */
  'another-card': { audience: 'cashier', act: 'look-again' },
  'layaways-not-made': { audience: 'manager', act: 'none' },
  /** Somebody has to be named whose goods they are. */
  /** The deposit is in the cart, and its goods wait for that: it is paid, or put back. */
  'layaway-begun': { audience: 'cashier', act: 'finish-sale' },
  'layaway-customer': { audience: 'cashier', act: 'look-again' },
  /** Money on an account is no goods that could wait. */
  'layaway-goods': { audience: 'cashier', act: 'look-again' },
  /** The cart ends a layaway: that is finished, or put back, first. */
  'layaway-open': { audience: 'cashier', act: 'finish-sale' },
  'layaway-unknown': { audience: 'cashier', act: 'look-again' },
  'limit-layaways': { audience: 'cashier', act: 'finish-sale' },
  'limit-quotes': { audience: 'cashier', act: 'finish-sale' },
  'points-not-taken': { audience: 'cashier', act: 'none' },
  'points-short': { audience: 'cashier', act: 'look-again' },
  'points-need-backend': { audience: 'cashier', act: 'wait' },
  /** Money on a card is not paid for with money from a card. */
  'gift-card-for-goods': { audience: 'cashier', act: 'none' },
  /** Weighed, or with a number of its own: the next one is another one. */
  'repeat-scan': { audience: 'cashier', act: 'none' },
  'nothing-to-repeat': { audience: 'cashier', act: 'none' },
  'deposit-unknown': { audience: 'cashier', act: 'look-again' },
  'date-implausible': { audience: 'cashier', act: 'look-again' },
  'price-outside': { audience: 'cashier', act: 'look-again' },
  /** The label's own check digit is wrong: the scanner read it badly. */
  'label-misread': { audience: 'cashier', act: 'try-again' },
  'tax-missing': { audience: 'manager', act: 'call-support' },
  ...ASKED_FAILURES,
  ...CUSTOMER_FAILURES,
  'goods-nameless': { audience: 'manager', act: 'look-again' },
  /** Neither EAN nor UPC, or its check digit is wrong: `code`. */
  'barcode-wrong': { audience: 'manager', act: 'look-again' },
  /** Other goods carry it: `name`. */
  'barcode-taken': { audience: 'manager', act: 'look-again' },
  'limit-barcodes': { audience: 'manager', act: 'look-again' },
  'tax-class-taken': { audience: 'manager', act: 'look-again' },
  'tax-class-unknown': { audience: 'manager', act: 'look-again' },
  /** Nobody whom the shop trusts has signed it as it is. */
  'tax-pack-untrusted': { audience: 'manager', act: 'look-again' },
  /** `version` was applied here. */
  'tax-pack-outdated': { audience: 'manager', act: 'look-again' },
  /** `taxClass` was changed after it. */
  'tax-pack-overtaken': { audience: 'manager', act: 'look-again' },
  /** None by which groups of customers buy here. */
  'price-list-unknown': { audience: 'manager', act: 'look-again' },
  'department-unknown': { audience: 'manager', act: 'look-again' },
  'department-nameless': { audience: 'manager', act: 'look-again' },
  /** Another one is called so, or shall be: `name`. */
  'department-taken': { audience: 'manager', act: 'look-again' },
  /** Goods are in it. */
  'department-in-use': { audience: 'manager', act: 'look-again' },
  'limit-departments': { audience: 'manager', act: 'look-again' },
  /** They are not any more what the person saw. */
  'goods-outdated': { audience: 'manager', act: 'look-again' },
  /** From a moment that is over, or too far away. */
  'from-implausible': { audience: 'manager', act: 'look-again' },
  'limit-goods-changes': { audience: 'manager', act: 'wait' },
  'nothing-to-undo': { audience: 'cashier', act: 'none' },
  'tender-too-small': { audience: 'cashier', act: 'look-again' },
  /** Money was taken for this cart: it is paid for, or the money goes back first. */
  'tenders-taken': { audience: 'cashier', act: 'finish-sale' },
  /** Goods that come back are promised to this till: they do not wait on a hook. */
  'park-returns': { audience: 'cashier', act: 'finish-sale' },
  /** What is owed for a layaway may be another sum, or none, when the cart goes on. */
  'park-payment': { audience: 'cashier', act: 'finish-sale' },
  'limit-parked': { audience: 'cashier', act: 'finish-sale' },
  /** Somebody else went on with that cart, or it was never there. */
  'parked-taken': { audience: 'cashier', act: 'look-again' },
  'parked-unreachable': { audience: 'cashier', act: 'wait' },
  /** Figures of the whole store are the backend's. */
  'office-unreachable': { audience: 'manager', act: 'wait' },
  'tender-unknown': { audience: 'cashier', act: 'look-again' },
  'limit-tenders': { audience: 'cashier', act: 'look-again' },
  'currency-not-taken': { audience: 'cashier', act: 'look-again' },
  'tips-not-taken': { audience: 'cashier', act: 'none' },
  'sale-unknown': { audience: 'cashier', act: 'none' },
  'return-sale-unknown': { audience: 'cashier', act: 'look-again' },
  /** Not so much was sold, or it came back before. */
  'return-too-many': { audience: 'cashier', act: 'look-again' },
  /** Another terminal takes it back, or did. */
  'return-taken': { audience: 'cashier', act: 'look-again' },
  /** Sold for other money, or by other rules for taxes. */
  'return-foreign': { audience: 'manager', act: 'none' },
  /** Without the backend's word no more than so much goes back. */
  'return-needs-backend': { audience: 'supervisor', act: 'wait' },
  'return-without-receipt': { audience: 'manager', act: 'none' },
  /** Whoever brings goods without a receipt is named, and gets the money as credit. */
  'return-customer': { audience: 'cashier', act: 'look-again' },
  /** Without a receipt, or by one that was made to be given away. */
  'refund-to-credit': { audience: 'cashier', act: 'look-again' },
  /** What a card got back is charged anew, if it was wrong. */
  'refund-final': { audience: 'cashier', act: 'finish-sale' },
  /** Points go back to whoever had them. */
  'refund-customer': { audience: 'cashier', act: 'look-again' },
  /** Another terminal gives it back, or did. */
  'refund-taken': { audience: 'supervisor', act: 'look-again' },
  'payment-unknown': { audience: 'supervisor', act: 'ask-payment-terminal' },
  /** Money was taken and no sale holds it: somebody gives it back or rings it up. */
  'payment-without-sale': { audience: 'supervisor', act: 'give-back' },
  'payment-pending': { audience: 'cashier', act: 'wait' },
  'payment-device-missing': { audience: 'it', act: 'connect-device' },
  // Devices
  'print-job-unknown': { audience: 'cashier', act: 'none' },
  'print-job-settled': { audience: 'cashier', act: 'none' },
  'label-printer-missing': { audience: 'it', act: 'connect-device' },
  /** So many goods may wait for their labels: those that wait are printed or forgotten first. */
  'limit-labels': { audience: 'cashier', act: 'wait' },
  'printer-missing': { audience: 'it', act: 'connect-device' },
  'fiscal-unit-failed': { audience: 'supervisor', act: 'connect-device' },
  // The terminal's own ground
  'disk-full': { audience: 'manager', act: 'free-space' },
  'disk-read-only': { audience: 'it', act: 'repair-disk' },
  'disk-failed': { audience: 'it', act: 'repair-disk' },
  'second-instance': { audience: 'cashier', act: 'use-other-window' },
  'pragma-wrong': { audience: 'it', act: 'call-support' },
  'database-from-future': { audience: 'it', act: 'update' },
  'database-damaged': { audience: 'it', act: 'restore' },
  /** The key in hand is not the one that signs this terminal's journal. */
  'key-changed': { audience: 'it', act: 'restore' },
  'not-enrolled': { audience: 'it', act: 'enrol' },
  'settings-missing': { audience: 'it', act: 'wait' },
  // What crosses a wire
  'input-invalid': { audience: 'it', act: 'none' },
  'credential-wrong': { audience: 'it', act: 'enrol' },
  'enrolment-code-wrong': { audience: 'it', act: 'new-code' },
  'too-large': { audience: 'it', act: 'none' },
  unreachable: { audience: 'cashier', act: 'none' },
  ...STAFF_FAILURES,
  /** Settings that do not go together: `reason`. */
  'settings-conflict': { audience: 'manager', act: 'none' },
  'not-found': { audience: 'it', act: 'none' },
  busy: { audience: 'cashier', act: 'wait' },
  /** Nobody expected it: the log has it, the screen only says that nothing was done. */
  internal: { audience: 'it', act: 'call-support' },
} as const satisfies Record<string, { audience: Audience; act: string }>

export type Audience = 'cashier' | 'supervisor' | 'manager' | 'it'
export type FailureCode = keyof typeof FAILURES

/** An expected failure. `details` are figures and names for the message, never secrets. */
export interface Failure {
  readonly code: FailureCode
  readonly details?: Readonly<Record<string, string | number>>
}

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure }

export function succeed<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value }
}

export function fail(
  code: FailureCode,
  details?: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: details === undefined ? { code } : { code, details } }
}
