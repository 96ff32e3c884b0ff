/** A cashier's day by keyboard and scanner alone. */
import type { Page } from '@playwright/test'
import {
  beforeTheDay,
  doneHeading,
  FLOAT,
  POINTING,
  receiptOf,
  signInAndOpen,
  totalOf,
  without,
} from './day.ts'
import {
  expect,
  GOODS,
  lines,
  scan,
  sellForCash,
  test,
  typeCount,
  walkTo,
  type Shop,
} from './shop.ts'

const [BREAD, ROOTBEER, ALTOIDS] = GOODS

test('a day from sign-in to Z, with no pointer at all', async ({ counter, shop }) => {
  await beforeTheDay(shop)
  const giveBack = without(counter, 'this day has no pointer', {
    locator: [...POINTING, 'fill', 'focus', 'selectOption'],
    page: [...POINTING, 'fill', 'focus', 'selectOption'],
    mouse: ['move', 'down', 'up', 'click', 'dblclick', 'wheel'],
  })
  try {
    await signInAndOpen(counter)
    let cash = FLOAT + (await sellForCash(counter, BREAD.code))
    const receipt = await receiptOf(counter)
    await expect.poll(() => newestPaper(shop)).toContain(receipt)
    await next(counter)
    cash += await payInParts(counter)
    await parkWhile(counter, () => payByCard(counter, shop))
    cash += await exchange(counter, receipt)
    cash += await sellToNewCustomer(counter)
    await readX(counter)
    await close(counter, cash)
    await expect.poll(() => newestPaper(shop)).toMatch(/Z REPORT[\s\S]*Counted by\s+Chen/)
    expect(newestPaper(shop)).toMatch(/Exact\s+€0\.00/)
  } finally {
    giveBack()
  }
})

const newestPaper = ({ floor }: Shop) => floor.counter.printer.receipts().at(-1)?.text

async function next(page: Page): Promise<void> {
  await page.keyboard.press('Enter')
  await expect(page.getByText('Ready for the next customer')).toBeVisible()
}

/** A euro in cash, the rest by card; answers what came into the drawer. */
async function payInParts(page: Page): Promise<number> {
  await scan(page, ROOTBEER.code)
  await scan(page, ALTOIDS.code)
  await expect(lines(page)).toHaveCount(2)
  await page.keyboard.press('F8')
  await expect(page.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await page.keyboard.type('100')
  await expect(page.getByRole('button', { name: 'Take as a part' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Taken so far' })).toContainText('1.00')
  await page.keyboard.press('F9')
  await expect(doneHeading(page)).toBeVisible()
  await next(page)
  return 100
}

/** Charged once. */
async function payByCard(page: Page, { floor }: Shop): Promise<void> {
  const charged = floor.counter.payment.payments.length
  await scan(page, ROOTBEER.code)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('F9')
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible()
  expect(floor.counter.payment.payments.length).toBe(charged + 1)
  await next(page)
}

/** Bread comes back for something dearer; answers what the customer paid on top. */
async function exchange(page: Page, receipt: string): Promise<number> {
  await page.keyboard.press('Control+b')
  await expect(page.getByLabel('Receipt number, amount, day or goods')).toBeFocused()
  await page.keyboard.type(receipt)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: receipt })).toBeVisible()
  // The first line's is where Enter counts at once; Tab and the arrows go on from there.
  const more = page.getByRole('button', { name: /^One more/ })
  await expect(more).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(more).toBeDisabled()
  await walkTo(page, 'Tab', page.getByRole('button', { name: 'Wrong goods' }))
  await page.keyboard.press('Enter')
  await walkTo(page, 'Tab', page.getByRole('button', { name: 'As new' }))
  await page.keyboard.press('Enter')
  await walkTo(page, 'ArrowDown', page.getByRole('button', { name: 'Put in the cart' }))
  await page.keyboard.press('Enter')
  await expect(lines(page)).toHaveCount(1)
  await scan(page, ALTOIDS.code)
  await expect(lines(page)).toHaveCount(2)
  const paid = await totalOf(page)
  await page.keyboard.press('F8')
  await expect(page.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(doneHeading(page)).toBeVisible()
  await next(page)
  return paid
}

/** Whoever is new is written down, and has points when they come again. */
async function sellToNewCustomer(page: Page): Promise<number> {
  const sale = page.getByRole('region', { name: 'Sale' })
  await scan(page, ALTOIDS.code)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('Control+k')
  await expect(page.getByLabel('Name, phone, e-mail or card')).toBeFocused()
  await page.keyboard.type('Emmy Noether')
  const create = page.getByRole('button', { name: 'New customer' })
  await expect(page.getByText(/Nobody found by/)).toBeVisible()
  await walkTo(page, 'Tab', create)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Emmy Noether')
  await page.keyboard.press('Enter')
  await expect(sale).toContainText('Emmy Noether')
  await expect(page.getByLabel('Phone')).toBeHidden()
  const paid = await totalOf(page)
  await page.keyboard.press('F8')
  await expect(page.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(doneHeading(page)).toBeVisible()
  await next(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('noether')
  const found = page.getByRole('list', { name: 'Customers found' })
  await expect(found).toContainText(`${String(Math.floor(paid / 100))} points`)
  await page.keyboard.press('Escape')
  return paid
}

/** A cart waits while the next customer pays, and is gone on with. */
async function parkWhile(page: Page, serve: () => Promise<void>): Promise<void> {
  await scan(page, BREAD.code)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('Control+s')
  await expect(lines(page)).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^Parked: \d/ })).toBeVisible()
  await serve()
  await page.keyboard.press('Control+s')
  const cart = page.locator('.parked-cart').filter({ hasText: BREAD.name }).first()
  await page.keyboard.press((await cart.locator('kbd').textContent()) ?? '')
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('Delete')
  await expect(lines(page)).toHaveCount(0)
}

async function readX(page: Page): Promise<void> {
  await page.keyboard.press('Control+o')
  await walkTo(page, 'ArrowDown', page.getByRole('button', { name: 'X report now' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText('X REPORT')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'X report now' })).toBeHidden()
}

/** Blind, looked over, and closed with its Z. */
async function close(page: Page, cash: number): Promise<void> {
  await page.keyboard.press('Control+e')
  await expect(page.getByRole('heading', { name: 'Count the till' })).toBeVisible()
  await expect(page.locator('body')).not.toContainText((cash / 100).toFixed(2))
  await typeCount(page, cash)
  await expect(page.getByRole('heading', { name: 'Look over the count' })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Cash/ })).toContainText('It is right')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'The till is closed' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Who is at the till?')).toBeVisible()
}
