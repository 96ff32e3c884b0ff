import type { Page } from '@playwright/test'
import { expect, GOODS, lines, scan, test } from './shop.ts'

const ENTRY = 'Scan, or type a number or a name'

/** Where the focus, or the screen, may be when the scanner beeps. */
const PLACES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'in the entry, with a search half typed': async (page) => {
    await page.keyboard.press('F2')
    await page.keyboard.type('choc')
    await expect(page.getByLabel(ENTRY)).toHaveValue('choc')
  },
  'on a button that was reached by Tab': async (page) => {
    const button = page.getByRole('button', { name: 'Open item' })
    await button.focus()
    await expect(button).toBeFocused()
  },
  'on the page of keys': async (page) => {
    await page.keyboard.press('F1')
    await expect(page.getByRole('heading', { name: 'Keys' })).toBeVisible()
  },
  'in the quantity of a line': async (page) => {
    await page.keyboard.press('F4')
    await expect(page.getByLabel('New quantity')).toBeFocused()
  },
  'in the tender': async (page) => {
    await page.keyboard.press('F8')
    await expect(page.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  },
}

for (const [place, go] of Object.entries(PLACES)) {
  test(`a scan becomes a line and types nothing ${place}`, async ({ counter }) => {
    await scan(counter, GOODS[0].code)
    await expect(lines(counter)).toHaveCount(1)
    await go(counter)
    await scan(counter, GOODS[1].code)
    await expect(lines(counter)).toHaveCount(2)
    await expect(lines(counter).nth(1)).toContainText(GOODS[1].name)
    await expect(counter.getByLabel(ENTRY)).toHaveValue('')
    await expect(counter.getByLabel('New quantity')).toHaveCount(0)
  })
}

test('a scan after a finished sale begins the next one', async ({ counter }) => {
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await counter.keyboard.press('F8')
  await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  await scan(counter, GOODS[2].code)
  await expect(lines(counter)).toHaveCount(1)
  await expect(lines(counter).first()).toContainText(GOODS[2].name)
})

test('two quick scans of one product make two of it', async ({ counter }) => {
  await scan(counter, GOODS[0].code)
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await expect(lines(counter).first()).toContainText('each')
})
