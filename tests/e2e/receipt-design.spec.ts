import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beside, expect, GOODS, sellForCash, test } from './shop.ts'

const HEADER = 'Ring the bell twice'
/** Two dots of ink on white, as a GIF of eight by one. */
const LOGO = Buffer.from('R0lGODlhCAABAIAAAAAAAP///yH5BAAAAAAALAAAAAAIAAEAAAIERIxpBQA7', 'base64')

test('an owner sees a receipt as the printer prints it, and the till prints it then', async ({
  counter,
  shop,
}) => {
  const { floor } = shop
  const token = readFileSync(join(floor.folder, 'backend', 'owner-token'), 'utf8').trim()
  const page = await counter.context().newPage()
  await page.goto(`${floor.backendUrl}/administration/reports/#token=${token}`)
  await page.getByRole('button', { name: 'Receipt design' }).click()
  const preview = page.getByRole('img', { name: 'A made-up receipt by this design' })
  await expect(preview).toBeVisible()
  const before = await preview.getAttribute('src')
  await page.getByLabel('Lines above the sale').fill(HEADER)
  await expect(preview).not.toHaveAttribute('src', before ?? '')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a picture' }).click()
  await (await chooser).setFiles({ name: 'logo.gif', mimeType: 'image/gif', buffer: LOGO })
  await expect(page.getByRole('button', { name: 'Remove the logo' })).toBeVisible()
  await page.getByRole('button', { name: 'Save for all tills' }).click()
  await expect(page.getByRole('alert')).toContainText('Saved.')
  await page.close()

  await beside(shop, async (api) => {
    for await (const event of await api.watch()) {
      if (event.kind === 'shop' && event.shop?.receiptLogo) return
    }
  })
  await sellForCash(counter, GOODS[0].code)
  await expect.poll(() => floor.counter.printer.receipts().at(-1)?.text).toContain(HEADER)
  await expect(counter.locator('.receipt-logo')).toBeVisible()
  await counter.keyboard.press('Enter')
})
