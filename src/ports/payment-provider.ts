/**
 * A provider of online payments, asked to give back what it took. It does each refund once by its
 * key, and keeps what became of it by that key for good.
 */
import type { Minor } from '../domain/money.ts'
import type { RefundTrouble } from '../domain/returns/provider-refund.ts'

export interface PaymentProvider {
  /** Asks for a refund; by the same key again it is the same one. Never rejects. */
  refund(login: ProviderLogin, wanted: WantedRefund): Promise<RefundAnswer>
  /** What became of it, without asking for it. Never rejects. */
  status(login: ProviderLogin, key: string): Promise<RefundStatus>
}

export interface ProviderLogin {
  /** Of its HTTP interface, without a slash at its end. */
  readonly address: string
  readonly secret: string
}

export interface WantedRefund {
  /** At most 80 characters of an URL. */
  readonly key: string
  /** The provider's own name for the payment. */
  readonly payment: string
  /** Above zero. */
  readonly amount: Minor
  readonly currency: string
}

export type RefundAnswer =
  | { readonly state: 'done' }
  | {
      readonly state: 'refused'
      /** The provider's own code; it is final for this key. */
      readonly reason: string
    }
  | {
      /** It may have been done: it is asked for again by the same key. */
      readonly state: 'unknown'
      readonly trouble: RefundTrouble
    }

/** `none`: the provider knows of nothing by this key. */
export type RefundStatus = RefundAnswer | { readonly state: 'none' }
