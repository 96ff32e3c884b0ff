/** The customer's screen beside the till: two pages of one terminal. */
import { expect, GOODS, lines, scan, test } from './shop.ts'

/** Four red dots by three. */
const RED =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAEElEQVR42mM4' +
  'YaMBRww4OQAZ7g4Rt8JCGQAAAABJRU5ErkJggg=='

test('a scan at the till shows on the customer’s screen, and so does the change', async ({
  counter,
  shop,
  browser,
}) => {
  const display = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await display.goto(shop.till.displayUrl)
  await expect(display.getByRole('heading', { name: 'Corner Shop' })).toBeVisible()
  await expect(display.getByText('Welcome')).toBeVisible()

  for (const [index, { code, name }] of GOODS.entries()) {
    await scan(counter, code)
    await expect(lines(counter)).toHaveCount(index + 1)
    await expect(lines(display).filter({ hasText: name })).toBeVisible()
  }
  const total = await counter.getByLabel('Total', { exact: true }).textContent()
  await expect(display.getByLabel('Total', { exact: true })).toHaveText(total ?? 'a total')

  await counter.keyboard.press('F8')
  await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await counter.keyboard.type('100')
  await expect(counter.getByRole('button', { name: 'Take as a part' })).toBeVisible()
  await counter.keyboard.press('Enter')
  const due = counter.getByRole('status', { name: 'To pay' })
  await expect(due).not.toHaveText(total ?? 'a total')
  await expect(display.getByLabel('To pay')).toHaveText((await due.textContent()) ?? 'what is due')
  await expect(display.getByText('Paid')).toBeVisible()
  await counter.keyboard.press('F8')
  await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await counter.keyboard.type('10000')
  await expect(counter.getByLabel('Given')).toContainText('100.00')
  const change = await counter.getByLabel('Change', { exact: true }).textContent()
  await counter.keyboard.press('Enter')
  await expect(display.getByRole('heading', { name: 'Thank you' })).toBeVisible()
  await expect(display.getByLabel('Change', { exact: true })).toHaveText(change ?? 'change')
  await expect(display.getByRole('button')).toHaveCount(0)

  await counter.keyboard.press('Enter')
  await scan(counter, GOODS[0].code)
  await expect(lines(display)).toHaveCount(1)
  await counter.keyboard.press('Delete')
  await expect(display.getByText('Welcome')).toBeVisible()
  await display.close()
})

test('pictures of the settings stand on the customer’s screen while nothing is sold', async ({
  counter,
  shop,
  browser,
}) => {
  const { settings } = shop.floor.owner
  const display = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await display.goto(shop.till.displayUrl)
  const picture = display.getByRole('presentation')
  await expect(display.getByText('Welcome')).toBeVisible()
  await expect(picture).toHaveCount(0)
  await settings.set({ displayPictures: [RED] })
  await expect(picture).toHaveAttribute('src', RED)
  await expect(picture).toHaveJSProperty('naturalWidth', 4)
  await scan(counter, GOODS[0].code)
  await expect(lines(display)).toHaveCount(1)
  await expect(picture).toHaveCount(0)
  await counter.keyboard.press('Delete')
  await expect(picture).toHaveAttribute('src', RED)
  await settings.set({ displayPictures: null })
  await expect(picture).toHaveCount(0)
  await display.close()
})
