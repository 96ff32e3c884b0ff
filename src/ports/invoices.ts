/** Invoices that this terminal issued. */
import type { Buyer } from '../domain/invoice.ts'

export interface IssuedInvoice {
  /** The number as it is printed. */
  readonly invoice: string
  readonly at: number
  /** Of its entry, hex. */
  readonly hash: string
  /** Undefined where what lay beside the entry is not there any more. */
  readonly buyer: Buyer | undefined
  /** How many times it was printed again. */
  readonly copies: number
}

export interface Invoices {
  /** The number that the next invoice of this epoch gets, from 1 and gap-free. */
  nextNumber(): number
  /** The one of a sale. */
  find(sale: string): IssuedInvoice | undefined
}
