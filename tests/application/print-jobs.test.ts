import { v7 } from 'uuid'
import { describe, expect, it, vi } from 'vitest'
import { PRINT_JOBS_LIMIT } from '../../src/contract/terminal/views.ts'
import type { ReceiptDocument } from '../../src/domain/receipt/document.ts'
import type { PrintOutcome } from '../../src/ports/devices.ts'
import { readyPrinter } from './devices.ts'
import { withPrinter, soldWith, jobs, asked, settle, stuckPrinter } from './printer-till.ts'
import {
  code,
  entries,
  grant,
  kinds,
  MILK,
  openTill,
  payCash,
  pendingEvents,
  present,
  scan,
  signIn,
  value,
} from './shop.ts'

describe('a job that may have come out', () => {
  it.each([
    ['answered unknown', (): PrintOutcome => ({ state: 'unknown', condition: 'unreachable' })],
    [
      'failed after its first byte',
      (): PrintOutcome => {
        throw new Error('cable')
      },
    ],
  ])('because the printer %s is never sent again by itself', async (_, end) => {
    const printer = readyPrinter()
    printer.answer = (job) => {
      if (job === 'drawer') return { state: 'sent' }
      job.onSending()
      return end()
    }
    const shop = await soldWith(printer)
    await vi.waitFor(() => expect(jobs(shop)).toMatchObject([['receipt', 'unknown', {}]]))
    printer.become('ready')
    shop.clock.pass(60_000)
    await scan(shop, MILK.gtin)
    printer.answer = readyPrinter().answer
    await payCash(shop, 200)
    await vi.waitFor(() => expect(printer.printed).toHaveLength(2))
    expect(new Set(printer.printed.map(({ id }) => id)).size).toBe(2)
  })

  it('is unknown after a crash while it was being sent', async () => {
    const printer = readyPrinter()
    printer.answer = (job) => {
      if (job === 'drawer') return { state: 'sent' }
      job.onSending()
      return new Promise(() => undefined)
    }
    const shop = await soldWith(printer)
    await asked(printer, 2)
    const next = readyPrinter()
    const again = shop.reopen(withPrinter(next))
    expect(jobs(again)).toMatchObject([['receipt', 'unknown', {}]])
    expect(next.done).toEqual([])
  })

  it('is settled by a person’s word, once', async () => {
    const printer = readyPrinter()
    printer.answer = (job) => {
      if (job === 'drawer') return { state: 'sent' }
      job.onSending()
      return { state: 'unknown', condition: 'unreachable' }
    }
    const shop = await soldWith(printer)
    await vi.waitFor(() => expect(jobs(shop)).toHaveLength(1))
    const { id } = shop.store.printJobs.open()[0]!
    expect(code(settle(shop, v7(), 'printed'))).toBe('print-job-unknown')
    expect(code(settle(shop, id, 'printed'))).toBe('ok')
    expect(code(settle(shop, id, 'cancelled'))).toBe('print-job-settled')
    expect(entries(shop).at(-1)).toMatchObject({
      ...{ kind: 'print-job-settled', body: { job: id, outcome: 'printed' } },
    })
  })

  it('says COPY and is counted when a person wants it again', async () => {
    const printer = readyPrinter()
    printer.answer = (job) => {
      if (job === 'drawer') return { state: 'sent' }
      job.onSending()
      return { state: 'unknown', condition: 'unreachable' }
    }
    const shop = await soldWith(printer)
    await vi.waitFor(() => expect(jobs(shop)).toHaveLength(1))
    const { id } = shop.store.printJobs.open()[0]!
    printer.answer = readyPrinter().answer
    value(settle(shop, id, 'sent-again'))
    await vi.waitFor(() => expect(printer.printed).toHaveLength(2))
    expect(JSON.stringify(printer.printed[1]?.document)).toContain('COPY')
    expect(kinds(shop).slice(-2)).toEqual(['print-job-settled', 'receipt-reprinted'])
    expect(shop.store.printJobs.find(id)?.state).toBe('cancelled')
  })
})

describe('a job that was held', () => {
  it('goes as it is when a person sends it: nothing of it was on paper', async () => {
    const printer = readyPrinter()
    printer.become('offline')
    printer.answer = (job) =>
      job === 'drawer' ? { state: 'sent' } : { state: 'held', condition: 'offline' }
    const shop = await soldWith(printer)
    await vi.waitFor(() => expect(jobs(shop)).toHaveLength(1))
    const { id } = shop.store.printJobs.open()[0]!
    printer.answer = readyPrinter().answer
    value(settle(shop, id, 'sent-again'))
    await vi.waitFor(() => expect(shop.store.printJobs.find(id)?.state).toBe('printed'))
    expect(JSON.stringify(printer.printed.at(-1)?.document)).not.toContain('COPY')
  })
})

