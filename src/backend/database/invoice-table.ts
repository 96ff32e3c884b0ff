/** Invoices, as Kysely sees them. */
export interface InvoiceTable {
  tenant: string
  store: string
  entry: string
  terminal: string
  invoice: string
  sale: string
  customer: string
  at: number
  business_date: string
}
