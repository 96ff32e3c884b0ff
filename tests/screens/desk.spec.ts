/** Work that is no sale: goods, labels, stock, counts, reports, the journal. */
import type { Page } from '@playwright/test'
import { v7 } from 'uuid'
import {
  beside,
  comeToSell,
  expect,
  GOODS,
  scan,
  sellForCash,
  signInAs,
  UNKNOWN_CODE,
} from '../e2e/shop.ts'
import { test, type Camera } from './camera.ts'

const [BREAD] = GOODS

test.beforeEach(async ({ counter, shop }) => {
  await beside(shop, (api) => signInAs(api, 'Chen'))
  await counter.reload()
  await comeToSell(counter)
})

async function leave(page: Page): Promise<void> {
  const sell = page.getByRole('region', { name: 'Pay' })
  await expect(async () => {
    await page.keyboard.press('Escape')
    await expect(sell).toBeVisible({ timeout: 500 })
  }).toPass()
}

async function open(page: Page, letter: string, heading: string): Promise<void> {
  await page.keyboard.press('F10')
  await expect(page.getByRole('heading', { name: 'Menu' })).toBeVisible()
  await page.keyboard.press(letter)
  await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible()
}

test('goods', async ({ counter, camera }) => {
  test.setTimeout(300_000)
  await open(counter, 'g', 'Products')
  await camera.show(counter, 'goods')
  await counter.getByRole('button', { name: 'New product' }).click()
  await camera.show(counter, 'goods-new')
  await counter.getByRole('button', { name: 'Departments', exact: true }).click()
  const departments = counter.getByRole('list', { name: 'Departments' })
  await expect(departments).toBeVisible()
  await camera.show(counter, 'departments')
  await departments.getByRole('button').first().click()
  await camera.show(counter, 'department')
  await counter.keyboard.press('Escape')
  await scan(counter, BREAD.code)
  const known = counter.getByRole('region', { name: 'Product', exact: true })
  await expect(known).toBeVisible()
  await camera.show(counter, 'goods-known')
  await known.getByLabel('Price').fill('249')
  await known.getByRole('button', { name: 'Save changes' }).click()
  await expect(known.getByText('Done', { exact: true })).toHaveCount(1)
  await known.getByRole('button', { name: 'Print labels' }).click()
  await expect(counter.getByRole('region', { name: 'Labels', exact: true })).toBeVisible()
  await camera.show(counter, 'labels')
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Escape')
  await expect(counter.getByRole('region', { name: 'Changes' })).toBeVisible()
  await camera.show(counter, 'goods-changes')
  await leave(counter)
})

test('stock', async ({ counter, camera, shop }) => {
  test.setTimeout(300_000)
  await shop.floor.owner.stores.open({ store: v7(), name: 'Market hall', address: [] })
  await open(counter, 's', 'Stock')
  const kinds = counter.getByRole('group', { name: 'Stock' })
  await expect(kinds.getByRole('button')).toHaveCount(4)
  for (const [kind, screen] of [
    ['Correct the stock', 'stock-correct'],
    ['Receive goods', 'stock-receive'],
    ['Send to another store', 'stock-send'],
  ] as const) {
    await counter.getByRole('button', { name: kind }).click()
    await expect(counter.getByText('Nothing on the list yet')).toBeVisible()
    await camera.show(counter, `${screen}-empty`)
    await scan(counter, BREAD.code)
    await expect(counter.getByRole('list', { name: 'Goods on the list' })).toBeVisible()
    if (screen === 'stock-receive') await scan(counter, UNKNOWN_CODE)
    await camera.show(counter, screen)
    await counter.getByRole('button', { name: 'Throw the list away' }).click()
    await expect(counter.getByText('Nothing on the list yet')).toBeVisible()
  }
  await count(counter, camera)
  await leave(counter)
})

async function count(counter: Page, camera: Camera): Promise<void> {
  await counter.getByRole('button', { name: 'Count the stock' }).click()
  await expect(counter.getByRole('button', { name: /^What is scanned/ })).toBeVisible()
  await camera.show(counter, 'count-begin')
  await counter.getByRole('button', { name: /^What is scanned/ }).click()
  await expect(counter.getByText('Scan what is there')).toBeVisible()
  const line = counter.getByRole('list', { name: 'Goods on the list' }).getByRole('listitem')
  await scan(counter, BREAD.code)
  await expect(line).toHaveCount(1)
  await line.getByRole('textbox').fill('888')
  await line.getByRole('textbox').press('Enter')
  await camera.show(counter, 'count')
  await counter.getByRole('button', { name: 'Look it through' }).click()
  const differs = counter.getByRole('list', { name: 'What differs' })
  await expect(differs).toBeVisible()
  await camera.show(counter, 'count-review')
  await differs.getByRole('combobox').selectOption('Found')
  await counter.getByRole('button', { name: 'Post the count' }).click()
  await expect(counter.getByText('Booked. The stock is as you said.')).toBeVisible()
}

test('reports and journal', async ({ counter, camera }) => {
  test.setTimeout(300_000)
  await sellForCash(counter, BREAD.code)
  await counter.keyboard.press('Enter')
  await counter.keyboard.press('Control+h')
  const products = counter.getByRole('region', { name: 'Products' })
  await expect(products).toBeVisible()
  await camera.show(counter, 'reports')
  await counter.getByRole('button', { name: 'Dates' }).click()
  await counter.getByLabel('From').fill('2020-01-01')
  await expect(counter.getByRole('alert')).toContainText('31 days')
  await camera.show(counter, 'reports-dates')
  await counter.getByRole('button', { name: 'Dates' }).click()
  await products.getByRole('button', { name: 'All figures' }).click()
  await expect(counter.getByRole('table')).toBeVisible()
  await camera.show(counter, 'reports-part')
  await counter.keyboard.press('Escape')
  await products.getByRole('button', { name: BREAD.name }).click()
  const receipt = counter.getByRole('region', { name: 'Receipts' }).getByRole('button').first()
  await expect(receipt).toBeVisible()
  await camera.show(counter, 'reports-receipts')
  await receipt.click()
  await expect(counter.getByRole('region', { name: 'Receipt' })).toBeVisible()
  await camera.show(counter, 'reports-receipt')
  await leave(counter)
  await counter.keyboard.press('F12')
  const sale = counter.getByRole('button', { name: 'Sale', exact: true }).first()
  await expect(sale).toBeVisible()
  await camera.show(counter, 'journal')
  await sale.click()
  await expect(counter.getByText('Signed by this terminal’s key')).toBeVisible()
  await camera.show(counter, 'journal-entry')
  await counter.getByRole('button', { name: 'Verify', exact: true }).click()
  await counter.getByRole('button', { name: 'Verify now' }).click()
  await expect(counter.getByRole('heading', { name: 'All is right' })).toBeVisible()
  await camera.show(counter, 'journal-verification')
  await leave(counter)
})
