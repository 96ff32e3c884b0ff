import { v7 } from 'uuid'
import { withCheckDigit } from '../../src/domain/barcode/gtin.ts'
import { beside, comeToSell, expect, scan, signInAs, test } from './shop.ts'

test('a manager adds a product and its department, and changes its price everywhere', async ({
  counter,
  shop,
}, { repeatEachIndex }) => {
  const department = `Drinks ${String(repeatEachIndex)}`
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
  await form.getByLabel('Name', { exact: true }).fill('Oat drink')
  await form.getByLabel('Price').fill('199')
  await form.getByRole('group', { name: 'Tax' }).getByRole('button').first().click()
  await form.getByRole('button', { name: 'New department' }).click()
  await form.getByLabel('Name of the department').fill(department)
  await counter.keyboard.press('Enter')
  const departments = form.getByRole('group', { name: 'Department' })
  await expect(departments.getByRole('button', { pressed: true })).toHaveText(department)
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
  const find = counter.getByRole('region', { name: 'Find goods' })
  await find.getByRole('button', { name: department }).click()
  await expect(find.getByRole('button', { name: /Oat drink/ })).toBeVisible()
})

test('a manager names a department anew, and every panel follows', async ({ counter, shop }) => {
  const name = `Plants ${String(Date.now() % 10_000)}`
  await beside(shop, async (api) => {
    await signInAs(api, 'Chen')
    await api.departments.create({ command: v7(), name: `${name} and more` })
  })
  await counter.reload()
  await comeToSell(counter)
  await counter.keyboard.press('F10')
  await counter.getByRole('button', { name: 'Products', exact: true }).click()
  await counter.getByRole('button', { name: 'Departments', exact: true }).click()
  const listed = counter.getByRole('region', { name: 'Departments' })
  await listed.getByRole('button', { name: `Open ${name} and more` }).click()
  await listed.getByLabel('Name of the department').fill(name)
  await listed.getByRole('button', { name: 'At the front' }).click()
  await listed.getByRole('button', { name: 'Save changes' }).click()
  const rows = listed.getByRole('list', { name: 'Departments' }).getByRole('listitem')
  await expect(rows.first()).toHaveText(new RegExp(`^${name}Nothing is in it`))
  await rows.first().getByRole('button').click()
  await listed.getByRole('button', { name: 'End department' }).click()
  await expect(rows.first()).not.toContainText(name)
})
