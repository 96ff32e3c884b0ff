/** An invoice that a terminal issued: who was named for which sale. */
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import { bookClaims } from '../claims/book.ts'

/** `source` is the entry's place and hash: both branches of a fork happened. */
export async function foldInvoice(
  transaction: Transaction,
  sender: TerminalPrincipal,
  { body, at, businessDate }: Entry<'invoice-issued'>,
  { source, receivedAt }: { readonly source: string; readonly receivedAt: number },
): Promise<void> {
  const { tenant, store, terminal } = sender
  const { invoice, sale, customer, claim } = body
  if (claim) await bookClaims(transaction, sender, { source, claims: [claim], receivedAt })
  await transaction
    .insertInto('invoice')
    .values({
      ...{ tenant, store, entry: source, terminal, invoice, sale, customer, at },
      business_date: businessDate,
    })
    .execute()
}
