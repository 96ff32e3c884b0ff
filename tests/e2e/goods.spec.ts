import { withCheckDigit } from '../../src/domain/barcode/gtin.ts'
import { beside, comeToSell, expect, scan, signInAs, test } from './shop.ts'

test('a manager adds a product that is sold at once, and changes its price everywhere', async ({
  counter,
  shop,
}, { repeatEachIndex }) => {
  const code = withCheckDigit(`40123456789${String(repeatEachIndex % 10)}`)
  await beside(shop, (api) => signInAs(api, 'Chen'))
  await counter.reload()
  await comeToSell(counter)
  await counter.keyboard.press('F10')
  await counter.getByRole('button', { name: 'Products', exact: true }).click()
  await expect(counter.getByRole('heading', { name: 'Products', exact: true })).toBeVisible()
  await scan(counter, code)
  const unknown = counter.getByRole('alert').filter({ hasText: code })
  await unknown.getByRole('button', { name: 'New product' }).click()
  const form = counter.getByRole('region', { name: 'New product' })
  await expect(form.getByRole('list', { name: 'Codes' })).toContainText(code)
  await form.getByLabel('Name').fill('Oat drink')
  await form.getByLabel('Price').fill('199')
  await form.getByRole('group', { name: 'Tax' }).getByRole('button').first().click()
  await form.getByRole('group', { name: 'Department' }).getByRole('button').first().click()
  await form.getByRole('button', { name: 'Add product' }).click()
  const known = counter.getByRole('region', { name: 'Product', exact: true })
  await expect(known.getByRole('heading', { name: 'Oat drink' })).toBeVisible()
  await expect(known.getByText('Done', { exact: true })).toHaveCount(1)
  await known.getByLabel('Price').fill('249')
  await known.getByRole('button', { name: 'Save changes' }).click()
  await expect(known.getByText('Done', { exact: true })).toHaveCount(2)
  await expect(known.getByRole('strong')).toContainText('2.49')
  await counter.keyboard.press('Escape')
  await expect(counter.getByRole('region', { name: 'Changes' })).toContainText('Oat drink')
  await counter.keyboard.press('Escape')
  const pay = counter.getByRole('region', { name: 'Pay' })
  await expect(pay).toBeVisible()
  await scan(counter, code)
  await expect(counter.getByRole('region', { name: 'Sale', exact: true })).toContainText(
    'Oat drink',
  )
  await expect(pay).toContainText('2.49')
})
