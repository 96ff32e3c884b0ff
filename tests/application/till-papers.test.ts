import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { readyPrinter } from './devices.ts'
import { closeTill, entries, NO_DEVICES, openTill, value, type Shop } from './shop.ts'

const own = () => ({ command: v7() })
const close = (shop: Shop) => value(closeTill(shop, 10_000))
const textOf = (document: { readonly elements: readonly object[] }) =>
  JSON.stringify(document.elements)

describe('a Z on paper', () => {
  it('stands also where the printer is dead: it comes out later', async () => {
    const printer = readyPrinter()
    printer.become('offline')
    printer.answer = () => ({ state: 'held', condition: 'offline' })
    const shop = await openTill({ devices: { ...NO_DEVICES, printer } })
    close(shop)
    await expect.poll(() => shop.store.printJobs.open()[0]?.state).toBe('held')
    // Nothing of it was on paper: what comes out is the original.
    printer.answer = readyPrinter().answer
    shop.clock.pass(60_000)
    printer.become('ready')
    await expect.poll(() => shop.store.printJobs.waiting()).toBe(0)
    const paper = textOf(printer.printed.at(-1)!.document)
    expect(paper).toContain('Z REPORT 1')
    expect(paper).not.toContain('COPY')
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
