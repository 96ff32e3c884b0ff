import type { Page } from '@playwright/test'
import { beside, comeToSell, expect, GOODS, scan, signInAs, test } from './shop.ts'

const [BREAD] = GOODS
/** More than any test leaves on the shelf: each differs, and what is too much was found. */
const [FIRST, AGAIN] = ['888', '999']

async function openCount(page: Page): Promise<void> {
  await page.keyboard.press('F10')
  await page.getByRole('button', { name: 'Stock', exact: true }).click()
  await page.getByRole('button', { name: 'Count the stock' }).click()
  await page.getByRole('button', { name: /^What is scanned/ }).click()
  await expect(page.getByText('Scan what is there')).toBeVisible()
}

test('a manager counts a shelf blind, has it counted again, and posts what differs', async ({
  counter,
  shop,
}) => {
  await beside(shop, (api) => signInAs(api, 'Chen'))
  await counter.reload()
  await comeToSell(counter)
  await openCount(counter)
  const list = counter.getByRole('list', { name: 'Goods on the list' })
  const line = list.getByRole('listitem')
  await scan(counter, BREAD.code)
  await expect(line).toHaveCount(1)
  await expect(line).not.toContainText('in stock')
  await line.getByRole('textbox').fill(FIRST)
  await line.getByRole('textbox').press('Enter')
  await counter.getByRole('button', { name: 'Look it through' }).click()
  const variance = counter.getByRole('list', { name: 'What differs' }).getByRole('listitem')
  await expect(variance).toContainText(`Counted ${FIRST}`)
  await variance.getByRole('button', { name: /^Have counted again/ }).click()
  await counter.getByRole('button', { name: 'Have 1 counted again' }).click()
  await expect(line).toContainText('Count again')
  await expect(line.getByRole('textbox')).toHaveValue('')
  await line.getByRole('textbox').fill(AGAIN)
  await line.getByRole('textbox').press('Enter')
  await expect(line).not.toContainText('Count again')
  await counter.getByRole('button', { name: 'Look it through' }).click()
  await expect(variance).toContainText(`Counted before: ${FIRST}`)
  await variance.getByRole('combobox').selectOption('Found')
  await counter.getByRole('button', { name: 'Post the count' }).click()
  await expect(counter.getByText('Booked. The stock is as you said.')).toBeVisible()
  await expect(counter.getByRole('button', { name: /^What is scanned/ })).toBeVisible()
  await counter.keyboard.press('Escape')
  await expect(counter.getByRole('region', { name: 'Pay' })).toBeVisible()
})
