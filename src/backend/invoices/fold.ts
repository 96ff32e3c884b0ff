/** An invoice that a terminal issued: who was named for which sale. */
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'

/** `source` is the entry's place and hash: both branches of a fork happened. */
export async function foldInvoice(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  { body, at, businessDate }: Entry<'invoice-issued'>,
  source: string,
): Promise<void> {
  const { invoice, sale, customer } = body
  await transaction
    .insertInto('invoice')
    .values({
      ...{ tenant, store, entry: source, terminal, invoice, sale, customer, at },
      business_date: businessDate,
    })
    .execute()
}
