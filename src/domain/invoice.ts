/** An invoice: a sale once more, for somebody who is named with their tax number. */
import { z } from 'zod'
import { claimSchema } from './claim.ts'
import { idSchema, textSchema } from './identifier.ts'
import { hashSchema, type Epoch } from './journal/entry.ts'
import type { CustomerDetails, CustomerPatch } from './customer/customer.ts'
import { receiptNumber } from './receipt/number.ts'

/** The shop's rule; a store without one issues none. */
export const invoiceRuleSchema = z.strictObject({
  /** Before the number, as its accounts want it: `R-`, `2026/`. */
  prefix: z.string().regex(/^[A-Z0-9/-]{0,10}$/),
})
export type InvoiceRule = z.infer<typeof invoiceRuleSchema>

export const invoiceIssuedSchema = z.object({
  sale: idSchema,
  /** Running number of the invoice within the epoch, gap-free. */
  number: z.int().min(1),
  /** The number as it is printed. */
  invoice: textSchema(50).min(1),
  customer: idSchema,
  /** Of the buyer's name, address and tax number, which lie beside the entry. */
  digest: hashSchema,
  /** By which no other till invoices the sale; absent in entries from before it was claimed. */
  claim: claimSchema.optional(),
})

/**
 * Like a receipt's number, which tells terminals and epochs apart: no two invoices of a shop have
 * one number, and each series runs without a gap, with or without a network.
 */
export function invoiceNumber(
  { prefix }: InvoiceRule,
  terminalCode: string,
  epoch: Epoch,
  number: number,
): string {
  return prefix + receiptNumber(terminalCode, epoch, number)
}

/** Whom it is made out to. */
export type Buyer = Pick<CustomerDetails, 'name' | 'address' | 'taxNumber'>

/** Undefined where the law would not take it: name, address and tax number belong on it. */
export function buyerOf({ name, address = [], taxNumber }: CustomerPatch): Buyer | undefined {
  const lines = address.filter((line) => line.trim() !== '')
  if (!name?.trim() || !taxNumber?.trim() || lines.length === 0) return undefined
  return { name, address: lines, taxNumber }
}
