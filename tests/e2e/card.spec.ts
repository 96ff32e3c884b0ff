import type { Page } from '@playwright/test'
import { expect, GOODS, lines, scan, test } from './shop.ts'

test.afterEach(({ shop }) => shop.floor.counter.payment.behave('approve'))

async function payByCard(page: Page): Promise<void> {
  await scan(page, GOODS[1].code)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('F9')
}

test('a card that is declined charges nothing, and cash goes on from there', async ({
  counter,
  shop,
}) => {
  const { payment } = shop.floor.counter
  const before = payment.payments.length
  payment.behave('decline')
  await payByCard(counter)
  const pay = counter.getByRole('region', { name: 'Pay' })
  await expect(pay.getByRole('alert')).toContainText('Card declined')
  await expect(pay.getByRole('alert')).toContainText('Nothing was charged.')
  await counter.keyboard.press('F8')
  await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  expect(payment.payments.length).toBe(before)
})

test('a payment without a known end waits for the device, and is charged once', async ({
  counter,
  shop,
}) => {
  const { payment } = shop.floor.counter
  const before = payment.payments.length
  payment.behave('cut-after-authorisation')
  await payByCard(counter)
  await expect(counter.getByRole('heading', { name: 'Was the card charged?' })).toBeVisible()
  await counter.reload()
  await expect(counter.getByRole('heading', { name: 'Was the card charged?' })).toBeVisible()
  payment.behave('approve')
  await counter.getByRole('button', { name: 'Ask the payment terminal' }).click()
  await expect(counter.getByRole('heading', { name: 'Paid' })).toBeVisible()
  expect(payment.payments.length).toBe(before + 1)
})
