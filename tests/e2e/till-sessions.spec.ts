import type { Page } from '@playwright/test'
import { minor } from '../../src/domain/money.ts'
import { countAndClose } from '../closing.ts'
import { signInAtOffice } from './office.ts'
import { beside, expect, GOODS, newCommand, sellForCash, signInAs, test } from './shop.ts'

const FLOAT = 10_000

/** The newest session, looked at anew until it says so: entries are on their way. */
async function lookUntil(office: Page, says: string | RegExp): Promise<void> {
  await expect(async () => {
    await office.getByRole('button', { name: 'Till sessions' }).click()
    await office.getByRole('button', { name: 'Counter 1' }).first().click()
    const session = office.getByRole('region', { name: 'Till session', exact: true })
    await expect(session).toContainText(says, { timeout: 1000 })
  }).toPass()
}

test('a manager who signs in at the office closes an abandoned session, until its Z comes', async ({
  counter,
  shop,
}) => {
  // It waits for entries to come three times.
  test.slow()
  await beside(shop, async (api) => {
    await signInAs(api, 'Chen')
    await countAndClose(api, 0)
    await api.till.open({ ...newCommand(), float: minor(FLOAT) })
  })
  await counter.reload()
  await expect(counter.getByRole('region', { name: 'Pay' })).toBeVisible()
  const office = await signInAtOffice(counter, shop.floor, 'Chen')
  await lookUntil(office, 'Close this session from here')
  await expect(office.getByText('This is your word, Chen.')).toBeVisible()
  await expect(office.getByRole('button', { name: 'Receipt design' })).toHaveCount(0)
  await office.getByLabel('Reason').fill('Nobody came back')
  await office.getByRole('button', { name: 'Close this session' }).click()
  await expect(office.getByText('Stands until its till sends its own Z.')).toBeVisible()
  // A slip of the hand is corrected, and stays beside it.
  await office.getByLabel('Reason').fill('Nobody came back today')
  await office.getByRole('button', { name: 'Say this instead' }).click()
  await expect(office.getByRole('row', { name: /^Said before, corrected/ })).toBeVisible()
  await expect(office.getByLabel('Reason')).toHaveValue('Nobody came back today')

  // Somebody came back after all.
  const paid = await sellForCash(counter, GOODS[0].code)
  await counter.keyboard.press('Enter')
  await beside(shop, (api) => api.till.openDrawer({ ...newCommand(), reason: 'Coins' }))
  await lookUntil(office, '2 late entries')
  const session = office.getByRole('region', { name: 'Till session', exact: true })
  const late = session.getByRole('row', { name: /^2 · Coins/ })
  await expect(late).toContainText('Drawer without sale')
  await beside(shop, (api) => countAndClose(api, FLOAT + paid))
  await lookUntil(office, /Z \d/)
  await expect(session).not.toContainText('late entry')
  await session.getByRole('button', { name: 'Its Z report' }).click()
  await expect(session.getByRole('region', { name: 'Receipt' })).toContainText('Z REPORT')
  const cash = session.getByRole('row', { name: /^Cash/ })
  await expect(cash).toContainText(`€${(paid / 100).toFixed(2)}`)
  await expect(session.getByRole('row', { name: /^Z \d+/ })).toContainText('€0.00')
  await expect(session.getByRole('row', { name: /^Closed from elsewhere/ })).toContainText('Chen')
  await office.getByRole('button', { name: 'What was done' }).click()
  const told = office.getByRole('row', { name: /Closed a till session/ })
  await expect(told).toContainText(['Chen', 'Chen'])
  await office.getByRole('button', { name: 'Sign out' }).click()
  await expect(office.getByLabel('Password')).toBeVisible()
  await office.close()
})
