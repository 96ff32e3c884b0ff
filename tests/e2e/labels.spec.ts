import { beside, comeToSell, expect, GOODS, scan, signInAs, test } from './shop.ts'

test('labels of a product come out of the label printer, or wait and say why', async ({
  counter,
  shop,
}) => {
  const { labels } = shop.floor.counter
  const newest = () => labels.labels().at(-1)
  await beside(shop, (api) => signInAs(api, 'Chen'))
  await counter.reload()
  await comeToSell(counter)
  await counter.keyboard.press('F10')
  await counter.getByRole('button', { name: 'Products', exact: true }).click()
  await scan(counter, GOODS[0].code)
  const known = counter.getByRole('region', { name: 'Product', exact: true })
  await known.getByRole('button', { name: 'Print labels' }).click()
  const chosen = counter.getByRole('region', { name: 'Labels', exact: true })
  await expect(chosen.getByRole('listitem')).toContainText(GOODS[0].code)
  await chosen.getByLabel(/^Labels of/).fill('3')
  await chosen.getByRole('button', { name: 'Print 3 labels' }).click()
  await expect(known).toBeVisible()
  await expect.poll(() => newest()?.codes[0]?.digits).toBe(GOODS[0].code)
  await expect.poll(() => newest()?.printed).toBe(3)

  labels.set({ mediaOut: true })
  await known.getByRole('button', { name: 'Print labels' }).click()
  await expect(chosen.getByRole('button', { name: 'Print 1 label' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByText('1 to look at')).toBeVisible()
  await known.getByRole('button', { name: 'Print labels' }).click()
  await expect(chosen).toContainText('out of paper')
  await counter.keyboard.press('Escape')
  labels.set({ mediaOut: false })
  await expect.poll(() => labels.printed(), { timeout: 20_000 }).toBeGreaterThanOrEqual(4)
  expect(labels.failures()).toEqual([])
})
