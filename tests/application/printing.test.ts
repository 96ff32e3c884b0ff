import { v7 } from 'uuid'
import { describe, expect, it, vi } from 'vitest'
import type { PrintOutcome } from '../../src/ports/devices.ts'
import { StoreFailure } from '../../src/ports/store.ts'
import { until } from '../device/printer-rig.ts'
import { readyPrinter } from './devices.ts'
import { withPrinter, soldWith, payCashForMilk, jobs, asked, realPrinter } from './printer-till.ts'
import { code, kinds, MILK, NO_DEVICES, openTill, payCash, pendingEvents } from './shop.ts'
import { present, pull, scan, value } from './shop.ts'

describe('a cash sale at the printer', () => {
  it('opens the drawer first, then prints, after the sale is committed', async () => {
    const printer = readyPrinter()
    const shop = await openTill(withPrinter(printer))
    printer.answer = (job) => {
      expect(kinds(shop)).toContain('sale-completed')
      if (job !== 'drawer') job.onSending()
      return { state: 'printed' }
    }
    await scan(shop, MILK.gtin)
    const sold = await payCash(shop, 200)
    await asked(printer, 2)
    expect(printer.done[0]).toBe('drawer')
    expect(printer.printed[0]?.document).toEqual(sold.document)
    await vi.waitFor(() => {
      expect(shop.store.printJobs.find(printer.done[1]!)?.state).toBe('printed')
    })
    expect(jobs(shop)).toEqual([])
  })

  it('stands without a printer, and leaves no job behind', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const sold = await payCash(shop, 200)
    expect(shop.store.printJobs.next()).toBeUndefined()
    const reprint = shop.terminal.receipts.reprint({ command: v7(), sale: sold.sale })
    expect(code(reprint)).toBe('printer-missing')
    const drawer = shop.terminal.till.openDrawer({ command: v7(), reason: 'change' })
    expect(code(drawer)).toBe('printer-missing')
  })

  it('prints a copy with the logo of now and the address of then', async () => {
    const printer = readyPrinter()
    const shop = await openTill(withPrinter(printer))
    const before = present(shop.store.settings.store())
    await scan(shop, MILK.gtin)
    const { sale } = await payCash(shop, 200)
    const receiptLogo = { bytesAcross: 1, rows: 1, bits: '/w==' }
    pull(shop, 'settings', { ...before, ...{ receiptLogo, address: ['Moved to 2'] } })
    value(shop.terminal.receipts.reprint({ command: v7(), sale }))
    await asked(printer, 3)
    const copy = JSON.stringify(printer.printed.at(-1)?.document)
    expect(copy).toContain('{"kind":"picture","bytesAcross":1,"rows":1,"bits":"/w=="}')
    for (const line of before.address) expect(copy).toContain(line)
    expect(copy).not.toContain('Moved to 2')
    const kept = shop.store.printJobs.find(printer.done.at(-1)!)?.document
    expect(kept?.elements).toContainEqual({ kind: 'logo' })
  })

  it('is held while the printer cannot, and printed once when it recovers', async () => {
    const printer = readyPrinter()
    printer.become('paper-out')
    const held: PrintOutcome = { state: 'held', condition: 'paper-out' }
    printer.answer = (job) => (job === 'drawer' ? { state: 'sent' } : held)
    const shop = await soldWith(printer)
    await vi.waitFor(() => expect(jobs(shop)).toEqual([['receipt', 'held', 'paper-out']]))
    const tries = printer.printed.length
    printer.answer = readyPrinter().answer
    printer.become('ready')
    // It is due again once it has rested.
    await pendingEvents(shop.terminal.watch())
    shop.clock.pass(3000)
    await vi.waitFor(() => expect(jobs(shop)).toEqual([]))
    expect(printer.printed).toHaveLength(tries + 1)
  })

  it('does not keep the next drawer waiting for paper', async () => {
    await using till = await realPrinter()
    const { shop, simulator } = till
    // The drawer of the first sale opens; its receipt meets the end of the paper in its first line.
    simulator.set({ linesLeft: 1 })
    await payCashForMilk(shop)
    await until(() => simulator.drawer().pulses === 1 && simulator.faults().paperOut)
    expect(jobs(shop)).toEqual([])
    await payCashForMilk(shop)
    await until(() => simulator.drawer().pulses === 2)
    expect(simulator.receipts()).toEqual([])
    // Nobody brings paper in time: the first receipt is for a person, the second was never sent.
    till.giveUp()
    await until(() => jobs(shop).length === 2)
    expect(jobs(shop)).toEqual([
      ['receipt', 'unknown', 'paper-out'],
      ['receipt', 'held', 'paper-out'],
    ])
    simulator.set({ paperOut: false })
    await until(() => till.condition() === 'ready')
    shop.clock.pass(3000)
    await until(() => simulator.receipts().length === 2)
    await until(() => jobs(shop).length === 1)
    expect(jobs(shop)).toEqual([['receipt', 'unknown', 'paper-out']])
    expect(simulator.drawer().pulses).toBe(2)
    expect(simulator.failures()).toEqual([])
  })
})

describe('no job drops out of sight', () => {
  it.each([
    ['before its first byte', 'checking', ['receipt', 'held', 'error']],
    ['after it', 'sending', ['receipt', 'unknown', 'error']],
  ] as const)('where the disk is full %s', async (_, at, seen) => {
    const printer = readyPrinter()
    const shop = await openTill(withPrinter(printer))
    let isFull = false
    const { transaction } = shop.store
    Object.assign(shop.store, {
      transaction: <Answer>(work: () => Answer) => {
        if (isFull) throw new StoreFailure('disk-full', 'SQLITE_FULL')
        return transaction(work)
      },
    })
    printer.answer = (job) => {
      if (job === 'drawer') return { state: 'sent' }
      isFull = at === 'checking'
      job.onSending()
      isFull = true
      throw new Error('cable')
    }
    await payCashForMilk(shop)
    await vi.waitFor(() => {
      expect(shop.log.lines.map(({ message }) => message).join()).toContain('printing rests')
    })
    const { id } = printer.printed[0]!
    expect(shop.store.printJobs.find(id)?.state).toBe(at)
    isFull = false
    printer.become('offline')
    shop.clock.pass(3000)
    await vi.waitFor(() => expect(jobs(shop)).toEqual([seen]))
    expect(printer.printed).toHaveLength(1)
  })

  it('where the printer is not there any more', async () => {
    const shop = await openTill(withPrinter(readyPrinter()))
    await scan(shop, MILK.gtin)
    const paying = payCash(shop, 200)
    shop.terminal.useDevices(NO_DEVICES)
    await paying
    await vi.waitFor(() => {
      expect(jobs(shop)).toEqual([
        ['drawer', 'held', 'missing'],
        ['receipt', 'held', 'missing'],
      ])
    })
    const printer = readyPrinter()
    shop.terminal.useDevices({ ...NO_DEVICES, printer })
    await pendingEvents(shop.terminal.watch())
    shop.clock.pass(3000)
    // The receipt comes by itself; the drawer is for a person to open.
    await vi.waitFor(() => expect(jobs(shop)).toEqual([['drawer', 'held', 'missing']]))
    expect(printer.done).toHaveLength(1)
  })
})
