/** What lies over the find zone, and the end of a session. */
import type { Page } from '@playwright/test'
import { minor } from '../../src/domain/money.ts'
import { countAndClose } from '../closing.ts'
import {
  beside,
  comeToSell,
  expect,
  GOODS,
  newCommand,
  scan,
  sellForCash,
  signInAs,
  typeCount,
  type Shop,
} from '../e2e/shop.ts'
import { test, type Camera } from './camera.ts'

test.beforeEach(async ({ counter, shop }) => {
  await beside(shop, (api) => signInAs(api, 'Chen'))
  await counter.reload()
  await comeToSell(counter)
})

async function showPanel(page: Page, camera: Camera, key: string, screen: string): Promise<void> {
  await page.keyboard.press('F10')
  await expect(page.getByRole('heading', { name: 'Menu' })).toBeVisible()
  await page.keyboard.press(key)
  await expect(page.getByRole('heading', { name: 'Menu' })).toBeHidden()
  await camera.show(page, screen)
  await page.keyboard.press('Escape')
}

test('panels', async ({ counter, camera }) => {
  test.setTimeout(300_000)
  await counter.keyboard.press('F10')
  await camera.show(counter, 'menu')
  await counter.keyboard.press('F1')
  await camera.show(counter, 'help')
  await counter.getByRole('button', { name: 'Choose other keys' }).click()
  await camera.show(counter, 'help-choosing')
  await counter.keyboard.press('Escape')
  await showPanel(counter, camera, 'p', 'printer')
  await showPanel(counter, camera, 'b', 'calibration')
  await showPanel(counter, camera, 't', 'this-till')
  await showPanel(counter, camera, 'e', 'mails')
})

test('the till', async ({ counter, camera }) => {
  test.setTimeout(300_000)
  await counter.keyboard.press('Control+o')
  await camera.show(counter, 'till')
  await counter.getByRole('button', { name: 'To the safe' }).click()
  await camera.show(counter, 'till-move')
  await counter.getByLabel('Amount').fill('5000')
  await counter.getByLabel('Reason').fill('Too much in the drawer')
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('listitem')).toContainText('Too much in the drawer')
  await camera.show(counter, 'till-moved')
  await counter.getByRole('button', { name: 'X report now' }).click()
  await expect(counter.getByRole('region', { name: 'Receipt' })).toContainText('X REPORT')
  await camera.show(counter, 'till-x-report')
  await counter.keyboard.press('Escape')
})

async function beginSession(page: Page, shop: Shop): Promise<void> {
  await beside(shop, async (api) => {
    await countAndClose(api, 0)
    await api.till.open({ ...newCommand(), float: minor(10_000) })
  })
  await page.reload()
  await comeToSell(page)
}

test('closing', async ({ counter, camera, shop }) => {
  test.setTimeout(300_000)
  await beginSession(counter, shop)
  await scan(counter, GOODS[0].code)
  await counter.keyboard.press('Control+e')
  await expect(counter.getByText('There is a sale in the cart.')).toBeVisible()
  await camera.show(counter, 'close-sale-in-cart')
  await counter.keyboard.press('Escape')
  await beside(shop, async ({ draft }) => {
    const { id, version } = await draft.current()
    await draft.abandon({ ...newCommand(), draft: id, version })
  })
  await sellForCash(counter, GOODS[0].code)
  await counter.keyboard.press('Enter')
  await counter.keyboard.press('Control+e')
  await expect(counter.getByRole('heading', { name: 'Count the till' })).toBeVisible()
  await camera.show(counter, 'close-count')
  await counter.getByRole('button', { name: 'Count elsewhere' }).click()
  await camera.show(counter, 'close-take-away')
  await counter.getByRole('button', { name: 'Count it here' }).click()
  await counter.getByRole('button', { name: 'One more €50.00' }).click()
  await counter.getByRole('button', { name: 'That is all' }).click()
  await expect(counter.getByRole('heading', { name: 'Is this all there is?' })).toBeVisible()
  await camera.show(counter, 'close-sure')
  await counter.getByRole('button', { name: 'Confirm the count' }).click()
  await expect(counter.getByRole('heading', { name: 'Look over the count' })).toBeVisible()
  await camera.show(counter, 'close-review')
  await counter.getByLabel('Why does it differ?').fill('Wrong change given')
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'The till is closed' })).toBeVisible()
  await camera.show(counter, 'close-closed')
  await counter.getByRole('button', { name: 'Open the till again' }).click()
  await comeToSell(counter)
  await beside(shop, (api) => signInAs(api, 'Ana'))
  await expect(counter.getByText('Ana', { exact: true })).toBeVisible()
  await counter.keyboard.press('Control+e')
  await typeCount(counter, 10_000)
  await expect(counter.getByRole('heading', { name: 'The count stands' })).toBeVisible()
  await camera.show(counter, 'close-counted')
  await counter.getByRole('button', { name: 'Open the till again' }).click()
  await comeToSell(counter)
  await countElsewhere(counter, camera, shop)
})

async function countElsewhere(counter: Page, camera: Camera, shop: Shop): Promise<void> {
  await counter.keyboard.press('Control+e')
  await counter.getByRole('button', { name: 'Count elsewhere' }).click()
  await counter.getByRole('button', { name: 'Take it away' }).click()
  await expect(counter.getByText('Who is at the till?')).toBeVisible()
  await beside(shop, (api) => signInAs(api, 'Chen'))
  await expect(counter.getByText('Being counted')).toBeVisible()
  await camera.show(counter, 'open-till-counting')
  await comeToSell(counter)
  await counter.getByRole('button', { name: 'Count still open: Ana' }).click()
  await expect(counter.getByRole('button', { name: /^Go on with Ana’s count/ })).toBeVisible()
  await camera.show(counter, 'panel-counting')
  await counter.getByRole('button', { name: /^Go on with Ana’s count/ }).click()
  await typeCount(counter, 10_000)
  await expect(counter.getByRole('heading', { name: 'Look over the count' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'The till is closed' })).toBeVisible()
}

test('closings', async ({ counter, camera, shop }) => {
  test.setTimeout(300_000)
  await sellForCash(counter, GOODS[1].code)
  await counter.keyboard.press('Enter')
  await beside(shop, (api) => countAndClose(api, 0))
  await expect(counter.getByRole('heading', { name: 'Open the till' })).toBeVisible()
  await counter.getByRole('button', { name: 'Closings' }).click()
  await expect(counter.getByRole('button', { name: 'Close the day' })).toBeVisible()
  await camera.show(counter, 'closings-open-day')
  await counter.getByRole('button', { name: 'Close the day' }).click()
  await expect(counter.getByText('Every day is closed')).toBeVisible()
  await camera.show(counter, 'closings')
  await counter.getByRole('row').filter({ hasText: 'Day' }).first().getByRole('button').click()
  await expect(counter.getByRole('heading', { name: /^Day/ })).toBeVisible()
  await camera.show(counter, 'closing')
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Escape')
  await comeToSell(counter)
})
