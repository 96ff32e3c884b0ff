import type { Page } from '@playwright/test'
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
