import type { Page } from '@playwright/test'
import { beside, expect, GOODS, lines, newCommand, scan, test } from './shop.ts'

const pay = (page: Page) => page.getByRole('region', { name: 'Pay' })
const taken = (page: Page) => page.getByRole('region', { name: 'Taken so far' })

/** Whatever a test leaves behind goes back, so that the next begins with an empty cart. */
test.afterEach(async ({ shop }) => {
  shop.floor.counter.payment.behave('approve')
  await beside(shop, async ({ draft }) => {
    for (;;) {
      const { id, version, tenders } = await draft.current()
      const [first] = tenders
      if (!first) break
      await draft.undoTender({ ...newCommand(), draft: id, version, tender: first.id })
    }
  })
})

async function begin(page: Page): Promise<void> {
  await scan(page, GOODS[1].code)
  await scan(page, GOODS[2].code)
  await expect(lines(page)).toHaveCount(2)
  await page.keyboard.press('F8')
  await expect(page.getByRole('button', { name: 'Exact amount' })).toBeVisible()
}

test('a sale is split over cash and card by keys alone, and survives a reload', async ({
  counter,
  shop,
}) => {
  const charged = shop.floor.counter.payment.payments.length
  await begin(counter)
  await counter.keyboard.type('100')
  await expect(counter.getByRole('button', { name: 'Take as a part' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(taken(counter)).toContainText('Cash')
  await counter.reload()
  await expect(taken(counter)).toContainText('1.00')
  await counter.keyboard.press('F9')
  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  expect(shop.floor.counter.payment.payments.length).toBe(charged + 1)
})

test('a card’s part goes back by the payment terminal', async ({ counter, shop }) => {
  const { payment } = shop.floor.counter
  const before = payment.returned.length
  await begin(counter)
  await counter.keyboard.type('50')
  await counter.keyboard.press('F9')
  await expect(taken(counter)).toContainText('Card')
  await counter.keyboard.press('Control+z')
  await expect(taken(counter)).toBeHidden()
  expect(payment.returned.slice(before)).toMatchObject([{ amountMinor: 50 }])
})

test('a card’s part whose return nobody knows of is asked for, not paid out', async ({
  counter,
  shop,
}) => {
  const { payment } = shop.floor.counter
  const before = payment.returned.length
  await begin(counter)
  await counter.keyboard.type('50')
  await counter.keyboard.press('F9')
  await expect(taken(counter)).toContainText('Card')
  payment.behave('cut-after-authorisation')
  await counter.getByRole('button', { name: /Give back Card/ }).click()
  await expect(
    counter.getByRole('heading', { name: 'Did the card get its money back?' }),
  ).toBeVisible()
  payment.behave('approve')
  await counter.keyboard.press('Enter')
  await expect(taken(counter)).toBeHidden()
  expect(payment.returned.length).toBe(before + 1)
})

test('francs pay with change in euros, and a tip is no part of the total', async ({ counter }) => {
  await scan(counter, GOODS[1].code)
  await expect(lines(counter)).toHaveCount(1)
  await counter.keyboard.press('Control+g')
  await counter.keyboard.type('50')
  await counter.keyboard.press('Enter')
  await expect(taken(counter)).toContainText('0.50')
  await counter.keyboard.press('F8')
  await counter.getByRole('button', { name: 'CHF' }).click()
  await counter.keyboard.type('10000')
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  await expect(pay(counter)).toContainText('Tip')
})
