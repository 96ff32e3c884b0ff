import type { Page } from '@playwright/test'
import { minor } from '../../src/domain/money.ts'
import { countAndClose } from '../closing.ts'
import {
  beside,
  comeToSell,
  expect,
  GOODS,
  lines,
  newCommand,
  sellForCash,
  scan,
  signInAs,
  test,
  typeCount,
  type Shop,
} from './shop.ts'

const FLOAT = 10_000

/** A new session with a float of 100.00, and somebody who may do everything. */
async function beginSession(page: Page, shop: Shop): Promise<void> {
  await beside(shop, async (api) => {
    await signInAs(api, 'Chen')
    await countAndClose(api, 0)
    await api.till.open({ ...newCommand(), float: minor(FLOAT) })
  })
  // Loaded anew it shows where the core is, and no key meets a screen in between.
  await page.reload()
  await comeToSell(page)
}

/** From the key to the review, as somebody does who never touches a mouse. */
async function countWith(page: Page, cents: number): Promise<void> {
  await page.keyboard.press('Control+e')
  await typeCount(page, cents)
}

/** For something that costs less than what stands on the voucher, which gives no change. */
function payByMealVoucher(shop: Shop): Promise<void> {
  return beside(shop, async (api) => {
    await api.draft.scan({ ...newCommand(), text: GOODS[0].code, symbology: null, quantity: null })
    const { id, version } = await api.draft.current()
    const voucher = { name: 'Meal voucher', number: '4711', face: minor(1000) }
    await api.accounts.payByVoucher({ ...newCommand(), draft: id, version, ...voucher })
  })
}

const money = (cents: number) => `€${(cents / 100).toFixed(2)}`
const reviewed = (page: Page) =>
  expect(page.getByRole('heading', { name: 'Look over the count' })).toBeVisible()
const slips = (shop: Shop) => shop.floor.counter.printer.receipts()

test('what is missing, counted coin by coin with keys alone, is closed with a reason', async ({
  counter,
  shop,
}) => {
  await beginSession(counter, shop)
  await counter.keyboard.press('Control+e')
  await counter.getByRole('button', { name: 'One more €50.00' }).click()
  // ↓ goes into the count, Enter from one coin to the next.
  await counter.getByLabel('How many €20.00').focus()
  await counter.keyboard.type('1')
  await counter.keyboard.press('Enter')
  await expect(counter.getByLabel('How many €10.00')).toBeFocused()
  await counter.keyboard.type('2')
  await expect(counter.getByLabel('Counted', { exact: true })).toContainText('90.00')
  await counter.getByRole('button', { name: 'That is all' }).click()
  await counter.getByRole('button', { name: 'Confirm the count' }).click()
  await expect(counter.getByRole('row', { name: /^Cash/ })).toContainText('−€10.00')
  await expect(counter.getByRole('button', { name: 'Close with its Z' })).toBeDisabled()
  await expect(counter.getByRole('region', { name: 'Receipt' })).toContainText('Turnover')
  await counter.getByLabel('Why does it differ?').fill('Wrong change given')
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('status')).toContainText('Missing from the drawer')
  await expect.poll(() => slips(shop).at(-1)?.text).toContain('Wrong change given')
  await counter.getByRole('button', { name: 'Open the till again' }).focus()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Open the till' })).toBeVisible()
})

test('too much cash and too many slips are counted again, and both counts are kept', async ({
  counter,
  shop,
}) => {
  await beginSession(counter, shop)
  await payByMealVoucher(shop)
  await expect(counter.getByRole('region', { name: 'Receipt' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByText('Ready for the next customer')).toBeVisible()
  await counter.keyboard.press('Control+e')
  const meal = counter.getByRole('group', { name: 'Meal voucher' })
  await meal.getByLabel('How many').fill('2')
  await counter.getByRole('button', { name: 'That is all' }).click()
  await expect(counter.getByRole('alert')).toContainText('Say what these slips come to')
  await meal.getByLabel('Sum').fill('2000')
  await meal.getByLabel('Sum').blur()
  await typeCount(counter, FLOAT + 50)
  await expect(counter.getByRole('row', { name: /^Cash/ })).toContainText('+€0.50')
  await expect(counter.getByRole('row', { name: /^Meal voucher/ })).toContainText('+€10.00')
  await counter.getByRole('button', { name: 'Have it counted again' }).click()
  await meal.getByLabel('How many').fill('1')
  await meal.getByLabel('Sum').fill('1000')
  await meal.getByLabel('Sum').blur()
  await typeCount(counter, FLOAT)
  await expect(counter.getByRole('row', { name: /^Meal voucher/ })).toContainText('It is right')
  await expect(counter.getByText(`Counted before · Chen: ${money(FLOAT + 50)}`)).toBeVisible()
  await expect(counter.getByRole('row', { name: /^Cash/ })).toContainText('It is right')
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'The till is closed' })).toBeVisible()
})

