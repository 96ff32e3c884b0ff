import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { openOffice } from './office.ts'
import {
  beside,
  comeToSell,
  expect,
  GOODS,
  newCommand,
  scan,
  sellForCash,
  signInAs,
  test,
} from './shop.ts'

const money = (cents: number) => `€${(cents / 100).toFixed(2)}`
const row = (page: Page, part: string, name: RegExp | string) =>
  page.getByRole('region', { name: part }).getByRole('button', { name })

/** At the end of what a row says. */
const centsOf = (text: string | null) =>
  Number(/([\d,.]+)$/.exec(text ?? '')?.[1]?.replace(/\D/g, ''))

async function sellAgain(page: Page, code: string): Promise<number> {
  const paid = await sellForCash(page, code)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Change to give' })).toBeHidden()
  return paid
}

async function openReports(page: Page): Promise<void> {
  await page.keyboard.press('Control+h')
  await expect(page.getByRole('heading', { name: 'Reports of this till' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Products' })).toBeVisible()
}

test('a manager reads the day, follows a figure to its receipt, and saves it', async ({
  counter,
  shop,
}) => {
  await beside(shop, (api) => signInAs(api, 'Chen'))
  await counter.reload()
  await comeToSell(counter)
  const paid = await sellAgain(counter, GOODS[0].code)
  await openReports(counter)
  // Whatever was sold of it before at this till.
  const before = await row(counter, 'Products', GOODS[0].name).textContent()
  await counter.keyboard.press('Escape')
  await sellAgain(counter, GOODS[0].code)
  await openReports(counter)
  const sum = centsOf(before) + paid
  await expect(row(counter, 'Products', GOODS[0].name)).toContainText(money(sum))
  await expect(row(counter, 'Cashiers', 'Chen')).toBeVisible()
  const download = counter.waitForEvent('download')
  await counter.getByRole('button', { name: 'Save for a spreadsheet (CSV)' }).click()
  const file = readFileSync(await (await download).path(), 'utf8')
  expect(file).toContain('"Products",')
  expect((await download).suggestedFilename()).toMatch(/_all-\d+\.csv$/)
  await row(counter, 'Products', GOODS[0].name).click()
  const receipt = counter.getByRole('region', { name: 'Receipts' }).getByRole('button').first()
  await expect(receipt).toContainText(money(paid))
  const list = counter.waitForEvent('download')
  await counter.getByRole('button', { name: 'Save for a spreadsheet (CSV)' }).click()
  expect(readFileSync(await (await list).path(), 'utf8')).toContain(
    `,${(paid / 100).toFixed(2)}\r\n`,
  )
  await receipt.click()
  await expect(counter.getByRole('region', { name: 'Receipt' })).toContainText(GOODS[0].name)
  await counter.keyboard.press('Escape')
  await expect(receipt).toBeVisible()
  await counter.keyboard.press('Escape')
  await expect(row(counter, 'Products', GOODS[0].name)).toBeVisible()
  // Of a week each day is a door to its own hours.
  await counter.getByRole('button', { name: '7 days' }).click()
  const days = counter.getByRole('region', { name: 'By day' })
  await expect(row(counter, 'By hour', /:00/).first()).toBeVisible()
  await days.getByRole('button', { disabled: false }).last().click()
  await expect(days).toBeHidden()
  await expect(
    counter.getByRole('region', { name: 'By hour' }).getByRole('listitem'),
  ).not.toHaveCount(0)
  await counter.getByRole('button', { name: 'Today' }).click()
  await expect(row(counter, 'Products', GOODS[0].name)).toBeVisible()
  await counter.getByLabel('Reported').selectOption('Whole store and web')
  await expect(counter.getByRole('heading', { name: 'Reports', exact: true })).toBeVisible()
  await expect(row(counter, 'Products', GOODS[0].name)).toBeVisible()
  await counter.getByRole('button', { name: 'Stock' }).click()
  await expect(counter.getByText('Worth at cost')).toBeVisible()
  await counter.getByRole('button', { name: /^All goods/ }).click()
  const items = counter.getByRole('region', { name: 'All goods' })
  await expect(items.getByRole('columnheader', { name: 'Worth' })).toHaveAttribute(
    ...(['aria-sort', 'descending'] as const),
  )
  await items.getByRole('button', { name: 'Sold', exact: true }).click()
  await expect(items.getByRole('row').nth(1)).toContainText(/[1-9]\d*%$/)
  await counter.getByRole('button', { name: 'Till sessions' }).click()
  await expect(counter.getByRole('region', { name: 'Till sessions' })).toBeVisible()
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Escape')
  await expect(counter.getByRole('region', { name: 'Pay' })).toBeVisible()
})

test('a manager chooses from which day to which, but no more than is reported at once', async ({
  counter,
  shop,
}) => {
  await beside(shop, (api) => signInAs(api, 'Chen'))
  await counter.reload()
  await comeToSell(counter)
  await openReports(counter)
  await counter.getByRole('button', { name: 'Dates' }).click()
  const dates = counter.getByRole('form', { name: 'Dates' })
  await expect(dates.getByLabel('From')).toBeFocused()
  await dates.getByLabel('From').fill('2020-01-31')
  await dates.getByLabel('To').fill('2020-01-02')
  await counter.keyboard.press('Enter')
  await expect(dates.getByRole('alert')).toHaveText('The first day is after the last.')
  await dates.getByLabel('To').fill('2020-03-02')
  await expect(dates.getByRole('alert')).toContainText('31 days at most')
  await dates.getByLabel('To').fill('2020-02-01')
  await counter.keyboard.press('Enter')
  await expect(dates).toBeHidden()
  const shown = counter.locator('.reports-period')
  await expect(shown).toHaveText(/2020.*2020/)
  await counter.getByRole('button', { name: 'Dates' }).click()
  await dates.getByRole('button', { name: 'This month' }).click()
  await expect(dates).toBeHidden()
})

test('a manager finds a sale in the journal by its goods, and sees what proves it', async ({
  counter,
  shop,
}) => {
  await beside(shop, (api) => signInAs(api, 'Chen'))
  await counter.reload()
  await comeToSell(counter)
  await sellAgain(counter, GOODS[1].code)
  await counter.keyboard.press('F12')
  await expect(counter.getByRole('textbox')).toBeFocused()
  await counter.keyboard.type('rootbeer')
  await expect(counter.getByRole('textbox')).toHaveValue('rootbeer')
  await counter.keyboard.press('Enter')
  const sale = counter.getByRole('button', { name: 'Sale', exact: true }).first()
  await expect(sale).toBeVisible()
  await expect(counter.getByRole('button', { name: 'Signed in', exact: true })).toHaveCount(0)
  await sale.click()
  const entry = counter.getByRole('region', { name: 'Entry' })
  await expect(entry.getByText('Signed by this terminal’s key')).toBeVisible()
  await expect(entry.getByRole('region', { name: 'Receipt' })).toContainText(GOODS[1].name)
  await counter.keyboard.press('Escape')
  await expect(sale).toBeVisible()
  const receipt = await beside(shop, async (api) => (await api.receipts.latest())?.receipt ?? '')
  await scan(counter, receipt)
  await expect(counter.getByRole('textbox')).toHaveValue(receipt)
  await expect(sale).toBeVisible()
  await counter.keyboard.press('Escape')
  await expect(counter.getByRole('region', { name: 'Pay' })).toBeVisible()
})

test('a manager proves the whole database of the till, and is told what was proven', async ({
  counter,
  shop,
}) => {
  // It waits for a thread that reads the journal.
  test.slow()
  await beside(shop, (api) => signInAs(api, 'Chen'))
  await counter.reload()
  await comeToSell(counter)
  await counter.keyboard.press('F12')
  await counter.getByRole('button', { name: 'Verify', exact: true }).click()
  const proof = counter.getByRole('region', { name: 'Proof of this till' })
  await proof.getByRole('button', { name: 'Verify now' }).click()
  const right = proof.getByRole('heading', { name: 'All is right' })
  await expect(right).toBeVisible({ timeout: 60_000 })
  await expect(proof.getByText('Each entry is signed')).toBeVisible()
  await expect(proof.getByText(/Last verified/)).toBeVisible()
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Escape')
  await expect(counter.getByRole('region', { name: 'Pay' })).toBeVisible()
})

test('from stock that was lost one goes to its entries, at the till and in the office', async ({
  counter,
  shop,
}) => {
  await beside(shop, async (api) => {
    await signInAs(api, 'Chen')
    const goods = { kind: 'adjustment', text: GOODS[2].code, symbology: null } as const
    await api.stock.scan({ ...newCommand(), ...goods })
    const { sheet, version } = await api.stock.sheet({ kind: 'adjustment' })
    await api.stock.adjust({ ...newCommand(), sheet, version, reason: 'damaged', note: 'Dropped' })
  })
  await counter.reload()
  await comeToSell(counter)
  await openReports(counter)
  const lost = row(counter, 'Stock lost', 'Damaged')
  await lost.click()
  const dropped = counter.getByRole('row').filter({ hasText: GOODS[2].name })
  await expect(dropped).toContainText('Dropped')
  await dropped.getByRole('button').click()
  await expect(counter.getByRole('region', { name: 'Entry' })).toContainText('Signed by')
  await counter.keyboard.press('Escape')
  await expect(dropped).toBeVisible()
  await counter.keyboard.press('Escape')
  await expect(lost).toBeVisible()
  await counter.keyboard.press('Escape')
  await expect(counter.getByRole('region', { name: 'Pay' })).toBeVisible()

  const office = await openOffice(counter, shop.floor)
  // The entry is on its way.
  await expect(async () => {
    await office.getByRole('button', { name: 'Today' }).click()
    await row(office, 'Stock lost', 'Damaged').click({ timeout: 1000 })
  }).toPass()
  const line = office.getByRole('row').filter({ hasText: GOODS[2].name })
  await expect(line).toContainText('Chen')
  await expect(line).toContainText('Dropped')
  await office.getByRole('button', { name: 'Back' }).click()
  await expect(row(office, 'Stock lost', 'Damaged')).toBeVisible()
  await office.close()
})
