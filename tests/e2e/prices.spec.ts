import type { Page } from '@playwright/test'
import { giveCoupon, givenCoupons, makeCoupon, otherCart } from './coupons.ts'
import { beside, expect, GOODS, lines, scan, signInAs, test } from './shop.ts'

const approval = (page: Page) => page.getByRole('region', { name: 'Approval' })

/** A cashier, who gives up to a tenth alone and sets no price without a second person. */
test.beforeEach(async ({ counter, shop }) => {
  await beside(shop, (api) => signInAs(api, 'Ana'))
  await expect(counter.getByRole('banner')).toContainText('Ana')
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
})

async function give(page: Page, percent: string, reason: string): Promise<void> {
  await page.keyboard.press('Control+y')
  await expect(page.getByLabel('Percent', { exact: true })).toBeFocused()
  await page.keyboard.type(percent)
  await page.getByRole('button', { name: reason }).click()
  await page.keyboard.press('Enter')
}

test('a discount by hand says why under its line and on the receipt, and is taken back', async ({
  counter,
  shop,
}) => {
  await give(counter, '10', 'Damaged')
  await expect(lines(counter).first()).toContainText('Discount: Damaged · 10% off')
  // The line says so before the form is gone, and its key would take that away.
  await expect(counter.getByLabel('Percent', { exact: true })).toBeHidden()

  await counter.keyboard.press('Control+y')
  await counter.getByRole('button', { name: 'Take back: Damaged' }).click()
  await expect(counter.getByText('Discount: Damaged')).toBeHidden()
  await counter.keyboard.press('Escape')

  await give(counter, '5', 'Short date')
  await expect(lines(counter).first()).toContainText('Short date')
  await expect(counter.getByLabel('Percent', { exact: true })).toBeHidden()
  await counter.keyboard.press('F8')
  await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  await expect
    .poll(() => shop.floor.counter.printer.receipts().at(-1)?.text)
    .toContain('Short date')
})

test('beyond a tenth a second person is asked, and another price says what it was', async ({
  counter,
}) => {
  await give(counter, '50', 'Goodwill')
  await expect(approval(counter)).toContainText('Give a discount')
  await counter.keyboard.press('Escape')
  await expect(counter.getByText('Discount: Goodwill')).toBeHidden()
  await counter.keyboard.press('Escape')

  await counter.keyboard.press('Control+y')
  await counter.getByRole('button', { name: 'Other price' }).click()
  await expect(counter.getByLabel('Price for one')).toBeFocused()
  await counter.keyboard.type('99')
  await counter.getByRole('button', { name: 'Price match' }).click()
  await counter.keyboard.press('Enter')
  await expect(approval(counter).getByRole('group').getByRole('button').first()).toBeVisible()
  await counter.keyboard.press('1')
  await counter.keyboard.type('1234')
  await counter.keyboard.press('Enter')
  await expect(approval(counter)).toBeHidden()
  await expect(lines(counter).first()).toContainText('0.99')
  await expect(lines(counter).first()).toContainText('instead of')
})

test('a coupon says what it brings or why it brings nothing, and a wrong code is said', async ({
  counter,
}) => {
  await counter.keyboard.press('Control+q')
  await expect(counter.getByLabel('Code of the coupon')).toBeFocused()
  // All at once: keys as quick as these would be a scan.
  await counter.getByLabel('Code of the coupon').fill('nothing-of-the-kind')
  await counter.keyboard.press('Enter')
  await expect(counter.getByText('This code is not known here.')).toBeVisible()
  await counter.getByLabel('Code of the coupon').fill('welcome-10')
  await counter.keyboard.press('Enter')
  const given = counter.getByRole('list', { name: 'Coupons of this sale' })
  await expect(given).toContainText('not enough of it in the sale yet')
  await expect(counter.getByLabel('Code of the coupon')).toHaveValue('')
  await counter.keyboard.press('Enter')
  await expect(given).toBeHidden()

  await counter.keyboard.type('9')
  await counter.keyboard.type('*')
  await expect(counter.getByText('9 ×')).toBeVisible()
  await scan(counter, GOODS[0].code)
  await expect(lines(counter).first()).toContainText('Welcome · 10% off')
})

test('a coupon that is good once is in one cart, and no other has it meanwhile', async ({
  counter,
  shop,
}) => {
  const code = await makeCoupon(shop)
  const first = otherCart(shop, code)
  expect(await first.claim()).toMatchObject({ outcome: 'granted' })
  await giveCoupon(counter, code)
  await expect(
    counter.getByText('This coupon was used already, or another cart has it.'),
  ).toBeVisible()
  await first.release()
  await giveCoupon(counter, code)
  await expect(givenCoupons(counter)).toContainText(code)
  await expect(givenCoupons(counter)).not.toContainText('not confirmed yet')
  expect(await otherCart(shop, code).claim()).toMatchObject({ reason: 'used-up' })
})