test('cash moves without a sale, and the figures so far are read as an X', async ({
  counter,
  shop,
}) => {
  await beginSession(counter, shop)
  await counter.keyboard.press('Control+o')
  await counter.getByRole('button', { name: 'To the safe' }).click()
  await counter.keyboard.type('5000')
  await expect(counter.getByLabel('Amount')).toHaveValue('50.00')
  await counter.getByLabel('Reason').fill('Too much in the drawer')
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('listitem')).toContainText('−€50.00')
  await expect.poll(() => slips(shop).at(-1)?.text).toContain('TO THE SAFE')
  await counter.getByRole('button', { name: 'X report now' }).click()
  await expect(counter.getByRole('region', { name: 'Receipt' })).toContainText('X REPORT')
  await expect.poll(() => slips(shop).at(-1)?.text).toMatch(/Expected in the drawer\s+€50\.00/)
  await counter.keyboard.press('Escape')
  await counter.getByRole('button', { name: 'Z reports' }).click()
  await counter.getByRole('button', { name: /^Z \d/ }).first().click()
  await counter.getByRole('button', { name: 'Print a copy' }).click()
  await expect.poll(() => slips(shop).at(-1)?.text).toContain('COPY 1')
})

test('a cashier counts what a manager closes, while the next session begins', async ({
  counter,
  shop,
}) => {
  await beginSession(counter, shop)
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await counter.keyboard.press('Control+e')
  await expect(counter.getByText('There is a sale in the cart.')).toBeVisible()
  await beside(shop, async (api) => {
    const { id, version } = await api.draft.current()
    await api.draft.abandon({ ...newCommand(), draft: id, version })
    await signInAs(api, 'Ana')
  })
  await expect(counter.getByText('Ana', { exact: true })).toBeVisible()
  await countWith(counter, FLOAT)
  await expect(counter.getByRole('heading', { name: 'The count stands' })).toBeVisible()
  await expect(counter.locator('body')).not.toContainText('Should be there')
  await counter.getByRole('button', { name: 'Open the till again' }).click()
  await expect(counter.getByRole('heading', { name: 'Open the till' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Open the till' })).toBeHidden()

  await beside(shop, (api) => signInAs(api, 'Chen'))
  await expect(counter.getByText('Chen', { exact: true })).toBeVisible()
  await counter.keyboard.press('Control+o')
  await counter.getByRole('button', { name: /^Counted by Ana/ }).click()
  await reviewed(counter)
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'The till is closed' })).toBeVisible()
})

test('the next session opens and sells while a drawer is counted somewhere else', async ({
  counter,
  shop,
}) => {
  const come = async (name: string) => {
    await beside(shop, (api) => signInAs(api, name))
    await expect(counter.getByText(name, { exact: true })).toBeVisible()
  }
  await beginSession(counter, shop)
  await come('Ana')
  await counter.keyboard.press('Control+e')
  await counter.keyboard.type('777')
  await expect(counter.getByLabel('Counted', { exact: true })).toContainText('7.77')
  await counter.getByRole('button', { name: 'Count elsewhere' }).click()
  await expect(counter.getByRole('heading', { name: 'Take this drawer away?' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByText('Who is at the till?')).toBeVisible()

  // Another drawer is in, with a float of its own.
  await come('Bilal')
  const goOn = counter.getByRole('button', { name: /^Go on with Ana’s count/ })
  await expect(goOn).toBeVisible()
  await counter.keyboard.type('5000')
  await expect(counter.getByText('50.00').first()).toBeVisible()
  await counter.keyboard.press('Enter')
  const sold = await sellForCash(counter, GOODS[0].code)
  await counter.keyboard.press('Enter')
  await expect(counter.getByText('Ready for the next customer')).toBeVisible()

  await come('Ana')
  await counter.getByRole('button', { name: 'Count still open: Ana' }).click()
  await goOn.click()
  await expect(counter.getByLabel('Counted', { exact: true })).toContainText('€0.00')
  await typeCount(counter, FLOAT)
  await expect(counter.getByRole('heading', { name: 'The count stands' })).toBeVisible()
  await counter.getByRole('button', { name: 'Back to the sale' }).click()
  await expect(counter.getByRole('region', { name: 'Pay' })).toBeVisible()

  await come('Chen')
  await counter.keyboard.press('Control+o')
  await counter.getByRole('button', { name: /^Counted by Ana/ }).click()
  await expect(counter.getByRole('row', { name: /^Cash/ })).toContainText('It is right')
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'The till is closed' })).toBeVisible()
  const held = await beside(shop, (api) => api.till.readX(newCommand()))
  expect(JSON.stringify(held.document)).toContain(money(5000 + sold))
})
