import { expect, GOODS, lines, scan, sellForCash, test } from './shop.ts'

const parked = /^Parked/

test('a cart is parked by a key, the next customer pays, and it goes on by another key', async ({
  counter,
}) => {
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await counter.keyboard.press('Control+s')
  await expect(lines(counter)).toHaveCount(0)
  await expect(counter.getByRole('button', { name: 'Parked: 1' })).toBeVisible()
  await sellForCash(counter, GOODS[1].code)
  await counter.keyboard.press('Enter')
  await counter.keyboard.press('Control+s')
  const waiting = counter.getByRole('button', { name: GOODS[0].name })
  await expect(waiting).toBeVisible()
  await counter.keyboard.press('1')
  await expect(lines(counter)).toHaveCount(1)
  await expect(lines(counter).first()).toContainText(GOODS[0].name)
  await expect(counter.getByRole('button', { name: parked })).toBeHidden()
})

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
