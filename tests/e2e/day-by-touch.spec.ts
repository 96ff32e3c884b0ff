/** A cashier's day with a finger and a scanner: no key is ever pressed by hand. */
import type { Page } from '@playwright/test'
import { beforeTheDay, doneHeading, FLOAT, receiptOf, totalOf, without, WRITING } from './day.ts'
import { beside, expect, GOODS, lines, newCommand, scan, test } from './shop.ts'

const [BREAD, ROOTBEER, ALTOIDS] = GOODS

test('a day from sign-in to Z, with nothing but touch', async ({ counter, browser, shop }) => {
  await expect(counter.getByRole('region', { name: 'Pay' })).toBeVisible()
  await beforeTheDay(shop)
  const viewport = { width: 1280, height: 800 }
  const context = await browser.newContext({ hasTouch: true, viewport })
  const page = await context.newPage()
  const giveBack = without(page, 'this day has no keys', {
    locator: [...WRITING, 'click', 'dblclick', 'focus', 'selectOption', 'hover'],
    page: [...WRITING, 'click', 'dblclick', 'focus', 'selectOption', 'hover'],
    keyboard: ['press', 'type', 'down', 'up', 'insertText'],
    mouse: ['move', 'down', 'up', 'click', 'dblclick', 'wheel'],
  })
  try {
    await page.goto(shop.till.url)
    await signIn(page)
    let cash = FLOAT + (await payCash(page, BREAD.code))
    const receipt = await receiptOf(page)
    await press(page, /^Next/)
    cash += await payInParts(page)
    await payByCard(page)
    cash -= await giveBackFor(page, receipt)
    cash += await sellToCustomer(page, await customerWithCard())
    await parkAndGoOn(page)
    await readX(page)
    await close(page, cash)
  } finally {
    giveBack()
    await context.close()
  }

  /** Who comes with a card: it was written down another day. */
  async function customerWithCard(): Promise<string> {
    const card = `C${String(Date.now())}`
    const details = { name: 'Sophie Germain', card }
    await beside(shop, ({ customers }) => customers.create({ ...newCommand(), details }))
    return card
  }
})

async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name, exact: true }).tap()
}

/** The keys of the pad on the screen, each after the other. */
async function typeOnPad(page: Page, digits: string): Promise<void> {
  const pad = page.getByRole('group', { name: 'Number keys' })
  for (const digit of digits) await pad.getByRole('button', { name: digit, exact: true }).tap()
}

async function signIn(page: Page): Promise<void> {
  await press(page, /^Chen/)
  await typeOnPad(page, '1234')
  await press(page, 'Sign in')
  await expect(page.getByRole('heading', { name: 'Open the till' })).toBeVisible()
  // A float may be made of any note and coin, and none is to be scrolled to.
  for (const coin of ['€200.00', '€20.00', '€0.01']) {
    await expect(page.getByRole('button', { name: `One more ${coin}` })).toBeInViewport()
  }
  await typeOnPad(page, String(FLOAT))
  await press(page, 'Open till')
  await expect(page.getByRole('region', { name: 'Pay' })).toBeVisible()
}

/** The exact amount; answers it. */
async function payCash(page: Page, code: string): Promise<number> {
  await scan(page, code)
  await expect(lines(page)).toHaveCount(1)
  const paid = await totalOf(page)
  await press(page, 'Cash')
  await press(page, 'Exact amount')
  await expect(doneHeading(page)).toBeVisible()
  return paid
}

/** A euro in cash, the rest by card; answers what came into the drawer. */
async function payInParts(page: Page): Promise<number> {
  await scan(page, ROOTBEER.code)
  await scan(page, ALTOIDS.code)
  await expect(lines(page)).toHaveCount(2)
  await press(page, 'Cash')
  await typeOnPad(page, '100')
  await press(page, 'Take as a part')
  await expect(page.getByRole('region', { name: 'Taken so far' })).toContainText('1.00')
  await press(page, 'Card')
  await expect(doneHeading(page)).toBeVisible()
  await press(page, /^Next/)
  return 100
}

async function payByCard(page: Page): Promise<void> {
  await scan(page, ROOTBEER.code)
  await expect(lines(page)).toHaveCount(1)
  await press(page, 'Card')
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible()
  await press(page, /^Next/)
}

/** Answers what went out of the drawer. */
async function giveBackFor(page: Page, receipt: string): Promise<number> {
  await scan(page, receipt)
  await expect(page.getByRole('heading', { name: receipt })).toBeVisible()
  await press(page, /^One more/)
  await press(page, 'Faulty')
  await press(page, 'Damaged')
  await press(page, 'Put in the cart')
  await expect(page.getByRole('heading', { name: 'To give back' })).toBeVisible()
  const back = await totalOf(page)
  await press(page, 'Pay out cash')
  await expect(page.getByRole('heading', { name: 'Given back' })).toBeVisible()
  await press(page, /^Next/)
  return back
}

/** Whose card is scanned is named by the sale, and has points afterwards. */
async function sellToCustomer(page: Page, card: string): Promise<number> {
  const sale = page.getByRole('region', { name: 'Sale' })
  await scan(page, card)
  await expect(sale).toContainText('Sophie Germain')
  const paid = await payCash(page, ALTOIDS.code)
  await press(page, /^Next/)
  await scan(page, card)
  await expect(sale).toContainText(`${String(Math.floor(paid / 100))} points`)
  await press(page, 'Customer')
  await press(page, 'Take from the sale')
  await expect(sale).not.toContainText('Sophie Germain')
  return paid
}

async function parkAndGoOn(page: Page): Promise<void> {
  await scan(page, BREAD.code)
  await expect(lines(page)).toHaveCount(1)
  await press(page, 'Park')
  await expect(lines(page)).toHaveCount(0)
  await press(page, /^Parked/)
  await page.locator('.parked-cart').filter({ hasText: BREAD.name }).first().tap()
  await expect(lines(page)).toHaveCount(1)
  await press(page, 'Remove')
  await expect(lines(page)).toHaveCount(0)
}

async function readX(page: Page): Promise<void> {
  await press(page, 'Menu')
  await press(page, 'Cash and figures')
  await press(page, 'X report now')
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText('X REPORT')
  await press(page, 'Close')
}

/** Blind, looked over, and closed with its Z. */
async function close(page: Page, cash: number): Promise<void> {
  await press(page, 'Menu')
  await press(page, 'Count and close the till')
  await expect(page.getByRole('heading', { name: 'Count the till' })).toBeVisible()
  await typeOnPad(page, String(cash))
  await press(page, 'That is all')
  await press(page, 'Confirm the count')
  await expect(page.getByRole('row', { name: /^Cash/ })).toContainText('It is right')
  await press(page, 'Close with its Z')
  await expect(page.getByRole('heading', { name: 'The till is closed' })).toBeVisible()
  await press(page, 'Sign out')
  await expect(page.getByText('Who is at the till?')).toBeVisible()
}
