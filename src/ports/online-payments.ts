/** A provider of online payments. It keeps what it did by the id of the order, for good. */
import type { Minor } from '../domain/money.ts'

export interface OnlinePayments {
  /** As it stands on receipts; at most 40 characters. */
  readonly provider: string
  /**
   * Takes the money for an order, once however often it is asked: the same order gets the same
   * answer. Never rejects; `unknown` is asked again by the same order.
   */
  take(wanted: PaymentWanted): Promise<PaymentTaken>
  /**
   * Gives back what was taken for the order; from then on nothing is taken for it. True once that
   * is certain, also where nothing had been taken; false where it is to be asked again.
   */
  giveBack(order: string): Promise<boolean>
}

export interface PaymentWanted {
  readonly order: string
  /** Above zero. */
  readonly amount: Minor
  readonly currency: string
  /** What the provider's own form gave the shopper's browser: never the number of a card. */
  readonly token: string
}

export type PaymentTaken =
  | {
      readonly outcome: 'taken'
      /** 1 to 80 printable ASCII characters. */
      readonly reference: string
    }
  | { readonly outcome: 'declined' }
  | { readonly outcome: 'unknown' }
