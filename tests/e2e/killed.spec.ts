/** Processes that are killed in the middle of a sale. */
import { chromium, type Browser } from '@playwright/test'
import { minor } from '../../src/domain/money.ts'
import { beside, comeToSell, expect, GOODS, lines, newCommand, scan, test } from './shop.ts'

/** The process ids of the browser's own, or of the pages that it shows. */
async function pidsOf(browser: Browser, type: 'browser' | 'renderer'): Promise<number[]> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.filter((each) => each.type === type).map(({ id }) => id)
}

test('cart, money and keys are there once a page whose process was killed is back', async ({
  browser,
  counter,
  shop,
}) => {
  await scan(counter, GOODS[0].code)
  await scan(counter, GOODS[1].code)
  await expect(lines(counter)).toHaveCount(2)
  const paid = await beside(shop, async ({ draft }) => {
    const { id, version, due } = await draft.current()
    const tendered = minor(Math.floor(due / 2))
    await draft.takeCash({ ...newCommand(), draft: id, version, tendered, currency: null })
    return draft.current()
  })
  expect(paid.tenders).toHaveLength(1)
  const crashed = counter.waitForEvent('crash')
  for (const pid of await pidsOf(browser, 'renderer')) process.kill(pid, 'SIGKILL')
  await crashed
  // The driver takes no more orders for a page that crashed: another one is opened in its place.
  const again = await counter.context().newPage()
  await again.goto(shop.till.url)
  await comeToSell(again)
  await expect(lines(again)).toHaveCount(2)
  expect(await beside(shop, ({ draft }) => draft.current())).toEqual(paid)
  // No field holds the keys back: the payment is gone on with by keys alone.
  await again.keyboard.press('F8')
  await expect(again.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await again.keyboard.press('Enter')
  await expect(again.getByRole('heading', { name: 'Change to give' })).toBeVisible()
})

test('the cart is there for another browser after the first was killed', async ({
  counter,
  shop,
  launchOptions,
}) => {
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  const doomed = await chromium.launch(launchOptions)
  const page = await doomed.newPage()
  await page.goto(shop.till.url)
  await comeToSell(page)
  await scan(page, GOODS[1].code)
  await expect(lines(page)).toHaveCount(2)
  const gone = new Promise((resolve) => doomed.once('disconnected', resolve))
  for (const pid of await pidsOf(doomed, 'browser')) process.kill(pid, 'SIGKILL')
  await gone
  const next = await chromium.launch(launchOptions)
  const again = await next.newPage()
  await again.goto(shop.till.url)
  await comeToSell(again)
  await expect(lines(again)).toHaveCount(2)
  await next.close()
})
