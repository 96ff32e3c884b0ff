/**
 * An invoice for a sale of the store, now or later: issued once, under the next number, and from
 * then on printed as a copy. Whom it names lies beside the entry and in no answer that is
 * remembered.
 */
import type { z } from 'zod'
import type { InvoiceView, issueInvoiceSchema } from '../../contract/terminal/invoices.ts'
import type { Claim } from '../../domain/claim.ts'
import { personalText } from '../../domain/customer/customer.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { buyerOf, invoiceNumber, type Buyer } from '../../domain/invoice.ts'
import { minor, sum } from '../../domain/money.ts'
import type { PrintedSale } from '../../domain/receipt/compose.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import type { Customers } from '../../ports/customers.ts'
import { alsoNeeds, authorise, type Authority } from '../authority.ts'
import { newSalt } from '../customers/salt.ts'
import type { Core } from '../core.ts'
import type { KnownSales } from '../returns/known-sales.ts'
import { invoiceOf, type Printed } from '../selling/receipts.ts'
import { readShop, type Shop } from '../shop.ts'
import type { PrintRunner } from './runner.ts'

export type IssueInvoice = (
  input: z.infer<typeof issueInvoiceSchema>,
) => Promise<Result<InvoiceView>>

const PROCEDURE = 'receipts.invoice'

export function createIssueInvoice(
  core: Core,
  printing: PrintRunner,
  known: KnownSales,
): IssueInvoice {
  const { store } = core
  return async ({ command, sale, customer }) => {
    const granted = core.mayRun(PROCEDURE, command, (at) => authorise(core, at, 'serve-customer'))
    if (!granted.ok) return granted
    // What is issued, or was answered before, claims nothing.
    const isDone = store.commands.answer(command) !== undefined
    const isIssued = store.invoices.find(sale) !== undefined
    const claim = isDone || isIssued ? succeed(undefined) : await claimed(core, known, sale)
    const done = core.run(PROCEDURE, command, (at) => {
      const authority = authorise(core, at, 'serve-customer')
      if (!authority.ok) return authority
      if (!claim.ok) return claim
      const sold = soldOf(core, authority.value.shop, known, sale)
      if (!sold.ok) return sold
      const copied = claim.value
        ? issue(core, sold.value, { customer, claim: claim.value }, authority.value)
        : noteCopy(core, sale, authority.value)
      if (!copied.ok) return copied
      printInvoice(core, printing, sold.value, copied.value, authority.value)
      return succeed({ copy: copied.value })
    })
    if (!done.ok && claim.ok && claim.value) core.claims.release([claim.value.id])
    if (!done.ok) return done
    const shop = readShop(core)
    return shop.ok ? viewOf(core, shop.value, known, sale, done.value.copy) : shop
  }
}

/** Its own sale a till invoices without waiting for a word, another till's never without one. */
async function claimed(core: Core, known: KnownSales, sale: string): Promise<Result<Claim>> {
  const { claims, random, store } = core
  const isOwn = store.sales.find(sale) !== undefined
  if (!isOwn && !known.find(sale)) return fail('sale-unknown')
  const claim: Claim = { id: random.id(), kind: 'invoice', key: sale, amount: 1 }
  const answer = await claims.take(claim, sale)
  if (answer.outcome === 'granted') return succeed(claim)
  if (answer.outcome === 'refused' && answer.reason === 'used-up') return fail('invoice-elsewhere')
  return isOwn ? succeed(claim) : fail('invoice-needs-backend')
}

interface Invoiced extends Printed {
  readonly customer: string | undefined
}

/** A sale of this till, or as it came down of another one of the store. */
function soldOf(core: Core, shop: Shop, known: KnownSales, id: string): Result<Invoiced> {
  const own = core.store.sales.find(id)
  if (own) return succeed({ ...own, customer: own.sale.customer })
  const told = known.find(id)
  if (!told) return fail('sale-unknown')
  if (told.store !== shop.store.id) return fail('return-foreign')
  const { receipt, currency, taxIncluded, lines, taxes, total, at, customer } = told
  const sale: PrintedSale = {
    ...{ sale: id, receipt, currency, taxIncluded, lines, taxes, total },
    subtotal: sum(lines.map(({ amount }) => amount)),
    // What was handed over and given back for it stands on its receipt.
    ...{ tenders: [], change: minor(0), marks: [] },
  }
  const { hash = '' } = core.store.invoices.find(id) ?? {}
  return succeed({ sale, at, actor: null, entryHash: hash, customer })
}

/** What may be on paper already says COPY the second time. */
export function reprintInvoice(
  core: Core,
  printing: PrintRunner,
  known: KnownSales,
  sale: string,
  authority: Authority,
): Result<null> {
  const sold = soldOf(core, authority.shop, known, sale)
  if (!sold.ok) return sold
  const copy = noteCopy(core, sale, authority)
  if (!copy.ok) return copy
  printInvoice(core, printing, sold.value, copy.value, authority)
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
  { sale, customer: buyerOfSale = '' }: Invoiced,
  { customer, claim }: { readonly customer: string | null; readonly claim: Claim },
  { shop, context }: Authority,
): Result<number> {
  const rule = shop.store.invoices
  if (!rule) return fail('invoices-not-issued')
  const [named] = [buyerOfSale, customer ?? ''].flatMap((each) => billed(store.customers, each))
  if (!named) return fail('invoice-customer')
  const { id, buyer } = named
  const { journal, invoices } = store
  const personal = personalText(newSalt(random), buyer)
  const number = invoices.nextNumber()
  const body = {
    ...{ sale: sale.sale, number, customer: id, digest: journal.digestOf(personal) },
    claim,
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
  sold: Printed,
  copy: number,
  { shop, context }: Authority,
): void {
  const document = documentOf(core, shop, sold, copy)
  if (!document || !core.devices().printer) return
  printing.add({ id: core.random.id(), kind: 'invoice', sale: sold.sale.sale, document }, context)
}

function viewOf(
  core: Core,
  shop: Shop,
  known: KnownSales,
  sale: string,
  copy: number,
): Result<InvoiceView> {
  const sold = soldOf(core, shop, known, sale)
  if (!sold.ok) return sold
  const issued = core.store.invoices.find(sale)
  const document = documentOf(core, shop, sold.value, copy)
  if (!issued || !document) return fail('sale-unknown')
  return succeed({ invoice: issued.invoice, copy, document })
}

function documentOf(
  core: Core,
  shop: Shop,
  sold: Printed,
  copy: number,
): ReceiptDocument | undefined {
  const issued = core.store.invoices.find(sold.sale.sale)
  if (!issued?.buyer) return undefined
  const { invoice: number, at, buyer, hash } = issued
  // Of another till's sale the invoice's own entry is what proves it here.
  const proven = { ...sold, entryHash: sold.entryHash === '' ? hash : sold.entryHash }
  return invoiceOf(core, shop, proven, { invoice: { number, at, buyer }, copy })
}
