import type { Page } from '@playwright/test'
import { beside, expect, GOODS, newCommand, test, type Shop } from './shop.ts'

const EMAIL = 'mary.somerville@example.org'
const [, GOOD] = GOODS

/** A customer of a group that pays half, as the office and a till make them. `each`: one piece. */
async function neighbour(shop: Shop): Promise<{ variant: string; each: number }> {
  const { owner } = shop.floor
  const [offer] = (await owner.shop.offers({ barcode: GOOD.code })).offers
  if (!offer) throw new Error('the goods are not offered')
  const { variant } = offer
  const { lists } = await owner.priceLists.create({ name: 'Neighbours' })
  const list = lists.find(({ name }) => name === 'Neighbours')?.id ?? ''
  const each = Math.floor(offer.unitPrice / 20_000)
  const unitPrice = (each * 10_000) as typeof offer.unitPrice
  await owner.priceLists.setPrices({ list, prices: [{ variant, unitPrice, from: null, to: null }] })
  const { customerGroups = [] } = await owner.settings.read({})
  const group = { id: crypto.randomUUID(), name: 'Neighbours', list }
  await owner.settings.set({ customerGroups: [...customerGroups, group] })
  await beside(shop, async ({ customers, staff }) => {
    const [approver] = await staff.approvers({ permission: 'change-customer-terms' })
    const approval = { staff: approver?.id ?? '', pin: '1234' }
    const details = { name: 'Mary Somerville', email: EMAIL, groups: [group.id] }
    await customers.create({ ...newCommand(), approval, details })
  })
  return { variant, each }
}

/** Nobody is sent a code before the till's word of the customer has come to the backend. */
async function allSent(shop: Shop): Promise<void> {
  await beside(shop, async (api) => {
    for await (const event of await api.watch()) {
      if (event.kind === 'status' && event.status.unsent.entries === 0) return
    }
  })
}

async function signIn(page: Page, { floor }: Shop): Promise<void> {
  const { mailbox } = floor.counter
  const code = () => {
    const mail = mailbox.mails().findLast(({ to }) => to.includes(EMAIL))
    return /\b\d{6}\b/.exec(mail?.text ?? '')?.[0]
  }
  await page.goto(`${floor.backendUrl}/me`)
  await expect(page.getByLabel('E-mail address')).toBeFocused()
  await page.keyboard.type(EMAIL)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Code from the e-mail')).toBeFocused()
  await expect.poll(code, { timeout: 30_000 }).toBeDefined()
  await page.keyboard.type(code() ?? '')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
}

test('a customer signs in online, buys at the price of their group, and the till sees it', async ({
  counter,
  browser,
  shop,
}) => {
  await expect(counter.getByRole('region', { name: 'Pay' })).toBeVisible()
  const { backendUrl } = shop.floor
  const { variant, each } = await neighbour(shop)
  await allSent(shop)
  const onHand = () =>
    beside(shop, async ({ catalogue }) => {
      const found = await catalogue.search({ text: GOOD.code })
      return found.find((one) => one.variant === variant)?.onHand ?? null
    })
  const before = Number(await onHand())
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  await signIn(page, shop)
  await expect(page.getByText('You buy at its prices')).toBeVisible()
  await page.goto(`${backendUrl}/?search=${GOOD.code}`)
  const card = page.locator(`[data-variant="${variant}"]`)
  await expect(card).toContainText(/your price instead of/)
  await card.getByRole('button', { name: /^Add/ }).click()
  await expect(card.getByRole('button')).toContainText('1 in basket')
  await page.getByRole('link', { name: 'Basket, 1 article' }).click()
  await page.getByRole('button', { name: /^More of/ }).click()
  const sum = ((2 * each) / 100).toFixed(2)
  const pay = page.getByRole('button', { name: `Order and pay €${sum}` })
  await expect(pay).toBeEnabled()
  await page.getByLabel('A card that is declined').check()
  await pay.click()
  await expect(page.getByText('The payment was declined. Nothing was taken.')).toBeVisible()
  await page.getByLabel('A card that pays').check()
  await pay.click()
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible()
  const receipt = (await page.locator('[data-receipt]').textContent()) ?? ''
  expect(receipt).toMatch(/^W\d+-\d+-\d{6}$/)
  await page.goto(`${backendUrl}/basket`)
  await expect(page.getByText('Your basket is empty')).toBeVisible()
  await page.goto(`${backendUrl}/me`)
  await expect(page.getByText(receipt)).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect.poll(onHand).toBe(before - 2000)
  expect(complaints).toEqual([])
  await page.close()
})
