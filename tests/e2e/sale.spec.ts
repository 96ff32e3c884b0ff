import { expect, GOODS, lines, printed, scan, test, UNKNOWN_CODE } from './shop.ts'

test('three scans and two keys sell three items for cash', async ({ counter, shop }) => {
  const before = printed(shop)
  for (const { code, name } of GOODS) {
    await scan(counter, code)
    await expect(lines(counter).filter({ hasText: name })).toBeVisible()
  }
  const total = await counter.getByLabel('Total', { exact: true }).textContent()

  await counter.keyboard.press('F8')
  await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await counter.keyboard.press('Enter')

  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  await expect(counter.getByRole('region', { name: 'Pay' })).toContainText(total ?? 'a total')
  await expect.poll(() => printed(shop)).toBe(before + 1)
  expect(shop.floor.counter.printer.receipts().at(-1)?.text).toMatch(/soft white/i)

  await counter.keyboard.press('Enter')
  await expect(counter.getByText('Ready for the next customer')).toBeVisible()
})

test('a typed amount shows the change before it is taken', async ({ counter }) => {
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await counter.keyboard.press('F8')
  await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await counter.keyboard.type('1')
  await expect(counter.getByText('Still missing')).toBeVisible()
  await counter.keyboard.type('0000')
  await expect(counter.getByLabel('Given')).toContainText('100.00')
  const change = await counter.getByLabel('Change', { exact: true }).textContent()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  await expect(counter.getByRole('region', { name: 'Pay' })).toContainText(change ?? 'change')
})

test('quantity, removal and undo need no mouse', async ({ counter }) => {
  await counter.keyboard.type('3')
  await counter.keyboard.type('*')
  await expect(counter.getByText('3 ×')).toBeVisible()
  await scan(counter, GOODS[0].code)
  await expect(lines(counter).first()).toContainText('each')
  await scan(counter, GOODS[1].code)
  await expect(lines(counter)).toHaveCount(2)

  await counter.keyboard.press('Delete')
  await expect(lines(counter)).toHaveCount(1)
  await counter.keyboard.press('Control+z')
  await expect(lines(counter)).toHaveCount(2)

  await counter.keyboard.press('F4')
  await expect(counter.getByLabel('New quantity')).toBeFocused()
  await counter.keyboard.type('12')
  await expect(counter.getByLabel('New quantity')).toHaveValue('12')
  await counter.keyboard.press('Enter')
  await expect(lines(counter).filter({ hasText: '12' })).toHaveCount(1)
})

test('a name typed anywhere finds the goods, and Enter takes the first', async ({ counter }) => {
  await counter.keyboard.type('altoids')
  const found = counter.getByRole('list', { name: 'Goods found' })
  await expect(found.getByRole('button').first()).toContainText(/altoids/i)
  await expect(counter.getByLabel('Scan, or type a number or a name')).toHaveValue('altoids')
  await counter.keyboard.press('Enter')
  await expect(lines(counter)).toHaveCount(1)
  await expect(counter.getByLabel('Scan, or type a number or a name')).toHaveValue('')
})

test('an unknown code is said where its line would be, and can be sold', async ({ counter }) => {
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await scan(counter, UNKNOWN_CODE)
  const sale = counter.getByRole('region', { name: 'Sale' })
  await expect(sale.getByRole('alert')).toContainText(UNKNOWN_CODE)
  await expect(lines(counter)).toHaveCount(1)

  await counter.keyboard.press('F3')
  await expect(counter.getByLabel('Price')).toBeFocused()
  await counter.keyboard.type('250')
  await expect(counter.getByLabel('Price')).toHaveValue('2.50')
  await counter.keyboard.press('Enter')
  await expect(lines(counter)).toHaveCount(2)
  await expect(lines(counter).nth(1)).toContainText('2.50')
})
