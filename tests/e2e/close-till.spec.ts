import type { Page } from '@playwright/test'
import { minor } from '../../src/domain/money.ts'
import {
  beside,
  comeToSell,
  expect,
  GOODS,
  lines,
  newCommand,
  scan,
  sellForCash,
  signInAs,
  test,
  type Shop,
} from './shop.ts'

const FLOAT = 10_000

/** A new session with a float of 100.00, and somebody who may close it. */
async function beginSession(page: Page, shop: Shop): Promise<void> {
  await beside(shop, async (api) => {
    await signInAs(api, 'Bilal')
    await api.till.close({ ...newCommand(), counted: minor(0) })
    await api.till.open({ ...newCommand(), float: minor(FLOAT) })
  })
  // Loaded anew it shows where the core is, and no key meets a screen in between.
  await page.reload()
  await comeToSell(page)
}

/** From the key to the outcome, as somebody does who never touches a mouse. */
async function closeWith(page: Page, cents: number): Promise<void> {
  await page.keyboard.press('Control+e')
  await expect(page.getByRole('heading', { name: 'Close the till' })).toBeVisible()
  await page.keyboard.type(String(cents))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Is this all there is?' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'The till is closed' })).toBeVisible()
}

const money = (cents: number) => `€${(cents / 100).toFixed(2)}`

test('a drawer that is right is said to be right, and the next person signs in', async ({
  counter,
  shop,
}) => {
  await beginSession(counter, shop)
  const expected = FLOAT + (await sellForCash(counter, GOODS[0].code))
  await counter.keyboard.press('Enter')
  await counter.keyboard.press('Control+e')
  await expect(counter.getByRole('heading', { name: 'Close the till' })).toBeVisible()
  // The count is blind: nothing on the screen says what should be there.
  await expect(counter.locator('body')).not.toContainText(money(expected))
  await counter.keyboard.press('Escape')

  const slips = shop.floor.counter.printer.receipts().length
  await closeWith(counter, expected)
  await expect(counter.getByRole('status')).toContainText('It is right')
  await expect(counter.getByText('Should be there')).toBeVisible()
  await expect.poll(() => shop.floor.counter.printer.receipts().length).toBe(slips + 1)
  const slip = shop.floor.counter.printer.receipts().at(-1)?.text
  expect(slip).toContain('Z REPORT')
  expect(slip).toMatch(/Counted by\s+Bilal/)
  expect(slip).toMatch(/Exact\s+€0\.00/)

  await counter.keyboard.press('Enter')
  await expect(counter.getByText('Who is at the till?')).toBeVisible()
})

test('too much in the drawer is told by how much, in words and figures', async ({
  counter,
  shop,
}) => {
  await beginSession(counter, shop)
  await closeWith(counter, FLOAT + 50)
  const outcome = counter.getByRole('status')
  await expect(outcome).toContainText('Too much in the drawer')
  await expect(outcome).toContainText('€0.50')
  await counter.getByRole('button', { name: 'Open the till again' }).focus()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Open the till' })).toBeVisible()
})

test('what is missing is told by how much, counted coin by coin', async ({ counter, shop }) => {
  await beginSession(counter, shop)
  await counter.keyboard.press('F10')
  await counter.getByRole('button', { name: 'Close the till' }).click()
  await counter.getByRole('button', { name: 'One more €50.00' }).click()
  await counter.getByRole('button', { name: 'One more €20.00' }).click()
  await expect(counter.getByLabel('Counted')).toContainText('70.00')
  await counter.getByRole('button', { name: 'That is all' }).click()
  await counter.getByRole('button', { name: 'Close till' }).click()
  const outcome = counter.getByRole('status')
  await expect(outcome).toContainText('Missing from the drawer')
  await expect(outcome).toContainText('€30.00')
})

test('a cart that holds something comes first, and a cashier asks a supervisor', async ({
  counter,
  shop,
}) => {
  await beginSession(counter, shop)
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await counter.keyboard.press('Control+e')
  await expect(counter.getByText('There is a sale in the cart.')).toBeVisible()
  await beside(shop, (api) => signInAs(api, 'Ana'))
  await expect(counter.getByText('Ana', { exact: true })).toBeVisible()
  await counter.keyboard.press('Control+e')
  await expect(counter.getByText('You may not do this. Ask a supervisor.')).toBeVisible()
})
