/** Processes that are killed in the middle of a sale. */
import { chromium, type Browser } from '@playwright/test'
import { comeToSell, expect, GOODS, lines, scan, test } from './shop.ts'

async function pidOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const own = processInfo.find((each) => each.type === 'browser')
  if (!own) throw new Error('a browser has a process of its own')
  return own.id
}

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
  process.kill(await pidOf(doomed), 'SIGKILL')
  await gone
  const next = await chromium.launch(launchOptions)
  const again = await next.newPage()
  await again.goto(shop.till.url)
  await comeToSell(again)
  await expect(lines(again)).toHaveCount(2)
  await next.close()
})
