import { openOffice } from './office.ts'
import { expect, GOODS, lines, scan, test } from './shop.ts'

test('a promotion that the office tried on a cart and saved discounts at a till', async ({
  counter,
  shop,
}) => {
  const office = await openOffice(counter, shop.floor)
  await office.getByRole('button', { name: 'Prices and promotions' }).click()
  await office.getByRole('button', { name: 'New promotion' }).click()
  await office.getByLabel('Name, as the receipt prints it').fill('Half a breakfast')
  await office.getByLabel('Percent off').fill('50')
  await office.getByRole('button', { name: 'Only some' }).click()
  await office.getByLabel('Add goods').fill(GOODS[0].code)
  const found = office.getByRole('list', { name: 'Goods found' }).getByRole('button')
  await found.click()

  const trial = office.getByRole('region', { name: 'Try it on a cart' })
  await trial.getByLabel('Put goods in').fill(GOODS[0].code)
  await found.click()
  await expect(trial.getByRole('listitem')).toContainText('Half a breakfast · 50% off')
  await office.getByRole('button', { name: 'Save the promotion' }).click()
  await expect(office.getByRole('alert')).toContainText('Saved.')
  await office.getByRole('button', { name: 'Back' }).click()
  await expect(office.getByRole('row', { name: /Half a breakfast/ })).toContainText('50% off')
  await office.close()

  // A till is poked, and prices its cart by what it knows at the next beep.
  await expect(async () => {
    await scan(counter, GOODS[0].code)
    const discounted = lines(counter).filter({ hasText: 'Half a breakfast · 50% off' })
    await expect(discounted).toHaveCount(1, { timeout: 1000 })
  }).toPass()
})
