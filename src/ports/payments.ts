/** What is asked of payment devices, kept before it is asked and settled once. */
import type { Minor } from '../domain/money.ts'
import type { Back } from '../domain/returns/back.ts'

/** Money is paid, is undone before its sale is finished, or goes back after it. */
export type PaymentKind = 'payment' | 'reversal' | 'refund'
export type PaymentState = 'started' | 'approved' | 'declined' | 'cancelled' | 'unknown'

export interface PaymentIntent {
  readonly id: string
  readonly kind: PaymentKind
  readonly draft: string
  /** Positive, whichever way the money goes. */
  readonly amount: Minor
  readonly currency: string
  /** The payment that a reversal undoes. */
  readonly original: string | null
  /** Of a refund: what had paid, the intent by which it had, and the end of the card's number. */
  readonly back: (Back & { readonly intent: string; readonly card?: string | null }) | null
  readonly state: PaymentState
  readonly scheme: string | null
  readonly lastFour: string | null
  readonly authorisation: string | null
  readonly trace: string | null
  readonly deviceReceipt: string | null
  readonly createdAt: number
}

/** What is known of an intent before anything is asked. */
export type PaymentBegun = Pick<
  PaymentIntent,
  'id' | 'kind' | 'draft' | 'amount' | 'currency' | 'original' | 'createdAt'
> &
  Partial<Pick<PaymentIntent, 'back'>>

export interface Payments {
  start(intent: PaymentBegun): void
  settle(id: string, outcome: Omit<PaymentIntent, keyof PaymentBegun>): void
  find(id: string): PaymentIntent | undefined
  /** The device's own numbers of the latest approved payments, newest first. */
  approvedTraces(most: number): readonly string[]
  /** Intents of a draft, newest first. */
  ofDraft(draft: string): readonly PaymentIntent[]
}
