import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { until } from '../device/printer-rig.ts'
import { readyPrinter } from './devices.ts'
import { asked, jobs, realPrinter, settle, stuckPrinter, withPrinter } from './printer-till.ts'
import { closeTill, entries, NO_DEVICES, openTill, PEOPLE, value, type Shop } from './shop.ts'

const own = () => ({ command: v7() })
const close = (shop: Shop) => value(closeTill(shop, 10_000))
const textOf = (document: { readonly elements: readonly object[] }) =>
  JSON.stringify(document.elements)
/** Who had a Z printed again, and which copy. */
const copies = (shop: Shop) =>
  entries(shop)
    .filter(({ kind }) => kind === 'z-reprinted')
    .map(({ actor, body }) => [actor, body['copy']])
/** Until its one job waits for the printer. */
async function waitFor({ store }: Shop) {
  await expect.poll(() => store.printJobs.open().map(({ state }) => state)).toEqual(['held'])
  return store.printJobs.open()
}

describe('a Z on paper', () => {
  it('is the original where it comes out at the close, and no entry speaks of paper', async () => {
    await using till = await realPrinter()
    const { shop, simulator } = till
    close(shop)
    await until(() => simulator.receipts().length === 1)
    expect(simulator.receipts()[0]?.text).toContain('Z REPORT 1')
    expect(simulator.receipts()[0]?.text).not.toContain('COPY')
    expect(copies(shop)).toEqual([])
  })

  it('stands where the printer is dead, and comes out by itself later, as a copy', async () => {
    await using till = await realPrinter()
    const { shop, simulator } = till
    await simulator.powerOff()
    await until(() => till.condition() === 'unreachable')
    const { z, session } = close(shop)
    await until(() => jobs(shop).length === 1)
    expect(jobs(shop)).toEqual([['close-slip', 'held', 'unreachable']])
    expect([z, shop.store.tills.z(session)?.copies]).toEqual([1, 0])
    await simulator.powerOn()
    await until(() => till.condition() === 'ready')
    shop.clock.pass(3000)
    await until(() => simulator.receipts().length === 1)
    const marks = () => simulator.receipts().map(({ text }) => text.match(/COPY \d/g))
    expect(simulator.receipts()[0]?.text).toContain('Z REPORT 1')
    expect(marks()).toEqual([['COPY 1', 'COPY 1']])
    await until(() => jobs(shop).length === 0)
    // Nobody asked for it, and it has its entry all the same; whoever asks gets the next copy.
    value(shop.terminal.till.reprintZ({ ...own(), session }))
    await until(() => simulator.receipts().length === 2)
    expect(marks()[1]).toEqual(['COPY 2', 'COPY 2'])
    expect(copies(shop)).toEqual([
      [null, 1],
      [PEOPLE.manager, 2],
    ])
    expect(simulator.failures()).toEqual([])
  })

  it('is one copy however often the printer refuses it, and also by a person’s word', async () => {
    const printer = readyPrinter()
    printer.become('offline')
    printer.answer = () => ({ state: 'held', condition: 'offline' })
    const shop = await openTill(withPrinter(printer))
    close(shop)
    const [held] = await waitFor(shop)
    value(settle(shop, held!.id, 'sent-again'))
    for (const again of [2, 3, 4]) {
      await expect.poll(() => printer.printed.length).toBe(again)
      await waitFor(shop)
      shop.clock.pass(3000)
      printer.become('ready')
    }
    const papers = printer.printed.map(({ document }) => /COPY \d/.exec(textOf(document))?.[0])
    expect(papers).toEqual([undefined, 'COPY 1', 'COPY 1', 'COPY 1'])
    expect(copies(shop)).toEqual([[PEOPLE.manager, 1]])
  })

  it('is a copy where the power went before the printer was asked', async () => {
    const stuck = stuckPrinter()
    const shop = await openTill(withPrinter(stuck))
    value(shop.terminal.till.readX(own()))
    await asked(stuck, 1)
    close(shop)
    const printer = readyPrinter()
    const again = shop.reopen(withPrinter(printer))
    expect(jobs(again)).toEqual([['close-slip', 'held', 'unknown']])
    await asked(printer, 1)
    again.clock.pass(3000)
    printer.become('ready')
    await asked(printer, 2)
    const papers = printer.printed.map(({ document }) => /COPY \d/.exec(textOf(document))?.[0])
    // Of the X nothing was sent, and nobody signs for it.
    expect(papers).toEqual([undefined, 'COPY 1'])
    expect(copies(again)).toEqual([[null, 1]])
  })

  it('is a counted copy where it may be on paper already, and so is any other slip', async () => {
    const printer = readyPrinter()
    printer.answer = (job) => {
      if (job !== 'drawer') job.onSending()
      return { state: 'unknown', condition: 'unreachable' }
    }
    const shop = await openTill({ devices: { ...NO_DEVICES, printer } })
    value(shop.terminal.till.readX(own()))
    close(shop)
    const lost = () => shop.store.printJobs.open().filter(({ kind }) => kind !== 'drawer')
    const again = () => {
      for (const { id: job } of lost()) {
        value(shop.terminal.receipts.settle({ ...own(), job, outcome: 'sent-again' }))
      }
    }
    await expect.poll(() => lost().length).toBe(2)
    again()
    await expect.poll(() => lost().length).toBe(2)
    printer.answer = readyPrinter().answer
    again()
    await expect.poll(() => printer.printed.length).toBe(6)
    const papers = printer.printed.map(({ document }) => textOf(document))
    expect(papers.slice(0, 2).join()).not.toContain('COPY')
    expect(papers.slice(2).map((text) => /COPY (\d)/.exec(text)?.[1])).toEqual(['1', '1', '2', '2'])
    expect(papers.at(-2)).toContain('X REPORT')
    expect(papers.at(-2)).not.toContain('COPY 1')
    const copied = entries(shop).filter(({ kind }) => kind === 'z-reprinted')
    expect(copied.map(({ body }) => body)).toMatchObject([{ copy: 1 }, { copy: 2 }])
  })
})
