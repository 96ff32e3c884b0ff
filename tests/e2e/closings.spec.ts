import { countAndClose } from '../closing.ts'
import { verifyBooks } from '../../src/store/verify/exported-books.ts'
import {
  beside,
  comeToSell,
  expect,
  GOODS,
  printed,
  scan,
  sellForCash,
  signInAs,
  test,
} from './shop.ts'

test('a manager closes the day, and hands out its books', async ({ counter, shop }) => {
  // It waits for a thread that reads the journal.
  test.slow()
  await beside(shop, (api) => signInAs(api, 'Chen'))
  await counter.reload()
  await comeToSell(counter)
  await sellForCash(counter, GOODS[0].code)
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeHidden()
  await beside(shop, (api) => countAndClose(api, 0))
  await expect(counter.getByRole('heading', { name: 'Open the till' })).toBeVisible()
  await counter.getByRole('button', { name: 'Closings' }).click()
  await counter.getByRole('button', { name: 'Close the day' }).click()
  await expect(counter.getByText('Every day is closed')).toBeVisible()
  await scan(counter, GOODS[0].code)
  await expect(counter.getByText('Nothing is sold on this screen')).toBeVisible()
  const day = counter.getByRole('row').filter({ hasText: 'Day' }).first()
  await expect(day).toContainText('€')
  await day.getByRole('button').click()
  await expect(counter.getByRole('heading', { name: /^Day/ })).toBeVisible()
  await expect(counter.getByRole('row', { name: /^Cash/ })).toContainText('€')
  const before = printed(shop)
  await counter.getByRole('button', { name: 'Print', exact: true }).click()
  await expect.poll(() => printed(shop)).toBeGreaterThan(before)
  await counter.getByRole('button', { name: 'Write the books' }).click()
  const written = counter.getByRole('status').filter({ hasText: 'On the disk of this till' })
  await expect(written).toBeVisible({ timeout: 60_000 })
  const folder = await written.locator('dd').last().textContent()
  expect(await verifyBooks(folder ?? '')).toMatchObject({ broken: undefined })
  await counter.keyboard.press('Escape')
  await expect(day).toBeVisible()
  await counter.keyboard.press('Escape')
  await expect(counter.getByRole('heading', { name: 'Open the till' })).toBeVisible()
  await comeToSell(counter)
})
