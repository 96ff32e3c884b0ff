/** What others see of the shop: the customer at the counter, the owner, and shoppers on the web. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import ar from '../../renderer/messages/ar.json' with { type: 'json' }
import en from '../../renderer/messages/en.json' with { type: 'json' }
import { minor } from '../../src/domain/money.ts'
import { rate } from '../../src/domain/rate.ts'
import { beside, expect, GOODS, newCommand, scan, wordOf, type Shop } from '../e2e/shop.ts'
import { test, type Camera } from './camera.ts'
import { staffOf } from './office-staff.ts'

for (const language of ['en', 'ar'] as const) {
  test(`the customer’s screen in ${language}`, async ({ counter, shop, browser, camera }) => {
    test.setTimeout(240_000)
    const words = WORDS[language]
    const display = await browser.newPage()
    if (language === 'ar') await speakAsTheShop(display, 'ar-BH')
    const show = (screen: string) => camera.showAsItIs(display, screen, language)
    await display.goto(shop.till.displayUrl)
    await expect(display.getByText(words['display.welcome'])).toBeVisible()
    await show('display-idle')
    for (const [index, { code }] of GOODS.entries()) {
      await scan(counter, code)
      const rung = display.getByRole('list', { name: words['cart.lines'] }).getByRole('listitem')
      await expect(rung).toHaveCount(index + 1)
    }
    await show('display-cart')
    await lessAndPart(shop)
    await expect(display.getByLabel(words['due.due'])).toBeVisible()
    await show('display-part')
    await counter.keyboard.press('F8')
    await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
    await counter.keyboard.type('10000')
    await expect(counter.getByLabel('Given')).toContainText('100.00')
    await counter.keyboard.press('Enter')
    await expect(display.getByRole('heading', { name: words['display.thanks'] })).toBeVisible()
    await show('display-thanks')
    const paper = await counter.getByRole('region', { name: 'Pay' }).textContent()
    await bringBack(shop, /T\d+-\d+-\d{6}/.exec(paper ?? '')?.[0] ?? '')
    await expect(display.getByLabel(words['display.back'])).toBeVisible()
    await show('display-back')
    await beside(shop, async ({ draft }) => {
      await draft.payCash({ ...(await seenOf(draft)), tendered: minor(0) })
    })
    await expect(display.getByRole('listitem')).toHaveCount(0)
    await expect(display.getByLabel(words['display.back'])).toBeVisible()
    await show('display-given-back')
    await shop.floor.owner.settings.set({ cashRounding: null })
    await display.close()
  })
}

type DraftApi = Parameters<Parameters<typeof beside>[1]>[0]['draft']

async function seenOf(draft: DraftApi) {
  const { id, version } = await draft.current()
  return { ...newCommand(), draft: id, version }
}

/** Something is taken off a line and off the cart; a tip, and a part of it all in cash. */
async function lessAndPart(shop: Shop): Promise<void> {
  await shop.floor.owner.settings.set({ cashRounding: 5 })
  await beside(shop, async (api) => {
    const { draft } = api
    const approval = await wordOf(api, 'Chen')
    const { lines: rung } = await draft.current()
    const line = rung[1]?.id ?? null
    const tenth = { kind: 'percent', rate: rate(100_000) } as const
    const dented = { line, discount: tenth, reason: 'Dented', approval }
    const { total } = await draft.discount({ ...(await seenOf(draft)), ...dented })
    // Two more than coins can pay.
    const off = { kind: 'amount', amount: minor(50 + ((total + 3) % 5)) } as const
    const regular = { line: null, discount: off, reason: 'Regular customer', approval }
    await draft.discount({ ...(await seenOf(draft)), ...regular })
    const rounded = async () => (await draft.current()).cashDue % 5
    await expect.poll(rounded).toBe(0)
    await draft.setTip({ ...(await seenOf(draft)), tip: minor(100) })
    await draft.takeCash({ ...(await seenOf(draft)), tendered: minor(500), currency: null })
  })
}

