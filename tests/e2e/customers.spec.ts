import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createBackendClient } from '../../src/commands/backend-client.ts'
import { quantity } from '../../src/domain/quantity.ts'
import { v7 as newId } from 'uuid'
import { beside, expect, GOODS, lines, newCommand, scan, test, type Shop } from './shop.ts'

test('a customer is added at the counter by keys, found again, and named by the sale', async ({
  counter,
  shop,
}) => {
  const sale = counter.getByRole('region', { name: 'Sale' })
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)

  await counter.keyboard.press('Control+k')
  const search = counter.getByLabel('Name, phone, e-mail or card')
  await expect(search).toBeFocused()
  await counter.keyboard.type('Grace Hopper')
  await expect(counter.getByText('Nobody found by “Grace Hopper”')).toBeVisible()
  await counter.getByRole('button', { name: 'New customer' }).click()
  await expect(counter.getByLabel('Name', { exact: true })).toHaveValue('Grace Hopper')
  await counter.getByLabel('Phone').fill('0171 5550 199')
  await counter.getByLabel('E-mail', { exact: true }).fill('grace@example.org')
  await counter.keyboard.press('Enter')
  await expect(sale).toContainText('Grace Hopper')
  // The sale names her before the form is gone, and its key would take that away.
  await expect(counter.getByLabel('Phone')).toBeHidden()

  await counter.keyboard.press('Control+k')
  await expect(counter.getByRole('heading', { name: 'Grace Hopper' })).toBeVisible()
  await counter.getByRole('button', { name: 'Take from the sale' }).click()
  await expect(sale).not.toContainText('Grace Hopper')
  await expect(counter.getByRole('button', { name: 'Take from the sale' })).toBeHidden()

  await counter.keyboard.press('Control+k')
  await counter.keyboard.type('0199')
  await expect(counter.getByRole('list', { name: 'Customers found' })).toContainText('Grace')
  await counter.keyboard.press('Enter')
  await expect(sale).toContainText('Grace Hopper')
  await expect(search).toBeHidden()

  const { id } = await beside(
    shop,
    async ({ draft }) => (await draft.current()).customer ?? { id: '' },
  )
  await counter.keyboard.press('F8')
  await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  const { details } = await beside(shop, async ({ customers }) => {
    const [found] = await customers.search({ text: 'grace@example.org' })
    return found ?? { details: null }
  })
  expect(details).toMatchObject({ name: 'Grace Hopper', phone: '0171 5550 199' })
  expect(id).toMatch(/^[0-9a-f-]{36}$/)

  // An invoice needs more than Grace has told: the till asks for it, and then names her.
  await counter.keyboard.press('Control+f')
  await expect(sale).toContainText('An invoice needs a customer with name, address')
  await beside(shop, async ({ customers }) => {
    const told = { taxNumber: 'DE 123', address: ['Marineweg 1', 'Hamburg'] }
    await customers.change({ ...newCommand(), customer: id, details: told })
  })
  await counter.keyboard.press('Control+f')
  const paper = counter.getByRole('region', { name: 'Receipt' })
  await expect(paper).toContainText('INVOICE')
  await expect(paper).toContainText('Grace Hopper')
  await expect
    .poll(() => shop.floor.counter.printer.receipts().at(-1)?.text)
    .toMatch(/INVOICE[\s\S]*Marineweg 1[\s\S]*DE 123/)
  await invoiceLater(counter, shop)
  await lookAtPurchases(counter, shop, id)
})

/** Asked for later, by the receipt: the same invoice again. */
async function invoiceLater(counter: Page, shop: Shop): Promise<void> {
  const sold = await beside(shop, async (api) => (await api.receipts.latest())?.receipt ?? '')
  await counter.keyboard.press('Enter')
  await expect(counter.getByText('Ready for the next customer')).toBeVisible()
  await scan(counter, sold)
  await expect(counter.getByRole('heading', { name: sold })).toBeVisible()
  await counter.getByRole('button', { name: 'Invoice', exact: true }).click()
  await expect
    .poll(() => shop.floor.counter.printer.receipts().at(-1)?.text)
    .toMatch(/Marineweg 1[\s\S]*COPY 1/)
}

