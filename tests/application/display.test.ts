/** What the customer display is told of real sales, and what it is never told. */
import { createRouterClient } from '@orpc/server'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { createDisplayRouter } from '../../src/application/display/router.ts'
import type { DisplayView } from '../../src/contract/terminal/display.ts'
import { minor } from '../../src/domain/money.ts'
import { pieces } from '../../src/domain/quantity.ts'
import { EVERYTHING, percent, promotion } from '../fixtures/pricing.ts'
import { id } from '../store/terminal.ts'
import {
  draftCommand,
  MILK,
  openTill,
  payCash,
  present,
  pull,
  scan,
  value,
  type Shop,
} from './shop.ts'
import { shopWith, takeCash } from './two-milks.ts'

const GRANTED = { outcome: 'granted', expiresAt: 0 } as const

/** Reads one picture after the other until one is as wanted. */
async function watching(shop: Shop) {
  const router = createDisplayRouter(shop.terminal, { checkAnswers: true })
  const pictures = await createRouterClient(router).watch()
  const seen: DisplayView[] = []
  return {
    seen,
    router,
    async until(isWanted: (view: DisplayView) => boolean): Promise<DisplayView> {
      for (;;) {
        const { value: shown, done } = await pictures.next()
        if (done === true) throw new Error('the display was told nothing more')
        seen.push(shown)
        if (isWanted(shown)) return shown
      }
    },
  }
}

