/** From the first person of the day to a cart with everything in it. */
import type { Page } from '@playwright/test'
import { countAndClose } from '../closing.ts'
import {
  beside,
  comeToSell,
  expect,
  GOODS,
  lines,
  newCommand,
  scan,
  signInAs,
  UNKNOWN_CODE,
} from '../e2e/shop.ts'
import { test, type Camera } from './camera.ts'

/** Goods of the demo that ask for something before they are sold. */
const LAGER = '4000001001019'
const PHONE = '4000001001040'
const SHIRT = '4000001000012'
const COFFEE = '4000001001064'
const SHARED = '5901359000237'

const LONG =
  'Organic wholemeal sourdough bread with sunflower, pumpkin and linseed, sliced, family size'

test('coming in', async ({ counter, shop, camera }) => {
  test.setTimeout(240_000)
  await beside(shop, async (api) => {
    await signInAs(api, 'Chen')
    await countAndClose(api, 0)
  })
  await expect(counter.getByRole('heading', { name: 'Open the till' })).toBeVisible()
  await camera.show(counter, 'open-till')
  await beside(shop, (api) => api.staff.signOut(newCommand()))
  await expect(counter.getByRole('group', { name: 'Who is at the till?' })).toBeVisible()
  await camera.show(counter, 'sign-in')
  await counter.keyboard.press('1')
  await counter.keyboard.type('9999')
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('alert')).toBeVisible()
  await camera.show(counter, 'sign-in-wrong-pin')
  await counter.keyboard.press('Escape')
  await comeToSell(counter)
})

test('finding', async ({ counter, camera }) => {
  test.setTimeout(240_000)
  await camera.show(counter, 'sell-empty')
  await counter.getByRole('region', { name: 'Find goods' }).locator('.tile').first().click()
  await expect(counter.getByRole('button', { name: 'All departments' })).toBeVisible()
  await camera.show(counter, 'find-department')
  await counter.getByRole('button', { name: 'All departments' }).click()
  const entry = counter.getByLabel('Scan, or type a number or a name')
  await entry.fill('choc')
  await expect(counter.getByRole('list', { name: 'Goods found' })).toBeVisible()
  await camera.show(counter, 'find-found')
  await entry.fill('nothing of the kind')
  await expect(counter.getByText('Nothing found for')).toBeVisible()
  await camera.show(counter, 'find-nothing')
})

async function ask(counter: Page, camera: Camera, code: string, screen: string): Promise<void> {
  await scan(counter, code)
  await expect(counter.getByRole('region', { name: 'Sale' }).getByRole('alert')).toBeVisible()
  await camera.show(counter, screen)
  await counter.keyboard.press('Escape')
  // Goods that were refused are said so, until that is put away as well.
  const said = counter.getByRole('region', { name: 'Sale' }).getByRole('alert')
  await expect(said.getByRole('textbox')).toBeHidden()
  if (await said.isVisible()) await counter.keyboard.press('Escape')
  await expect(said).toBeHidden()
}

test('asking', async ({ counter, camera }) => {
  test.setTimeout(240_000)
  await ask(counter, camera, UNKNOWN_CODE, 'asked-unknown')
  await ask(counter, camera, LAGER, 'asked-age')
  await ask(counter, camera, PHONE, 'asked-serial')
  await ask(counter, camera, SHIRT, 'asked-variant')
  await ask(counter, camera, COFFEE, 'asked-add-ons')
  await ask(counter, camera, SHARED, 'asked-which')
})

test('a full cart', async ({ counter, camera, shop }) => {
  test.setTimeout(300_000)
  await beside(shop, (api) => signInAs(api, 'Ana'))
  for (const { code } of GOODS) await scan(counter, code)
  await counter.keyboard.type('9')
  await counter.keyboard.type('*')
  await expect(counter.getByText('9 ×')).toBeVisible()
  await camera.show(counter, 'sell-times')
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(3)
  await counter.keyboard.press('F3')
  await expect(counter.getByLabel('Price')).toBeFocused()
  await camera.show(counter, 'form-open-item')
  await counter.getByLabel('What it is').fill(LONG)
  await counter.getByLabel('Price').fill('123456')
  await counter.keyboard.press('Enter')
  await expect(lines(counter)).toHaveCount(4)
  await forms(counter, camera)
  await camera.show(counter, 'sell-full')
  await counter.keyboard.press('Control+y')
  await counter.getByLabel('Percent', { exact: true }).fill('50')
  await counter.getByRole('button', { name: 'Goodwill' }).click()
  await counter.keyboard.press('Enter')
  const approval = counter.getByRole('region', { name: 'Approval' })
  await expect(approval.getByRole('group').getByRole('button').first()).toBeVisible()
  await camera.show(counter, 'approval')
  await counter.keyboard.press('1')
  await camera.show(counter, 'approval-pin')
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Escape')
})

/** What is done to a line or to the sale. */
async function forms(counter: Page, camera: Camera): Promise<void> {
  await counter.keyboard.press('F4')
  await expect(counter.getByLabel('New quantity')).toBeFocused()
  await camera.show(counter, 'form-quantity')
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Control+m')
  await camera.show(counter, 'form-note')
  const note = counter.getByRole('region', { name: 'Sale' }).getByRole('textbox')
  await note.fill('Wrapped as a present for Tuesday')
  await counter.keyboard.press('Enter')
  await expect(note).toBeHidden()
  await counter.keyboard.press('Control+y')
  await expect(counter.getByLabel('Percent', { exact: true })).toBeFocused()
  await camera.show(counter, 'form-price')
  await counter.getByLabel('Percent', { exact: true }).fill('10')
  await counter.getByRole('button', { name: 'Damaged' }).click()
  await counter.keyboard.press('Enter')
  await expect(lines(counter).filter({ hasText: 'Damaged' })).toBeVisible()
  await expect(counter.getByLabel('Percent', { exact: true })).toBeHidden()
  await counter.keyboard.press('Control+q')
  await counter.getByLabel('Code of the coupon').fill('welcome-10')
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('list', { name: 'Coupons of this sale' })).toBeVisible()
  await camera.show(counter, 'form-coupon')
  await counter.keyboard.press('Enter')
  await expect(counter.getByLabel('Code of the coupon')).toBeHidden()
  await counter.keyboard.press('Control+i')
  await camera.show(counter, 'form-deposits')
  await counter.keyboard.press('Escape')
}
