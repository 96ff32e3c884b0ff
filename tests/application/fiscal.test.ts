import { v7 } from 'uuid'
import { describe, expect, it, vi } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { ONE } from '../../src/domain/quantity.ts'
import type { FiscalOutcome, FiscalUnit } from '../../src/ports/fiscal.ts'
import { approve, paymentTerminal, readyPrinter } from './devices.ts'
import {
  BREAD,
  code,
  draftCommand,
  entries,
  kinds,
  MILK,
  NO_DEVICES,
  openShop,
  openTill,
  payCash,
  scan,
  signIn,
  value,
} from './shop.ts'

const signed = { ok: true, marks: ['TSE 17 a1b2'] } as const
const failed = { ok: false, reason: 'TSE does not answer' } as const

function unit(
  onFailure: FiscalUnit['onFailure'],
  answers: { start?: FiscalOutcome; finish?: FiscalOutcome } = {},
) {
  const calls: string[] = []
  const fiscal: FiscalUnit = {
    onFailure,
    async start(sale) {
      calls.push(`start ${sale}`)
      return answers.start ?? signed
    },
    async finish(sale, total) {
      calls.push(`finish ${sale} ${String(total)}`)
      return answers.finish ?? signed
    },
  }
  return { calls, fiscal }
}

const scanOf = (text: string) => ({ command: v7(), text, symbology: null, quantity: ONE })

describe('a fiscal unit', () => {
  it('opens with the first line, closes before the sale, and marks the receipt', async () => {
    const { calls, fiscal } = unit('refuse')
    const shop = await openTill({ fiscal })
    await scan(shop, MILK.gtin)
    await scan(shop, BREAD.gtin)
    const { draft } = draftCommand(shop)
    const sold = await payCash(shop, 1000)
    expect(calls).toEqual([`start ${draft}`, `finish ${draft} 379`])
    expect(JSON.stringify(sold.document)).toContain('TSE 17 a1b2')
  })

  it('has its marks in the entry, on the original, the latest and the copy alike', async () => {
    const long = `${'x'.repeat(197)}😀😀`
    const marks = ['TSE 17 a1b2', `a\u001bb${long}`]
    const { fiscal } = unit('refuse', { finish: { ok: true, marks } })
    const printer = readyPrinter()
    const shop = await openTill({ fiscal, devices: { ...NO_DEVICES, printer } })
    await scan(shop, MILK.gtin)
    const sold = await payCash(shop, 1000)
    const kept = ['TSE 17 a1b2', `ab${'x'.repeat(197)}\ufffd`]
    const sale = entries(shop).find(({ kind }) => kind === 'sale-completed')
    expect(sale?.body['marks']).toEqual(kept)
    const again = shop.reopen({ devices: { ...NO_DEVICES, printer } })
    const latest = value(again.terminal.receipts.latest())
    value(again.terminal.receipts.reprint({ command: v7(), sale: sold.sale }))
    await vi.waitFor(() => expect(printer.printed).toHaveLength(2))
    const papers = [sold.document, latest!.document, ...printer.printed.map((job) => job.document)]
    for (const { elements } of papers) {
      expect(elements.slice(-2)).toMatchObject(kept.map((text) => ({ kind: 'text', text })))
    }
  })

  it('is not opened for somebody who may not sell, or at a closed till', async () => {
    const { calls, fiscal } = unit('refuse')
    const closed = openShop({ fiscal })
    expect(code(await closed.terminal.draft.scan(scanOf(MILK.gtin)))).toBe('not-signed-in')
    await signIn(closed, 'cashier')
    expect(code(await closed.terminal.draft.scan(scanOf(MILK.gtin)))).toBe('till-closed')
    expect(calls).toEqual([])
  })

  it('is not closed for a sale that cannot be', async () => {
    const { calls, fiscal } = unit('refuse')
    const shop = await openTill({ fiscal })
    await scan(shop, MILK.gtin)
    const tooLittle = { ...draftCommand(shop), tendered: minor(1) }
    expect(code(await shop.terminal.draft.payCash(tooLittle))).toBe('tender-too-small')
    expect(calls).toHaveLength(1)
  })

  it('that fails where the law forbids selling without it stops the sale', async () => {
    const atStart = await openTill({ fiscal: unit('refuse', { start: failed }).fiscal })
    const refused = await atStart.terminal.draft.scan(scanOf(MILK.gtin))
    expect(code(refused)).toBe('fiscal-unit-failed')
    const atEnd = await openTill({ fiscal: unit('refuse', { finish: failed }).fiscal })
    await scan(atEnd, MILK.gtin)
    const input = { ...draftCommand(atEnd), tendered: minor(200) }
    expect(code(await atEnd.terminal.draft.payCash(input))).toBe('fiscal-unit-failed')
    expect(kinds(atEnd)).not.toContain('sale-completed')
  })

  it('that fails where the law lets the sale go on leaves its mark on the receipt', async () => {
    const { fiscal } = unit('mark-and-continue', { start: failed, finish: failed })
    const shop = await openTill({ fiscal })
    await scan(shop, MILK.gtin)
    const sold = await payCash(shop, 200)
    expect(JSON.stringify(sold.document)).toContain('TSE does not answer')
  })

  it('keeps the cart as it is while it closes', async () => {
    const { promise, resolve } = Promise.withResolvers<FiscalOutcome>()
    const { fiscal } = unit('refuse')
    const shop = await openTill({ fiscal: { ...fiscal, finish: () => promise } })
    await scan(shop, MILK.gtin)
    const paying = payCash(shop, 200)
    expect(code(await shop.terminal.draft.scan(scanOf(BREAD.gtin)))).toBe('busy')
    resolve(signed)
    expect((await paying).total).toBe(129)
  })

  it('closes once a card is approved, and never loses money that was taken', async () => {
    const payment = paymentTerminal(approve)
    const devices = { ...NO_DEVICES, payment }
    const { calls, fiscal } = unit('refuse')
    const shop = await openTill({ devices, fiscal })
    await scan(shop, MILK.gtin)
    value(await shop.terminal.draft.payCard(draftCommand(shop)))
    expect(calls.at(-1)).toMatch(/^finish .* 129$/)
    const broken = await openTill({ devices, fiscal: unit('refuse', { finish: failed }).fiscal })
    await scan(broken, MILK.gtin)
    const answer = await broken.terminal.draft.payCard(draftCommand(broken))
    expect(code(answer)).toBe('payment-without-sale')
  })
})