describe('a drawer that did not open', () => {
  it('is opened again as any is without a sale: counted, limited, and with a reason', async () => {
    const printer = readyPrinter()
    printer.become('offline')
    printer.answer = () => ({ state: 'held', condition: 'offline' })
    const shop = await soldWith(printer)
    const within = { count: 1 }
    grant(shop, 'cashier', 'open-drawer', { kind: 'approval', within })
    await signIn(shop, 'cashier')
    const held = () => present(shop.store.printJobs.open().find(({ kind }) => kind === 'drawer'))
    await vi.waitFor(() => expect(held().state).toBe('held'))
    const session = present(shop.store.tills.current())
    const noSales = () => shop.store.tills.sum(session).figures.noSales
    value(settle(shop, held().id, 'sent-again'))
    expect(entries(shop).slice(-2)).toMatchObject([
      { kind: 'print-job-settled', body: { outcome: 'sent-again' } },
      { kind: 'drawer-opened', session: session.id, body: { reason: 'Drawer sent again' } },
    ])
    expect(noSales()).toBe(1)
    await vi.waitFor(() => expect(held().state).toBe('held'))
    expect(code(settle(shop, held().id, 'sent-again'))).toBe('approval-needed')
    expect(noSales()).toBe(1)
  })
})

describe('where too many jobs wait', () => {
  it('the oldest are given up, which the journal says, and the sale is made', async () => {
    const printer = readyPrinter()
    printer.become('offline')
    printer.answer = () => ({ state: 'held', condition: 'offline' })
    const shop = await openTill(withPrinter(printer))
    const { store, clock } = shop
    const document: ReceiptDocument = { language: 'en', direction: 'ltr', elements: [] }
    const waiting = Array.from({ length: PRINT_JOBS_LIMIT }, () => v7())
    store.transaction(() => {
      for (const id of waiting) {
        store.printJobs.add({ id, kind: 'receipt', sale: null, document, createdAt: clock.now() })
        store.printJobs.setState(id, 'held', 'offline', clock.now())
      }
    })
    await scan(shop, MILK.gtin)
    await payCash(shop, 200)
    await vi.waitFor(() => expect(store.printJobs.waiting()).toBe(PRINT_JOBS_LIMIT))
    expect(kinds(shop).slice(-3)).toEqual([
      'sale-completed',
      'print-job-settled',
      'print-job-settled',
    ])
    expect(entries(shop).slice(-2)).toMatchObject(
      waiting.slice(0, 2).map((job) => ({ actor: null, body: { job, outcome: 'given-up' } })),
    )
    const stateOf = (id: string | undefined) => store.printJobs.find(id ?? '')?.state
    expect(waiting.slice(0, 3).map(stateOf)).toEqual(['cancelled', 'cancelled', 'held'])
    const [{ status } = { status: undefined }] = (
      await pendingEvents(shop.terminal.watch())
    ).filter((event) => event.kind === 'status')
    expect(status?.printJobsWaiting).toBe(PRINT_JOBS_LIMIT)
    expect(status?.printJobs).toHaveLength(50)
  })
})

describe('a reprint', () => {
  it('is marked, counted and written', async () => {
    const printer = readyPrinter()
    const shop = await soldWith(printer)
    const { sale } = value(shop.terminal.receipts.latest())!
    for (const copy of [1, 2]) {
      const { job } = value(shop.terminal.receipts.reprint({ command: v7(), sale }))
      await vi.waitFor(() => expect(shop.store.printJobs.find(job)?.state).toBe('printed'))
      expect(JSON.stringify(printer.printed.at(-1)?.document)).toContain(`COPY ${String(copy)}`)
      expect(entries(shop).at(-1)?.body).toEqual({ sale, copy })
    }
    const unknown = shop.terminal.receipts.reprint({ command: v7(), sale: v7() })
    expect(code(unknown)).toBe('sale-unknown')
  })
})

describe('the drawer', () => {
  it('opens without a sale for a reason that is written', async () => {
    const printer = readyPrinter()
    const shop = await openTill(withPrinter(printer))
    value(shop.terminal.till.openDrawer({ command: v7(), reason: 'coins' }))
    await asked(printer, 1)
    expect(entries(shop).at(-1)).toMatchObject({
      ...{ kind: 'drawer-opened', body: { reason: 'coins' } },
    })
  })

  it('does not open by itself long after it was asked for', async () => {
    const shop = await openTill(withPrinter(stuckPrinter()))
    await scan(shop, MILK.gtin)
    await payCash(shop, 200)
    value(shop.terminal.till.openDrawer({ command: v7(), reason: 'coins' }))
    shop.clock.pass(31_000)
    const printer = readyPrinter()
    const again = shop.reopen(withPrinter(printer))
    await vi.waitFor(() => expect(jobs(again)).toContainEqual(['drawer', 'held', 'too-late']))
    expect(printer.done).not.toContain('drawer')
    const { id } = again.store.printJobs.open().find(({ state }) => state === 'held')!
    value(settle(again, id, 'sent-again'))
    await vi.waitFor(() => expect(printer.done).toContain('drawer'))
  })
})

describe('the screens', () => {
  it('hear of a printer that needs a person', async () => {
    const printer = readyPrinter()
    const shop = await openTill(withPrinter(printer))
    const watching = shop.terminal.watch()
    await pendingEvents(watching)
    printer.become('cover-open')
    expect(await pendingEvents(watching)).toMatchObject([
      { kind: 'status', status: { printer: 'cover-open' } },
    ])
  })
})
