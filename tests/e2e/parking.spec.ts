import { expect, GOODS, lines, scan, test } from './shop.ts'

const parked = /^Parked/

test('a scan while the parked carts are looked at begins the next sale', async ({ counter }) => {
  await counter.getByRole('button', { name: parked }).click()
  await expect(counter.getByText('No cart is parked')).toBeVisible()
  await scan(counter, GOODS[2].code)
  await expect(lines(counter)).toHaveCount(1)
  await counter.getByRole('button', { name: 'Park', exact: true }).click()
  await expect(lines(counter)).toHaveCount(0)
  await counter.getByRole('button', { name: 'Parked: 1' }).click()
  await counter.getByRole('button', { name: GOODS[2].name }).click()
  await expect(lines(counter)).toHaveCount(1)
})