/** What she bought here and online, and from there on to the return of one of them. */
async function lookAtPurchases(counter: Page, shop: Shop, customer: string): Promise<void> {
  const sold = await beside(shop, async (api) => (await api.receipts.latest())?.receipt ?? '')
  const web = await orderOnline(shop, customer)
  await counter.keyboard.press('Control+k')
  await counter.keyboard.type('grace@example')
  await counter.getByRole('button', { name: 'Change: Grace Hopper' }).click()
  await counter.getByRole('button', { name: 'Purchases and returns' }).click()
  const purchases = counter.getByRole('list', { name: 'Purchases and returns' })
  await expect(purchases.getByRole('listitem')).toHaveCount(2)
  await expect(purchases.getByRole('listitem').first()).toContainText(`Online · ${web}`)
  const bought = purchases.getByRole('button', { name: sold })
  await expect(bought).toContainText('1 item')
  await bought.press('Enter')
  const lines = counter.getByRole('list', { name: 'What was bought and brought back' })
  await expect(lines.getByRole('listitem').first()).toContainText(GOODS[0].name)
  await counter.getByRole('button', { name: 'Back to the purchases' }).click()
  await expect(bought).toBeFocused()
  await counter.keyboard.press('Enter')
  await counter.getByRole('button', { name: 'Receipt and returns' }).click()
  await expect(counter.getByRole('heading', { name: sold })).toBeVisible()
  await expect(counter.getByRole('button', { name: 'Put in the cart' })).toBeVisible()
}

/** Once the backend has heard of her, she orders one thing by her name. */
async function orderOnline({ floor }: Shop, customer: string): Promise<string> {
  await expect.poll(() => floor.owner.administration.purchases({ customer })).toHaveLength(1)
  const { key } = await floor.owner.shopKeys.make({ name: 'The shop’s page' })
  const { shop } = createBackendClient({ url: floor.backendUrl, token: key })
  const { offers } = await shop.offers({ barcode: GOODS[0].code })
  const lines = offers.slice(0, 1).map(({ variant }) => ({ variant, quantity: quantity(1000) }))
  const { total } = await shop.orderQuote({ lines, coupons: [], customer })
  const payment = { provider: 'Payer', reference: crypto.randomUUID(), amount: total }
  const order = { order: newId(), lines, coupons: [], customer, payment, total }
  const placed = await shop.order(order)
  return placed.outcome === 'placed' ? placed.order.receipt : ''
}

test('two rows of one person are made one at the office, and parted again', async ({
  counter,
  shop,
}) => {
  const { floor } = shop
  await beside(shop, async ({ customers }) => {
    for (const name of ['Ada Twice', 'A. Twice']) {
      await customers.create({ ...newCommand(), details: { name, phone: '+49 30 555 0142' } })
    }
  })
  await expect.poll(() => floor.owner.administration.duplicates()).toHaveLength(1)
  const token = readFileSync(join(floor.folder, 'backend', 'owner-token'), 'utf8').trim()
  const page = await counter.context().newPage()
  await page.goto(`${floor.backendUrl}/administration/reports/#token=${token}`)
  await page.getByRole('button', { name: 'Double customers' }).click()
  // What was merged and what may be are two lists, and neither waits for the other.
  const rows = page.getByRole('listitem').filter({ hasText: 'Ada Twice' })
  const proposed = rows.filter({ hasText: 'Same phone number' })
  const merged = rows.filter({ hasText: 'is now A. Twice' })
  await expect(proposed).toBeVisible()
  // Which of them is kept is for a person to say, and the word can be taken back on another day.
  await proposed.getByRole('button', { name: 'Keep this one: A. Twice' }).click()
  await expect(merged).toBeVisible()
  await expect(proposed).toBeHidden()
  expect(await floor.owner.administration.duplicates()).toEqual([])
  await page.reload()
  await page.getByRole('button', { name: 'Double customers' }).click()
  await page.getByRole('button', { name: 'Part again: Ada Twice' }).click()
  await expect(proposed).toBeVisible()
  await expect(merged).toBeHidden()
  expect(await floor.owner.administration.mergedCustomers({})).toMatchObject({ merges: [] })
  await page.close()
})