/** All of the sale that was just paid. */
async function bringBack(shop: Shop, text: string): Promise<void> {
  await beside(shop, async (api) => {
    const { sales } = await api.returns.find({ text, everywhere: false })
    const [sold] = sales
    if (!sold) throw new Error('what was sold is found')
    const why = { reason: 'unwanted', condition: 'as-new', restock: true } as const
    const back = sold.lines.map(({ id, returnable }) => ({
      line: id,
      quantity: returnable,
      ...why,
    }))
    const approval = await wordOf(api, 'Chen')
    await api.returns.put({ ...newCommand(), sale: sold.id, lines: back, approval })
  })
}

/** The display speaks its shop's language, which is founded with it: another one is told to it. */
async function speakAsTheShop(display: Page, locale: string): Promise<void> {
  await display.routeWebSocket(/./, (screen) => {
    const core = screen.connectToServer()
    core.onMessage((message) => {
      screen.send(String(message).replaceAll(/("locale":)"[^"]*"/g, `$1"${locale}"`))
    })
  })
}

/** The words by which the office is walked through, in the language of the browser. */
const WORDS = { en, ar } as const

for (const language of ['en', 'ar'] as const) {
  test(`the owner’s page in ${language}`, async ({ counter, shop, browser, camera }) => {
    test.setTimeout(240_000)
    await expect(counter.getByRole('region', { name: 'Pay' })).toBeVisible()
    await office(browser, shop, camera, language)
  })
}

async function office(
  browser: Browser,
  { floor }: Shop,
  camera: Camera,
  language: 'en' | 'ar',
): Promise<void> {
  const words = WORDS[language]
  const page = await browser.newPage({ locale: language === 'en' ? 'en-IE' : 'ar-EG' })
  const show = (screen: string) => camera.showAsItIs(page, screen, language)
  await page.goto(`${floor.backendUrl}/administration/reports/`)
  await expect(page.getByLabel(words['office.password'])).toBeVisible()
  await show('office-door')
  await page.getByRole('button', { name: words['office.by-token'] }).click()
  const token = page.getByLabel(words['office.token'], { exact: true })
  await token.fill(readFileSync(join(floor.folder, 'backend', 'owner-token'), 'utf8').trim())
  await page.keyboard.press('Enter')
  const at = (name: string) => page.getByRole('button', { name, exact: true })
  await expect(at(words['tills.title'])).toBeVisible()
  await expect(page.locator('.reports[aria-busy="false"]')).toBeVisible()
  await show('office')
  await at(words['tills.title']).click()
  await expect(page.getByRole('button', { name: 'Counter 1' }).first()).toBeVisible()
  await show('office-tills')
  await page.getByRole('button', { name: 'Counter 1' }).first().click()
  await expect(page.getByRole('region', { name: words['tills.session'] })).toBeVisible()
  await show('office-session')
  await at(words['stock.title']).click()
  await expect(page.getByRole('table').first()).toBeVisible()
  await show('office-stock')
  await page.getByRole('button', { name: new RegExp(words['stock.items']) }).click()
  await expect(page.getByRole('row').nth(2)).toBeVisible()
  await show('office-stock-items')
  await at(words['refunds.title']).click()
  await expect(page.getByRole('region', { name: words['refunds.title'] })).toBeVisible()
  await show('office-refunds')
  await pricesOf(page, words, show)
  await at(words['design.title']).click()
  await expect(page.getByRole('img', { name: words['design.preview.alt'] })).toBeVisible()
  await show('office-receipt-design')
  await at(words['duplicates.title']).click()
  await expect(page.getByRole('region', { name: words['duplicates.title'] })).toBeVisible()
  await show('office-duplicates')
  await staffOf(page, words, show)
  await at(words['acts.title']).click()
  await expect(page.getByRole('table', { name: words['acts.title'] })).toBeVisible()
  await show('office-acts')
  await at(words['office.token']).click()
  await expect(page.getByRole('region', { name: words['account.title'] })).toBeVisible()
  await show('office-account')
  await page.close()
}

/** A promotion while it is tried on a cart, made, and what a list asks. */
async function pricesOf(
  page: Page,
  words: (typeof WORDS)['en' | 'ar'],
  show: (screen: string) => Promise<void>,
): Promise<void> {
  const at = (name: string) => page.getByRole('button', { name, exact: true })
  await at(words['prices.title']).click()
  await at(words['promotion.new']).click()
  await page.getByLabel(words['promotion.name']).fill('Happy hour')
  await page
    .getByLabel(words['promotion.kind'], { exact: true })
    .selectOption({ label: words['promotion.kind.buy-get'] })
  await page.getByLabel(words['promotion.rate']).fill('100')
  await at(words['promotion.needs-coupon']).click()
  await at(words['promotion.hours.add']).click()
  await page.getByLabel(words['promotion.hours.from'], { exact: true }).fill('16:00')
  await page.getByLabel(words['promotion.hours.to'], { exact: true }).fill('18:00')
  for (const { code } of [GOODS[0], GOODS[1], GOODS[0]]) {
    await page.getByLabel(words['promotion.trial.add']).fill(code)
    const found = page.getByRole('list', { name: words['office-prices.found'] })
    await found.getByRole('button').click()
  }
  await show('office-promotion-new')
  await page.getByRole('button', { name: words['promotion.save'] }).click()
  await at(words['coupons.make']).click()
  await expect(at(words['coupons.save'])).toBeVisible()
  await at(words['coupons.some']).click()
  await page.getByLabel(words['coupons.own']).fill(`SUMMER-${words === en ? '10' : '20'}`)
  await at(words['coupons.give']).click()
  await expect(page.getByRole('table', { name: words['coupons.each'] })).toBeVisible()
  await at(words['promotion.end']).click()
  await show('office-promotion')
  await at(words['reports.back']).click()
  await expect(page.getByText('Happy hour').first()).toBeVisible()
  await show('office-promotions')
  await at(words['office-prices.lists']).click()
  await page
    .getByRole('button', { name: new RegExp(`^${words['price-list.set']}`) })
    .first()
    .click()
  await show('office-prices')
  await at(words['price-list.file']).click()
  const chooser = page.waitForEvent('filechooser')
  await at(words['price-list.file.choose']).click()
  const file = { name: 'prices.csv', mimeType: 'text/csv' }
  const lines = ['barcode;price', ...GOODS.map(({ code }) => `${code};9,99`), 'none;1']
  await (await chooser).setFiles({ ...file, buffer: Buffer.from(lines.join('\n')) })
  await expect(page.getByRole('table')).toBeVisible()
  await show('office-price-file')
}

for (const language of ['en', 'ar'] as const) {
  test(`the online store in ${language}`, async ({ counter, shop, browser, camera }) => {
    test.setTimeout(240_000)
    await expect(counter.getByRole('region', { name: 'Pay' })).toBeVisible()
    const page = await browser.newPage({ locale: language === 'en' ? 'en-IE' : 'ar-EG' })
    const show = (screen: string) => camera.showAsItIs(page, screen, language)
    await page.goto(shop.floor.backendUrl)
    await expect(page.locator('[data-variant]').first()).toBeVisible()
    await show('store')
    await page.goto(`${shop.floor.backendUrl}/?search=zzzz`)
    await expect(page.locator('[data-nothing]')).toBeVisible()
    await show('store-nothing-found')
    await page.goto(shop.floor.backendUrl)
    await page.locator('[data-variant] [data-add]').first().click()
    await expect(page.locator('[data-basket-count]')).toHaveText('1')
    await page.goto(`${shop.floor.backendUrl}/basket`)
    await expect(page.locator('[data-order]')).toBeVisible()
    await show('store-basket')
    await page.getByText(SAID[language]).check()
    await page.locator('[data-order]').click()
    await expect(page.locator('[data-placed]')).toBeVisible()
    await show('store-ordered')
    await page.goto(`${shop.floor.backendUrl}/me`)
    await expect(page.locator('#email')).toBeVisible()
    await show('store-account')
    await page.close()
  })
}

/** The payment of the simulation that goes well. */
const SAID = { en: 'A card that pays', ar: 'بطاقة تُقبل' } as const
