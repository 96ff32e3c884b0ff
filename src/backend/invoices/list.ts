/** The invoices of a store, as its accounts want them. */
import type { z } from 'zod'
import {
  INVOICES_SHOWN,
  type InvoiceRows,
  type invoicesInputSchema,
} from '../../contract/backend/invoices.ts'
import type { Reading } from '../backend.ts'

interface Place {
  readonly tenant: string
  readonly store: string
}

/** By terminal and number. A sale that was told twice, by a fork, is told once. */
export async function listInvoices(
  database: Reading,
  { tenant, store }: Place,
  { from, to, after = '' }: Omit<z.infer<typeof invoicesInputSchema>, 'store'>,
): Promise<InvoiceRows> {
  const rows = await database
    .selectFrom('invoice')
    .innerJoin('sale', (join) =>
      join
        .onRef('sale.tenant', '=', 'invoice.tenant')
        .onRef('sale.store', '=', 'invoice.store')
        .onRef('sale.id', '=', 'invoice.sale'),
    )
    .where('invoice.tenant', '=', tenant)
    .where('invoice.store', '=', store)
    .where('invoice.business_date', '>=', from)
    .where('invoice.business_date', '<=', to)
    .where('invoice.entry', '>', after)
    .distinctOn('invoice.entry')
    .orderBy('invoice.entry')
    .orderBy('sale.entry')
    .limit(INVOICES_SHOWN)
    .select(['invoice.entry', 'invoice.invoice', 'invoice.sale', 'invoice.terminal'])
    .select(['invoice.customer', 'invoice.at', 'invoice.business_date as businessDate'])
    .select(['sale.receipt', 'sale.currency', 'sale.tax', 'sale.total'])
    .execute()
  const last = rows.length === INVOICES_SHOWN ? (rows.at(-1)?.entry ?? null) : null
  return { invoices: rows.map(({ entry: _, ...row }) => row), next: last }
}
