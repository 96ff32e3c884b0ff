/** What the customer display is told of real sales, and what it is never told. */
import { createRouterClient } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { createDisplayRouter } from '../../src/application/display/router.ts'
import type { DisplayView } from '../../src/contract/terminal/display.ts'
import { MILK, openTill, payCash, scan, type Shop } from './shop.ts'

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
        const { value, done } = await pictures.next()
        if (done === true) throw new Error('the display was told nothing more')
        seen.push(value)
        if (isWanted(value)) return value
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