describe('the customer display', () => {
  it('shows each line and the total as they are rung up', async () => {
    const shop = await openTill()
    const display = await watching(shop)
    expect((await display.until(({ shop }) => shop !== null)).lines).toStrictEqual([])
    await scan(shop, MILK.gtin, 3)
    const { lines, sum } = await display.until((view) => view.lines.length === 1)
    expect(lines).toMatchObject([{ quantity: 3000, amount: 3 * MILK.price, discounts: [] }])
    expect(sum).toEqual({
      ...{ rows: [], result: { kind: 'total', amount: 3 * MILK.price }, inCash: null },
    })
  })

  it('shows the change until the next sale begins', async () => {
    const shop = await openTill()
    const display = await watching(shop)
    await scan(shop, MILK.gtin)
    await display.until((view) => view.lines.length === 1)
    await payCash(shop, 10_000)
    const { paid, lines } = await display.until((view) => view.paid !== null)
    expect(paid).toEqual({
      rows: [
        { kind: 'total', amount: MILK.price },
        { kind: 'paid', amount: 10_000 },
      ],
      result: { kind: 'change', amount: 10_000 - MILK.price },
      inCash: null,
    })
    expect(lines).toStrictEqual([])
    await scan(shop, MILK.gtin)
    expect((await display.until((view) => view.lines.length === 1)).paid).toBeNull()
  })

  it('shows what is taken off a line below it, so that the lines come to the total', async () => {
    const shop = await openTill()
    const fifth = { kind: 'percent', target: EVERYTHING, rate: percent(20) } as const
    const offer = promotion(id(900), fifth, { name: 'A fifth off' })
    shop.store.transaction(() => {
      shop.store.documents.of('pricing').append(offer, shop.clock.now())
    })
    const display = await watching(shop)
    await scan(shop, MILK.gtin, 5)
    const { lines, sum } = await display.until((view) => view.lines.length === 1)
    const discount = { source: id(900), kind: 'promotion', name: 'A fifth off', amount: MILK.price }
    expect(lines).toMatchObject([{ amount: 5 * MILK.price }])
    expect(lines[0]?.discounts).toEqual([discount])
    expect(sum).toMatchObject({ rows: [], result: { kind: 'total', amount: 4 * MILK.price } })
  })

  it('shows the tax that comes on top of the lines', async () => {
    const shop = await openTill({ taxIncluded: false })
    const display = await watching(shop)
    await scan(shop, MILK.gtin, 100)
    const { lines, sum } = await display.until((view) => view.lines.length === 1)
    expect(lines).toMatchObject([{ amount: 12_900 }])
    expect(sum?.rows).toEqual([{ kind: 'tax', amount: 903 }])
    expect(sum?.result).toEqual({ kind: 'total', amount: 13_803 })
  })

  it('shows tip and rounding, what was paid in parts, and what is still due', async () => {
    const shop = await shopWith({ cashRounding: 5, tips: { offered: [] } })
    const display = await watching(shop)
    const start = await display.until((view) => view.sum !== null)
    expect(start.sum).toMatchObject({ result: { kind: 'total', amount: 258 }, inCash: 260 })
    value(shop.terminal.draft.setTip({ ...draftCommand(shop), tip: minor(40) }))
    value(await takeCash(shop, 200))
    const { sum } = await display.until((view) => view.sum?.rows.length === 3)
    expect(sum).toEqual({
      rows: [
        { kind: 'total', amount: 258 },
        { kind: 'tip', amount: 40 },
        { kind: 'paid', amount: 200 },
      ],
      ...{ result: { kind: 'due', amount: 98 }, inCash: 100 },
    })
    await payCash(shop, 500)
    const { paid } = await display.until((view) => view.paid !== null)
    expect(paid?.rows).toEqual([
      { kind: 'total', amount: 258 },
      { kind: 'tip', amount: 40 },
      { kind: 'rounding', amount: 2 },
      { kind: 'paid', amount: 700 },
    ])
    expect(paid?.result).toEqual({ kind: 'change', amount: 400 })
  })

  it('says what the customer gets back, and no change', async () => {
    const claims = { take: () => Promise.resolve(GRANTED), release: () => undefined }
    const shop = await openTill({ claims })
    await scan(shop, MILK.gtin)
    const { receipt } = await payCash(shop, MILK.price)
    const find = { text: receipt, everywhere: false }
    const sold = present(value(await shop.terminal.returns.find(find)).sales[0])
    const display = await watching(shop)
    const why = { reason: 'unwanted', condition: 'as-new', restock: true } as const
    const lines = sold.lines.map(({ id: line }) => ({ line, quantity: pieces(1), ...why }))
    value(await shop.terminal.returns.put({ command: v7(), sale: sold.id, lines }))
    const asked = await display.until((view) => view.lines.length === 1)
    expect(asked.sum?.result).toEqual({ kind: 'back', amount: MILK.price })
    await payCash(shop, 0)
    const { paid } = await display.until((view) => view.paid !== null)
    expect(paid).toEqual({
      rows: [{ kind: 'total', amount: 0 - MILK.price }],
      ...{ result: { kind: 'back', amount: MILK.price }, inCash: null },
    })
  })

  it('shows the pictures of the settings, which are told with the shop and no beep', async () => {
    const shop = await openTill()
    const settings = shop.store.settings.store()
    if (!settings) throw new Error('a shop has settings')
    const displayPictures = ['data:image/jpeg;base64,/9j/4AAQ']
    pull(shop, 'settings', Object.assign({}, settings, { displayPictures }))
    const display = await watching(shop)
    const first = await display.until((view) => view.shop !== null)
    expect(first.shop?.pictures).toEqual(displayPictures)
    await scan(shop, MILK.gtin)
    const rung = await display.until((view) => view.lines.length === 1)
    expect(rung.shop).not.toHaveProperty('pictures')
    const wedge = { gapMs: 44, shortest: 6, prefix: null, suffix: 'Enter' }
    value(shop.terminal.scanner.calibrate({ command: v7(), wedge }))
    const again = await display.until((view) => view.shop?.pictures !== undefined)
    expect(again).toMatchObject({ lines: [{}], shop: { pictures: displayPictures } })
  })

  it('begins with the sale that is under way', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const display = await watching(shop)
    expect((await display.until((view) => view.lines.length > 0)).shop?.store).toBe('Corner Shop')
  })

  it('is never told who works here, nor the receipt', async () => {
    const shop = await openTill()
    const display = await watching(shop)
    await scan(shop, MILK.gtin)
    await display.until((view) => view.lines.length === 1)
    await payCash(shop, 10_000)
    await display.until((view) => view.paid !== null)
    const told = JSON.stringify(display.seen)
    for (const { name } of shop.store.settings.staff()) expect(told).not.toContain(name)
    expect(told).not.toMatch(/receipt|document|permissions|person/)
  })

  it('can watch and ask for nothing else', async () => {
    const { router } = await watching(await openTill())
    expect(Object.keys(router)).toStrictEqual(['watch'])
  })
})
