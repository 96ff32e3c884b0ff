/** Customers as the use cases see them: what came down, and over it what was written here. */
import type { Customer, CustomerPatch } from '../domain/customer/customer.ts'
import type { SealedEntry } from '../domain/journal/entry.ts'

export interface Customers {
  /**
   * What an entry says of a customer, in the transaction that appended it; shown until a row that
   * comes down contains it.
   */
  record(customer: string, details: CustomerPatch, entry: SealedEntry): void
  /** The personal data goes from here, also beside the entries; the entries stay. */
  erase(customer: string): void
  /** Undefined where nobody is known by it, or no longer. */
  find(customer: string): Customer | undefined
  /** The customer's own id, and those of whoever turned out to be them. */
  family(customer: string): readonly string[]
  /** By name, phone, e-mail or card (src/domain/customer/search.ts), in the order of the names. */
  search(text: string, most: number): readonly Customer[]
}
