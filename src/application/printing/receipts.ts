/** Receipts after the sale: the last one, printing one again, and a person's word on a lost one. */
import type { z } from 'zod'
import type { reprintSchema, settlePrintJobSchema } from '../../contract/terminal/commands.ts'
import type { SaleView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { PrintJob } from '../../ports/store.ts'
import { alsoNeeds, authorise, signedIn, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { KnownSales } from '../returns/known-sales.ts'
import { openedBefore } from '../selling/drawer.ts'
import { receiptOf, recordedSaleView } from '../selling/receipts.ts'
import { readShop } from '../shop.ts'
import type { StatusTeller } from '../status/teller.ts'
import { copySlip } from './copy-slip.ts'
import { createIssueInvoice, reprintInvoice, type IssueInvoice } from './invoice.ts'
import { isLateZ } from './late-z.ts'
import { createPrintGiftReceipt, type PrintGiftReceipt } from './gift-receipt.ts'
import type { PrintRunner } from './runner.ts'

export interface ReceiptUses {
  latest(): Result<SaleView | null>
  /** Prints a receipt again, marked as a copy and counted. */
  reprint(input: z.infer<typeof reprintSchema>): Result<{ job: string }>
  /** Prints a receipt without prices, to be given away with the goods. */
  readonly gift: PrintGiftReceipt
  /** Issues the invoice of a sale, or prints it again as a copy. */
  readonly invoice: IssueInvoice
  /** What a person says of a job that is held or unknown; a drawer again is opening the drawer. */
  settle(input: z.infer<typeof settlePrintJobSchema>): Result<null>
}

export function createReceiptUses(
  core: Core,
  printing: PrintRunner,
  status: StatusTeller,
  known: KnownSales,
): ReceiptUses {
  const { store, random } = core
  const copy = (id: string, { shop, context }: Authority): Result<{ job: string }> => {
    const sold = store.sales.find(id)
    if (!sold) return fail('sale-unknown')
    const number = sold.copies + 1
    store.journal.append({ kind: 'receipt-reprinted', body: { sale: id, copy: number } }, context)
    const job = random.id()
    const document = receiptOf(core, shop, sold, number)
    printing.add({ id: job, kind: 'copy', sale: id, document }, context)
    return succeed({ job })
  }
  /** What may be on paper already says COPY the second time; what was never sent goes as it is. */
  const sendAgain = (job: PrintJob, authority: Authority): Result<unknown> => {
    const { at } = authority.context
    if (job.kind === 'drawer') {
      store.printJobs.setState(job.id, 'cancelled', job.condition, at)
      const reason = core.receiptWords(authority.shop.store.locale).report.drawerAgain
      store.journal.append({ kind: 'drawer-opened', body: { reason } }, authority.context)
      const again = { id: random.id(), kind: job.kind, sale: job.sale, document: job.document }
      printing.add(again, authority.context)
    } else if ((job.state === 'held' && !isLateZ(job)) || job.kind === 'labels') {
      store.printJobs.setState(job.id, 'queued', null, at)
      store.afterCommit(printing.wake)
    } else {
      store.printJobs.setState(job.id, 'cancelled', job.condition, at)
      if (job.sale === null) return copySlip(core, printing, job, authority)
      return job.kind === 'invoice'
        ? reprintInvoice(core, printing, known, job.sale, authority)
        : copy(job.sale, authority)
    }
    return succeed(null)
  }
  return {
    latest: () => latestSale(core),
    reprint: ({ command, sale }) =>
      core.run('receipts.reprint', command, (at) => {
        const authority = authorise(core, at, 'reprint-receipt')
        if (!authority.ok) return authority
        return core.devices().printer ? copy(sale, authority.value) : fail('printer-missing')
      }),
    gift: createPrintGiftReceipt(core, printing),
    invoice: createIssueInvoice(core, printing, known),
    settle: ({ command, job: id, outcome }) =>
      core.run('receipts.settle', command, (at) => {
        const authority = authorise(core, at, 'settle-print-job')
        if (!authority.ok) return authority
        const job = store.printJobs.find(id)
        if (!job) return fail('print-job-unknown')
        if (job.state !== 'held' && job.state !== 'unknown') return fail('print-job-settled')
        const opensDrawer = job.kind === 'drawer' && outcome === 'sent-again'
        const allowed = opensDrawer
          ? alsoNeeds(core, authority.value, 'open-drawer', openedBefore(core))
          : authority
        if (!allowed.ok) return allowed
        const body = { job: id, outcome }
        store.journal.append({ kind: 'print-job-settled', body }, allowed.value.context)
        if (outcome !== 'sent-again') store.printJobs.setState(id, outcome, job.condition, at)
        const done = outcome === 'sent-again' ? sendAgain(job, allowed.value) : succeed(null)
        store.afterCommit(status.changed)
        return done.ok ? succeed(null) : done
      }),
  }
}

function latestSale(core: Core): Result<SaleView | null> {
  const shop = readShop(core)
  if (!shop.ok) return shop
  if (!signedIn(core)) return fail('not-signed-in')
  const sold = core.store.sales.latest()
  return succeed(sold ? recordedSaleView(core, shop.value, sold) : null)
}
