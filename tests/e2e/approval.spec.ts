import type { Page } from '@playwright/test'
import { beside, expect, GOODS, lines, scan, signInAs, test } from './shop.ts'

const approval = (page: Page) => page.getByRole('region', { name: 'Approval' })

/** A cashier is at the till, and asks for the drawer without a sale. */
async function askForDrawer(page: Page): Promise<void> {
  await page.keyboard.press('Control+o')
  await page.getByRole('button', { name: 'Open the drawer' }).click()
  await page.getByLabel('Why is the drawer opened?').fill('Change for the parking meter')
  await page.getByRole('button', { name: 'Open the drawer' }).click()
  await expect(approval(page)).toContainText('Open the drawer')
  await expect(approval(page).getByRole('group').getByRole('button').first()).toBeVisible()
}

test.beforeEach(async ({ counter, shop }) => {
  await beside(shop, async (api) => {
    const people = await api.staff.list()
    const cashier = people.find(({ role }) => role === 'cashier')
    if (!cashier) throw new Error('the demo has no cashier')
    await signInAs(api, cashier.name)
  })
  await expect(counter.getByRole('banner')).toContainText('Ana')
})

test('a second person approves by keys alone, while a scan goes into the cart', async ({
  counter,
}) => {
  await askForDrawer(counter)
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await expect(approval(counter)).toBeVisible()
  await counter.keyboard.press('1')
  await counter.keyboard.type('9999')
  await counter.keyboard.press('Enter')
  await expect(approval(counter).getByRole('alert')).toHaveText('That PIN is not right.')
  await counter.keyboard.type('1234')
  await counter.keyboard.press('Enter')
  await expect(approval(counter)).toBeHidden()
  await expect(lines(counter)).toHaveCount(1)
})

test('what nobody approves is left, and the sale goes on', async ({ counter }) => {
  await askForDrawer(counter)
  await counter.keyboard.press('Escape')
  await expect(approval(counter)).toBeHidden()
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
})
