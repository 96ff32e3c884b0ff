/** Invoices, read from the journal itself: nothing is kept of them beside their entries. */
import { readPersonal } from '../domain/customer/customer.ts'
import { buyerOf } from '../domain/invoice.ts'
import type { Fact } from '../domain/journal/facts.ts'
import type { Invoices } from '../ports/invoices.ts'
import type { Connection } from './connection.ts'

interface Row {
  readonly canonical: string
  readonly personal: string | null
  readonly hash: string
  readonly at: number
  readonly copies: number
}

export function createInvoices(connection: Connection): Invoices {
  const find = connection.prepare<[string], Row>(
    `SELECT canonical, personal, at, hash, (
       SELECT count(*) FROM journal AS reprint
       WHERE reprint.kind = 'invoice-reprinted'
         AND reprint.canonical ->> '$.body.sale' = journal.canonical ->> '$.body.sale'
     ) AS copies
     FROM journal WHERE kind = 'invoice-issued' AND canonical ->> '$.body.sale' = ?`,
  )
  const last = connection
    .prepare<[], number>(
      `SELECT max(canonical ->> '$.body.number') FROM journal
       WHERE kind = 'invoice-issued' AND epoch_ordinal = (SELECT max(ordinal) FROM epoch)`,
    )
    .pluck()
  return {
    nextNumber: () => (last.get() ?? 0) + 1,
    find(sale) {
      const row = find.get(sale)
      if (!row) return undefined
      const { body } = JSON.parse(row.canonical) as {
        readonly body: Fact<'invoice-issued'>['body']
      }
      const details = row.personal === null ? undefined : readPersonal(row.personal)
      const buyer = details && buyerOf(details)
      return { invoice: body.invoice, at: row.at, hash: row.hash, buyer, copies: row.copies }
    },
  }
}
