import type { Page } from '@playwright/test'
import { v7 } from 'uuid'
import { createBackendClient } from '../../src/commands/backend-client.ts'
import { openOffice } from './office.ts'
import { expect, GOODS, lines, printed, scan, test, type Shop } from './shop.ts'

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
  await expect(bread).toContainText('1 of 2 can come back')
  // As many as there are by one press, or typed; and what was printed then is printed again.
  await bread.getByRole('button', { name: /All of it/ }).click()
  await expect(bread.getByRole('button', { name: /Comes back: .* 1$/ })).toBeVisible()
  const altoids = soldLine(counter, GOODS[1].name)
  await altoids.getByRole('button', { name: /Comes back/ }).click()
  await altoids.getByRole('button', { name: '1', exact: true }).click()
  await expect(altoids.getByRole('button', { name: /Comes back: .* 1$/ })).toBeVisible()
  const papers = printed(shop)
  await counter.getByRole('button', { name: 'Print a copy' }).click()
  await expect.poll(() => printed(shop)).toBe(papers + 1)
  await counter.getByRole('button', { name: 'Gift receipt' }).click()
  await expect.poll(() => printed(shop)).toBe(papers + 2)
})

/** Two of a thing, ordered at an online store and paid there. */
async function order({ floor }: Shop, reference: string) {
  const { owner, backendUrl: url } = floor
  const [offer] = (await owner.shop.offers({ barcode: GOODS[1].code })).offers
  const { key } = await owner.shopKeys.make({ name: 'Online store' })
  const { shop } = createBackendClient({ url, token: key })
  const wanted = { lines: [{ variant: offer?.variant ?? '', quantity: 2000 as never }] }
  const { total } = await shop.quote({ ...wanted, coupons: [] })
  const payment = { provider: 'Simulated', reference, amount: total }
  const placed = await shop.order({ ...wanted, order: v7(), coupons: [], payment, total })
  if (placed.outcome !== 'placed') throw new Error(placed.outcome)
  return { receipt: placed.order.receipt, total }
}

test('goods of an order come back, and the money goes back by whoever took it online', async ({
  counter,
  shop,
}) => {
  const { provider, printer } = shop.floor.counter
  const reference = `pay-${v7()}`
  const { receipt, total } = await order(shop, reference)
  provider.behave('refuse')
  await scan(counter, `HF1:${receipt}`)
  await expect(counter.getByRole('heading', { name: receipt })).toBeVisible()
  const goods = soldLine(counter, GOODS[1].name)
  await goods.getByRole('button', { name: /One more/ }).click()
  await counter.getByRole('button', { name: 'Not wanted' }).click()
  await counter.getByRole('button', { name: 'Put in the cart' }).click()
  const plan = counter.getByRole('region', { name: 'Goes back to' })
  await expect(plan).toContainText('Paid online Simulated')
  await expect(plan).toContainText('Simulated gives its part back')
  await counter.getByRole('button', { name: 'Give back' }).click()
  await expect(counter.getByRole('heading', { name: 'Given back' })).toBeVisible()
  await expect
    .poll(() => printer.receipts().at(-1)?.text)
    .toContain('Goes back to the payment made online')
  await counter.keyboard.press('Enter')
  // The provider says no: the office sees it, and has it asked once more.
  await expect.poll(() => provider.asked().refunds, { timeout: 15_000 }).toBe(1)
  provider.behave('approve')
  const office = await openOffice(counter, shop.floor)
  await office.getByRole('button', { name: 'Refunds' }).click()
  const row = office.getByRole('row').filter({ hasText: receipt })
  await expect(row).toContainText('Refused')
  await row.getByRole('button').click()
  await office.getByRole('button', { name: 'Ask Simulated again' }).click()
  await expect(row).toContainText('Not asked yet')
  const gone = () => provider.refunds().filter(({ payment }) => payment === reference)
  await expect.poll(gone, { timeout: 15_000 }).toHaveLength(1)
  expect(gone()[0]?.amount).toBe(total / 2)
  await office.close()
})
