/** The hand on the till: keys, targets, languages, reading direction. */
import type { Page } from '@playwright/test'
import {
  beside,
  comeToSell,
  expect,
  GOODS,
  lines,
  newCommand,
  scan,
  signInAs,
  test,
  walkTo,
} from './shop.ts'
import { judge, SOUND } from '../screens/judge.ts'

/** Every key that is pressed from now on, as the page sees it before anything of its own does. */
async function countKeys(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const pressed: string[] = []
    Object.assign(window, { pressed })
    window.addEventListener('keydown', ({ key }) => pressed.push(key), { capture: true })
  })
  await page.reload()
  await comeToSell(page)
  return () => page.evaluate(() => (window as unknown as { pressed: string[] }).pressed.splice(0))
}

test('a cash sale of three items needs its scans and two keys', async ({ counter }) => {
  const keys = await countKeys(counter)
  for (const [index, { code }] of GOODS.entries()) {
    await scan(counter, code)
    await expect(lines(counter)).toHaveCount(index + 1)
  }
  // Those were the scanner's.
  expect(await keys()).toHaveLength(GOODS.reduce((sum, { code }) => sum + code.length + 1, 0))
  await counter.keyboard.press('F8')
  await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  expect(await keys()).toStrictEqual(['F8', 'Enter'])
  // The next customer's first scan needs no key before it.
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
})

test('a key that was chosen does its act and is printed on its button', async ({
  counter,
  shop,
}) => {
  await beside(shop, (api) => signInAs(api, 'Bilal'))
  await expect(counter.getByText('Bilal')).toBeVisible()
  await counter.keyboard.press('F1')
  await counter.getByRole('button', { name: 'Choose other keys' }).click()
  await counter.getByRole('button', { name: /^Cash: F8/ }).click()
  await expect(counter.getByRole('button', { name: /^Cash: F8/ })).toHaveText('Press a key')
  await counter.keyboard.press('F12')
  await expect(counter.getByRole('button', { name: 'Cash', exact: true })).toContainText('F12')
  await scan(counter, GOODS[0].code)
  await counter.keyboard.press('F8')
  await counter.keyboard.press('F12')
  await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await counter.keyboard.press('Escape')
  await beside(shop, async (api) => api.keys.choose({ ...newCommand(), keys: {} }))
  await expect(counter.getByRole('button', { name: 'Cash', exact: true })).toContainText('F8')
})

test('the menu needs no pointer: it is walked through, or its letters are pressed', async ({
  counter,
  shop,
}) => {
  await beside(shop, (api) => signInAs(api, 'Bilal'))
  await expect(counter.getByText('Bilal')).toBeVisible()
  await counter.keyboard.press('F10')
  const first = counter.getByRole('button', { name: 'Print the last receipt again' })
  await expect(first).toBeFocused()
  await walkTo(counter, 'ArrowDown', counter.getByRole('button', { name: 'Stock' }))
  await walkTo(counter, 'ArrowUp', counter.getByRole('button', { name: 'Cash and figures' }))
  await walkTo(counter, 'Tab', counter.getByRole('button', { name: 'This till' }))
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'This till' })).toBeVisible()

  await counter.keyboard.press('F10')
  const html = counter.locator('html')
  await counter.keyboard.press('c')
  await expect(html).toHaveAttribute('data-theme', 'light')
  await counter.keyboard.press('l')
  await expect(html).toHaveAttribute('lang', 'de')
  // A letter that stands on no button does nothing, and begins no search either.
  await counter.keyboard.press('z')
  await expect(counter.getByRole('heading', { name: 'Menü' })).toBeVisible()
  await counter.evaluate(() => window.localStorage.clear())
  await counter.reload()
  await comeToSell(counter)
  for (const [letter, heading] of [
    ['g', 'Products'],
    ['s', 'Stock'],
  ] as const) {
    await counter.keyboard.press('F10')
    await expect(first).toBeFocused()
    await counter.keyboard.press(letter)
    await expect(counter.getByRole('heading', { name: heading, exact: true })).toBeVisible()
    await counter.keyboard.press('Escape')
  }
  await counter.keyboard.press('F10')
  await expect(first).toBeFocused()
  await counter.keyboard.press('x')
  await expect(counter.getByText('Who is at the till?')).toBeVisible()
  await comeToSell(counter)
})

test('nothing is too small, nameless, pale or out of sight', async ({ counter }) => {
  const look = async (screen: string) => {
    expect(await judge(counter), screen).toStrictEqual(SOUND)
  }
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await look('sell')
  for (const key of ['F1', 'F10', 'F3', 'F4', 'F8']) {
    await counter.keyboard.press(key)
    await look(key)
    await counter.keyboard.press('Escape')
    await counter.keyboard.press('Escape')
  }
  await counter.keyboard.type('altoids')
  await expect(counter.getByRole('list', { name: 'Goods found' })).toBeVisible()
  await look('found')
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Control+e')
  await look('close')
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('F8')
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  await look('done')
  await counter.keyboard.press('F10')
  await counter.getByRole('button', { name: 'Sign out' }).click()
  await expect(counter.getByText('Who is at the till?')).toBeVisible()
  await look('sign-in')
  await comeToSell(counter)
})

test('a person chooses Arabic, and the screens are read from the right', async ({ counter }) => {
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await counter.keyboard.press('F10')
  await counter.getByRole('button', { name: 'العربية' }).click()
  const page = counter.locator('html')
  await expect(page).toHaveAttribute('dir', 'rtl')
  await expect(page).toHaveAttribute('lang', 'ar')
  const pay = counter.getByRole('region', { name: 'الدفع' })
  const find = counter.getByRole('region', { name: 'البحث عن البضائع' })
  const [left, right] = await Promise.all([pay.boundingBox(), find.boundingBox()])
  expect(left?.x).toBeLessThan(right?.x ?? 0)

  // It is this person's own: who comes next reads the shop's language.
  await counter.getByRole('button', { name: 'تسجيل الخروج' }).click()
  await expect(counter.getByText('Who is at the till?')).toBeVisible()
  await expect(page).toHaveAttribute('dir', 'ltr')
  await counter.evaluate(() => window.localStorage.clear())
  await counter.reload()
  await comeToSell(counter)
})
