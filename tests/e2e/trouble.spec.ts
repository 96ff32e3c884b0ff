import { comeToSell, expect, GOODS, lines, printed, scan, test } from './shop.ts'

test('the cart is there again after the page is loaded anew', async ({ counter }) => {
  await scan(counter, GOODS[0].code)
  await scan(counter, GOODS[1].code)
  await expect(lines(counter)).toHaveCount(2)
  await counter.reload()
  await expect(lines(counter)).toHaveCount(2)
})

test('a scan made while the core is dead counts once when it is back', async ({
  counter,
  shop,
}) => {
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  const back = shop.till.process.line('terminal ready ')
  shop.till.process.kill()
  await expect(counter.getByText('One moment …')).toBeVisible()
  await scan(counter, GOODS[1].code)
  await back
  await comeToSell(counter)
  await expect(lines(counter)).toHaveCount(2)
  await expect(counter.getByText('One moment …')).toBeHidden()
})

test('a printer without paper is shown, and its receipt comes by itself with the paper', async ({
  counter,
  shop,
}) => {
  const { printer } = shop.floor.counter
  printer.set({ paperOut: true })
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await counter.keyboard.press('F8')
  await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  const sign = counter.getByRole('button', { name: /Printer: .* to look at/ })
  await expect(sign).toBeVisible({ timeout: 30_000 })
  await sign.click()
  await expect(counter.getByRole('heading', { name: 'Printer' })).toBeVisible()
  const held = counter.getByRole('button', { name: 'Print now' })
  await expect(held).toBeVisible()
  const before = printed(shop)
  printer.set({ paperOut: false })
  await expect.poll(() => printed(shop), { timeout: 30_000 }).toBe(before + 1)
  await expect(held).toBeHidden()
  // The drawer is never opened by itself later, when nobody stands there: a person lets it go.
  await expect(counter.getByText('The drawer may not have opened')).toBeVisible()
  await counter.getByRole('button', { name: 'Forget it' }).click()
  await expect(counter.getByText('Every receipt was printed')).toBeVisible({ timeout: 30_000 })
})
