import type { Page } from '@playwright/test'
import { expect, GOODS, lines, printed, scan, test } from './shop.ts'

/** Sells two of the first and one of the second, and answers the number on the receipt. */
async function sell(page: Page): Promise<string> {
  for (const { code } of [GOODS[0], GOODS[0], GOODS[1]]) await scan(page, code)
  await expect(lines(page)).toHaveCount(2)
  await page.keyboard.press('F8')
  await expect(page.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  const pay = page.getByRole('region', { name: 'Pay' })
  const receipt = /T\d+-\d+-\d{6}/.exec((await pay.textContent()) ?? '')?.[0] ?? ''
  await page.keyboard.press('Enter')
  await expect(page.getByText('Ready for the next customer')).toBeVisible()
  return receipt
}

const soldLine = (page: Page, name: RegExp) =>
  page.getByRole('list', { name: 'What was sold' }).getByRole('listitem').filter({ hasText: name })

test('the QR code of a receipt opens its sale, and goods go back for cash', async ({
  counter,
  shop,
}) => {
  const receipt = await sell(counter)
  await scan(counter, `HF1:${receipt}`)
  await expect(counter.getByRole('heading', { name: receipt })).toBeVisible()
  const bread = soldLine(counter, GOODS[0].name)
  await bread.getByRole('button', { name: /One more/ }).click()
  await expect(counter.getByRole('button', { name: 'Put in the cart' })).toBeDisabled()
  await counter.getByRole('button', { name: 'Faulty' }).click()
  await counter.getByRole('button', { name: 'Damaged' }).click()
  await expect(bread.getByRole('button', { name: 'Does not go back to the shelf' })).toBeVisible()
  await counter.getByRole('button', { name: 'Put in the cart' }).click()

  await expect(lines(counter)).toHaveCount(1)
  await expect(lines(counter).first()).toContainText(`Back from ${receipt}`)
  await expect(counter.getByRole('heading', { name: 'To give back' })).toBeVisible()
  const amount = await counter.getByLabel('Total', { exact: true }).textContent()
  const before = printed(shop)
  await counter.keyboard.press('F8')
  await expect(counter.getByRole('heading', { name: 'Given back' })).toBeVisible()
  await expect(counter.getByRole('region', { name: 'Pay' })).toContainText(amount ?? 'an amount')
  await expect.poll(() => printed(shop)).toBe(before + 1)
  const paper = shop.floor.counter.printer.receipts().at(-1)?.text
  expect(paper).toContain(receipt)
  await counter.keyboard.press('Enter')

  await scan(counter, receipt)
  await expect(soldLine(counter, GOODS[0].name)).toContainText('1 of 2 can come back')
})
