/** What the customer display is told of real sales, and what it is never told. */
import { createRouterClient } from '@orpc/server'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { createDisplayRouter } from '../../src/application/display/router.ts'
import type { DisplayView } from '../../src/contract/terminal/display.ts'
import { MILK, openTill, payCash, pull, scan, value, type Shop } from './shop.ts'

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
    const { lines, total } = await display.until((view) => view.lines.length === 1)
    expect(lines).toMatchObject([{ quantity: 3000, amount: total }])
  })

  it('shows the change until the next sale begins', async () => {
    const shop = await openTill()
    const display = await watching(shop)
    await scan(shop, MILK.gtin)
    const { total } = await display.until((view) => view.lines.length === 1)
    await payCash(shop, 10_000)
    const { paid, lines } = await display.until((view) => view.paid !== null)
    expect(paid).toStrictEqual({ total, tendered: 10_000, change: 10_000 - total })
    expect(lines).toStrictEqual([])
    await scan(shop, MILK.gtin)
    expect((await display.until((view) => view.lines.length === 1)).paid).toBeNull()
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
