/**
 * An invoice for a sale of this terminal: issued once, under the next number, and from then on
 * printed as a copy. Whom it names lies beside the entry and in no answer that is remembered.
 */
import type { z } from 'zod'
import type { InvoiceView, issueInvoiceSchema } from '../../contract/terminal/invoices.ts'
import { personalText } from '../../domain/customer/customer.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { buyerOf, invoiceNumber, type Buyer } from '../../domain/invoice.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import type { Customers } from '../../ports/customers.ts'
import type { RecordedSale } from '../../ports/store.ts'
import { alsoNeeds, authorise, type Authority } from '../authority.ts'
import { newSalt } from '../customers/salt.ts'
import type { Core } from '../core.ts'
import { invoiceOf } from '../selling/receipts.ts'
import { readShop, type Shop } from '../shop.ts'
import type { PrintRunner } from './runner.ts'

export type IssueInvoice = (input: z.infer<typeof issueInvoiceSchema>) => Result<InvoiceView>

export function createIssueInvoice(core: Core, printing: PrintRunner): IssueInvoice {
  const { store } = core
  return ({ command, sale, customer }) => {
    const done = core.run('receipts.invoice', command, (at) => {
      const authority = authorise(core, at, 'serve-customer')
      if (!authority.ok) return authority
      const sold = store.sales.find(sale)
      if (!sold) return fail('sale-unknown')
      const isIssued = store.invoices.find(sale) !== undefined
      const copied = isIssued
        ? noteCopy(core, sale, authority.value)
        : issue(core, sold, customer, authority.value)
      if (!copied.ok) return copied
      printInvoice(core, printing, sold, copied.value, authority.value)
      return succeed({ copy: copied.value })
    })
    if (!done.ok) return done
    const shop = readShop(core)
    return shop.ok ? viewOf(core, shop.value, sale, done.value.copy) : shop
  }
}

/** What may be on paper already says COPY the second time. */
export function reprintInvoice(
  core: Core,
  printing: PrintRunner,
  sale: string,
  authority: Authority,
): Result<null> {
  const sold = core.store.sales.find(sale)
  if (!sold) return fail('sale-unknown')
  const copy = noteCopy(core, sale, authority)
  if (!copy.ok) return copy
  printInvoice(core, printing, sold, copy.value, authority)
  return succeed(null)
}

/** The number of the copy, the first of which is 1. */
function noteCopy(core: Core, sale: string, authority: Authority): Result<number> {
  const allowed = alsoNeeds(core, authority, 'reprint-receipt')
  if (!allowed.ok) return allowed
  const copy = (core.store.invoices.find(sale)?.copies ?? 0) + 1
  core.store.journal.append(
    { kind: 'invoice-reprinted', body: { sale, copy } },
    allowed.value.context,
  )
  return succeed(copy)
}

/** 0: it is the original. */
function issue(
  { store, random }: Core,
  { sale }: RecordedSale,
  customer: string | null,
  { shop, context }: Authority,
): Result<number> {
  const rule = shop.store.invoices
  if (!rule) return fail('invoices-not-issued')
  const [named] = [sale.customer, customer].flatMap((id) => billed(store.customers, id ?? ''))
  if (!named) return fail('invoice-customer')
  const { id, buyer } = named
  const { journal, invoices } = store
  const personal = personalText(newSalt(random), buyer)
  const number = invoices.nextNumber()
  const body = {
    ...{ sale: sale.sale, number, customer: id, digest: journal.digestOf(personal) },
    invoice: invoiceNumber(rule, shop.terminal.code, journal.head().epoch, number),
  }
  journal.append({ kind: 'invoice-issued', body }, context, personal)
  return succeed(0)
}

/** Nobody, or who is known by that id with all that an invoice needs. */
function billed({ find }: Customers, id: string): { readonly id: string; readonly buyer: Buyer }[] {
  const known = find(id)
  const buyer = known && buyerOf(known.details)
  return buyer ? [{ id: known.id, buyer }] : []
}

/** Where there is no printer it is shown, and may be printed as a copy later. */
function printInvoice(
  core: Core,
  printing: PrintRunner,
  sold: RecordedSale,
  copy: number,
  { shop, context }: Authority,
): void {
  const document = documentOf(core, shop, sold, copy)
  if (!document || !core.devices().printer) return
  printing.add({ id: core.random.id(), kind: 'invoice', sale: sold.sale.sale, document }, context)
}

function viewOf(core: Core, shop: Shop, sale: string, copy: number): Result<InvoiceView> {
  const sold = core.store.sales.find(sale)
  const issued = core.store.invoices.find(sale)
  const document = sold && documentOf(core, shop, sold, copy)
  if (!issued || !document) return fail('sale-unknown')
  return succeed({ invoice: issued.invoice, copy, document })
}

function documentOf(
  core: Core,
  shop: Shop,
  sold: RecordedSale,
  copy: number,
): ReceiptDocument | undefined {
  const issued = core.store.invoices.find(sold.sale.sale)
  if (!issued?.buyer) return undefined
  const { invoice: number, at, buyer } = issued
  return invoiceOf(core, shop, sold, { invoice: { number, at, buyer }, copy })
}
