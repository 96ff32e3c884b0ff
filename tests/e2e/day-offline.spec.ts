/** A day on which the backend is away from before the first sign-in until after the Z. */
import { isDeepStrictEqual } from 'node:util'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createBackendClient } from '../../src/commands/backend-client.ts'
import { QUANTITY_SCALE } from '../../src/domain/quantity.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { giveCoupon, givenCoupons, makeCoupon } from './coupons.ts'
import { beforeTheDay, doneHeading, FLOAT, receiptOf, signInAndOpen, totalOf } from './day.ts'
import { expect, GOODS, lines, scan, sellForCash, test, typeCount, type Shop } from './shop.ts'

const [BREAD, ROOTBEER, ALTOIDS] = GOODS
const NEW_CARD = 1000

test('a day without the backend ends with its Z, and arrives as it was', async ({
  counter,
  shop,
}) => {
  // The till asks for the backend again and again, less often while it stays away.
  test.slow()
  const { floor } = shop
  await beforeTheDay(shop)
  await expect.poll(() => isAllThere(shop), { timeout: 40_000 }).toBe(true)
  const coupon = await makeCoupon(shop)
  const before = await stockOf(shop)
  await floor.backend.stop()
  try {
    await signInAndOpen(counter)
    let cash = FLOAT + (await sellForCash(counter, BREAD.code))
    const receipt = await receiptOf(counter)
    await expect(counter.getByText('Not sent yet: 1 sale')).toBeVisible()
    await next(counter)
    cash -= await takeBack(counter, receipt)
    cash += await sellToNewCustomer(counter)
    cash += await sellGiftCard(counter)
    await parkAndGoOn(counter, coupon)
    await close(counter, cash)
    await expect(counter.getByText(/Offline since \d/)).toBeVisible({ timeout: 40_000 })
  } finally {
    const ready = floor.backend.line('backend ready ')
    floor.backend.start()
    await ready
  }
  await expect.poll(() => isAllThere(shop), { timeout: 60_000 }).toBe(true)
  await expect(counter.getByText(/^Not sent yet/)).toBeHidden({ timeout: 40_000 })
  await expect(counter.getByText('Online', { exact: true })).toBeVisible()
  // Bread came back; one each of the others was carried out.
  const after = await stockOf(shop)
  const moved = after.map((onHand, index) => onHand - (before[index] ?? 0))
  expect(moved.filter((change) => change !== 0)).toEqual([-QUANTITY_SCALE, -QUANTITY_SCALE])
})

/** The backend ends with the very entry with which the till ends. */
async function isAllThere({ floor, till }: Shop): Promise<boolean> {
  const { heads: own, broken } = verifyJournal(join(till.folder, 'terminal.db'))
  expect(broken).toBeUndefined()
  const token = fileSecrets(till.folder).credential() ?? ''
  const asTill = createBackendClient({ url: floor.backendUrl, token })
  const { heads, parked, forked } = await asTill.sync.heads({})
  return isDeepStrictEqual(heads, own) && parked === 0 && !forked
}

/** What the backend says is there of everything, and its ledger with it. */
async function stockOf({ floor }: Shop): Promise<number[]> {
  const levels = await floor.owner.administration.levels({})
  expect(levels.filter((level) => level.onHand !== level.recomputed)).toEqual([])
  return levels.map(({ onHand }) => onHand)
}

async function next(page: Page): Promise<void> {
  await page.keyboard.press('Enter')
  await expect(page.getByText('Ready for the next customer')).toBeVisible()
}

/** Answers what went out of the drawer. */
async function takeBack(page: Page, receipt: string): Promise<number> {
  await scan(page, receipt)
  await expect(page.getByRole('heading', { name: receipt })).toBeVisible()
  await page.getByRole('button', { name: /^One more/ }).click()
  await page.getByRole('button', { name: 'Wrong goods' }).click()
  await page.getByRole('button', { name: 'Put in the cart' }).click()
  await expect(page.getByRole('heading', { name: 'To give back' })).toBeVisible()
  const back = await totalOf(page)
  await page.keyboard.press('F8')
  await expect(page.getByRole('heading', { name: 'Given back' })).toBeVisible()
  await next(page)
  return back
}

/** Who is made at the counter names the sale at once, and has the points that it brings. */
async function sellToNewCustomer(page: Page): Promise<number> {
  await page.keyboard.press('Control+k')
  await page.getByLabel('Name, phone, e-mail or card').fill('Hypatia of Alexandria')
  await page.getByRole('button', { name: 'New customer' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Hypatia of Alexandria')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Sale' })).toContainText('Hypatia')
  await expect(page.getByLabel('Phone')).toBeHidden()
  const paid = await sellForCash(page, ALTOIDS.code)
  await next(page)
  await page.keyboard.press('Control+k')
  await page.getByLabel('Name, phone, e-mail or card').fill('hypatia')
  const found = page.getByRole('list', { name: 'Customers found' })
  await expect(found).toContainText(`${String(Math.floor(paid / 100))} points`)
  await expect(found).toContainText('not sent yet', { ignoreCase: true })
  await page.keyboard.press('Escape')
  return paid
}

/** Sold here, it pays here up to what the store lets it without asking. */
async function sellGiftCard(page: Page): Promise<number> {
  const code = `GC${String(Date.now())}`
  await page.keyboard.press('Control+j')
  await page.getByLabel('Code of the gift card').fill(code)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('What is on the card')).toHaveText('not known at this till')
  await page.keyboard.press('F5')
  await expect(lines(page).first()).toContainText(`····${code.slice(-4)}`)
  expect(await totalOf(page)).toBe(NEW_CARD)
  await page.keyboard.press('F8')
  await expect(page.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(doneHeading(page)).toBeVisible()
  await scan(page, ROOTBEER.code)
  await expect(lines(page).first()).toContainText(ROOTBEER.name)
  await scan(page, code)
  await expect(page.getByLabel('What is on the card')).toContainText('10.00')
  await expect(page.getByRole('button', { name: /^Pay .*\d/ })).toBeVisible()
  await page.keyboard.press('Enter')
  // The backend is asked first, and given its time.
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible({ timeout: 15_000 })
  await next(page)
  return NEW_CARD
}

/** A coupon that is good once is taken at the till's own word, and says so. */
async function parkAndGoOn(page: Page, coupon: string): Promise<void> {
  await scan(page, BREAD.code)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('Control+s')
  await expect(lines(page)).toHaveCount(0)
  await page.keyboard.press('Control+s')
  await page.locator('.parked-cart').filter({ hasText: BREAD.name }).first().click()
  await expect(lines(page)).toHaveCount(1)
  await giveCoupon(page, coupon)
  await expect(givenCoupons(page)).toContainText('not confirmed yet', { timeout: 15_000 })
  // Until it is answered the code stands there still, and would be given once more.
  await expect(page.getByLabel('Code of the coupon')).toHaveValue('')
  await page.keyboard.press('Enter')
  await expect(givenCoupons(page)).toBeHidden()
  await page.keyboard.press('Delete')
  await expect(lines(page)).toHaveCount(0)
}

async function close(page: Page, cash: number): Promise<void> {
  await page.keyboard.press('Control+e')
  await typeCount(page, cash)
  await expect(page.getByRole('heading', { name: 'Look over the count' })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Cash/ })).toContainText('It is right')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'The till is closed' })).toBeVisible()
}
