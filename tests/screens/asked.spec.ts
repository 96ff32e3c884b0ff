/** What stands between a cashier and the next beep: questions of goods and days, and refusals. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { minor } from '../../src/domain/money.ts'
import { returnPolicyOf } from '../../src/domain/returns/policy.ts'
import { supervise } from '../../src/commands/supervisor.ts'
import { systemClock } from '../../src/system/clock.ts'
import { beside, expect, GOODS, lines, newCommand, scan, signInAs, type Shop } from '../e2e/shop.ts'
import { test, type Camera } from './camera.ts'

/** Goods of the demo that ask for something before they are sold. */
const FLOWERS = '4000001001071'
const YOGHURT = '4000001001057'
/** Its label says that it was to be used a year ago. */
const OLD = `010${YOGHURT}17251101`

const asked = (page: Page) => page.getByRole('region', { name: 'Sale' }).getByRole('alert')

test('what goods ask', async ({ counter, camera }) => {
  test.setTimeout(240_000)
  await scan(counter, FLOWERS)
  await expect(asked(counter)).toBeVisible()
  await camera.show(counter, 'asked-price')
  await counter.keyboard.press('Escape')
  await expect(asked(counter)).toBeHidden()
  await counter.getByRole('textbox').first().fill('apples loose')
  await counter.getByRole('button', { name: /^Apples, loose/ }).click()
  await expect(asked(counter)).toContainText('Apples, loose')
  await camera.show(counter, 'asked-measure')
  await counter.keyboard.press('Escape')
  await expect(asked(counter)).toBeHidden()
  await scan(counter, OLD)
  await expect(asked(counter)).toContainText('Sell it nevertheless?')
  await camera.show(counter, 'asked-expired')
  await counter.keyboard.press('Escape')
  await expect(asked(counter)).toBeHidden()
})

test('goods without a receipt', async ({ counter, camera, shop }) => {
  test.setTimeout(240_000)
  const { settings } = shop.floor.owner
  const { returns = null } = await settings.read({})
  const withoutReceipt = { lowestOfDays: 30 }
  await settings.set({ returns: { ...returnPolicyOf({}), withoutReceipt } })
  await counter.keyboard.press('Control+b')
  await expect(counter.getByRole('button', { name: 'No receipt' })).toBeVisible()
  await camera.show(counter, 'returns-search-or-none')
  await counter.getByRole('button', { name: 'No receipt' }).click()
  await expect(counter.getByLabel('Number or name of the goods')).toBeVisible()
  await camera.show(counter, 'returns-brought')
  await settings.set({ returns })
  await counter.keyboard.press('Escape')
})

test('what a customer bought', async ({ counter, camera, shop }) => {
  test.setTimeout(240_000)
  await beside(shop, async (api) => {
    await signInAs(api, 'Chen')
    const details = { name: 'Grete Hermann-Noether', phone: '+49 421 555 0163' }
    const { id: customer } = await api.customers.create({ ...newCommand(), details })
    const seen = async () => {
      const { id, version } = await api.draft.current()
      return { ...newCommand(), draft: id, version }
    }
    for (const codes of [GOODS.slice(0, 1), GOODS, GOODS.slice(1)]) {
      for (const { code: text } of codes) {
        await api.draft.scan({ ...newCommand(), text, symbology: null, quantity: null })
      }
      await api.draft.setCustomer({ ...(await seen()), customer })
      await api.draft.payCash({ ...(await seen()), tendered: minor(10_000) })
    }
    await api.draft.setCustomer({ ...(await seen()), customer })
  })
  await counter.getByRole('button', { name: 'Next' }).click()
  await counter.keyboard.press('Control+k')
  await counter.getByRole('button', { name: 'Purchases and returns' }).click()
  const purchases = counter.locator('.history')
  await expect(purchases.getByRole('button').nth(3)).toBeVisible()
  await camera.show(counter, 'customer-history')
  await purchases.getByRole('button').nth(2).click()
  await expect(counter.getByRole('button', { name: 'Back to the purchases' })).toBeVisible()
  await camera.show(counter, 'customer-purchase')
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Escape')
})

test('a quote by its number', async ({ counter, camera, shop }) => {
  test.setTimeout(240_000)
  await scan(counter, GOODS[1].code)
  await expect(lines(counter)).toHaveCount(1)
  const { quote } = await beside(shop, async (api) => {
    const { id, version } = await api.draft.current()
    return api.parking.quote({ ...newCommand(), draft: id, version })
  })
  await expect(lines(counter)).toHaveCount(0)
  await counter.keyboard.press('Control+s')
  await counter.getByRole('button', { name: 'Find a quote by its number' }).click()
  const find = async (number: string) => {
    await counter.getByLabel('Number of the quote').fill(number)
    await counter.keyboard.press('Enter')
  }
  await find('Q-T9-1-000001')
  await expect(counter.getByText('No quote with this number waits')).toBeVisible()
  await camera.show(counter, 'quote-not-found')
  await find(quote.quote)
  await expect(counter.getByText(/^Quote Q-/)).toBeVisible()
  await camera.show(counter, 'quote-found')
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Escape')
})

/** The words of the core, with another day in them: a day takes too long to pass. */
async function onAnotherDay(page: Page, asks: 'passed' | 'over'): Promise<void> {
  const day = JSON.stringify({ date: '2026-11-26', today: '2026-11-27', asks })
  await page.routeWebSocket(/./, (screen) => {
    const core = screen.connectToServer()
    core.onMessage((message) => {
      screen.send(String(message).replaceAll(/"day":\{[^}]*\}/g, `"day":${day}`))
    })
  })
}

for (const asks of ['passed', 'over'] as const) {
  test(`a day that is ${asks}`, async ({ counter, camera, shop, browser }) => {
    test.setTimeout(240_000)
    await expect(counter.getByRole('region', { name: 'Pay' })).toBeVisible()
    const page = await browser.newPage()
    await onAnotherDay(page, asks)
    await page.goto(shop.till.url)
    await expect(asked(page)).toBeVisible()
    await camera.show(page, `day-${asks}`)
    await page.close()
  })
}

test('a till that may not sell', async ({ counter, camera, shop, browser }) => {
  test.setTimeout(240_000)
  await expect(counter.getByRole('region', { name: 'Pay' })).toBeVisible()
  const fresh = mkdtempSync(join(tmpdir(), 'holdfast-blocked-'))
  await refused(browser, camera, shop, fresh, 'blocked-not-enrolled')
  await refused(browser, camera, shop, shop.till.folder, 'blocked-open-already')
  rmSync(fresh, { recursive: true, force: true })
})

async function refused(
  browser: Browser,
  camera: Camera,
  { floor }: Shop,
  folder: string,
  screen: string,
): Promise<void> {
  const process = supervise({
    name: 'blocked terminal',
    script: floor.programs.terminal,
    args: ['--folder', folder, '--backend', floor.backendUrl],
    clock: systemClock({ holdsProcess: true }),
  })
  const page = await browser.newPage()
  try {
    const ready = await process.line('terminal ready ')
    await page.goto(ready.slice('terminal ready '.length))
    await expect(page.getByRole('alert')).toBeVisible()
    await camera.show(page, screen)
  } finally {
    await page.close()
    await process.stop('SIGKILL')
  }
}
