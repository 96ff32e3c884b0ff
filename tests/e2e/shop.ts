/** A whole shop for the screens' tests, with no stand-in: backend, core, devices, browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Browser, type Locator, type Page } from '@playwright/test'
import { keystrokesOf } from '../../drivers/scanner/wedge-simulator.ts'
import { openShopFloor, type ShopFloor } from '../../src/commands/shop-floor.ts'
import { connectTerminal } from '../../src/commands/terminal-client.ts'
import { openTill, type Till } from '../../src/commands/till.ts'
import { systemClock } from '../../src/system/clock.ts'
import { emptyFolder } from '../backend/template.ts'
import { programsOfShop } from '../programs.ts'

export interface Shop {
  readonly floor: ShopFloor
  readonly till: Till
}

/** Whatever is asked of the core of a till. */
type AtTill = { readonly till: Pick<Till, 'url'> }

const PIN = '1234'
/** The slowest pace that a scanner can be set up with. */
const SLOW_SCANNER_MS = 250
/** Time for import, enrolment and first pull on a busy machine. */
const OPENING_MS = 120_000

/** Real codes of the demo's groceries, and what their lines say. */
export const GOODS = [
  { code: '5010092093045', name: /soft white/i },
  { code: '0078000052404', name: /rootbeer/i },
  { code: '0022000159335', name: /altoids/i },
] as const

export const UNKNOWN_CODE = '4006381333931'

/** A page stays open from one test to the next: a new one costs more than most tests do. */
export interface KeptPage {
  page: Page | undefined
}

export const test = base.extend<{ counter: Page }, { shop: Shop; kept: KeptPage }>({
  shop: [
    async ({ playwright: _ }, lend) => {
      const clock = systemClock({ holdsProcess: true })
      const folder = mkdtempSync(join(tmpdir(), 'holdfast-e2e-'))
      const ports = { backend: 0, printer: 0, payment: 0 }
      await emptyFolder(join(folder, 'backend', 'database'))
      const floor = await openShopFloor({ folder, clock, ports, programs: await programsOfShop() })
      const till = await openTill(floor, clock, 0)
      await allGoodsPulled({ till })
      await lend({ floor, till })
      await till.process.stop()
      await floor.close()
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: OPENING_MS },
  ],
  kept: [
    async ({ playwright: _ }, lend) => {
      const kept: KeptPage = { page: undefined }
      await lend(kept)
      await kept.page?.context().close()
    },
    { scope: 'worker' },
  ],
  /** A page with somebody signed in, the till open, and an empty cart. */
  counter: async ({ browser, shop, viewport, kept }, lend) => {
    await emptyCart(shop)
    kept.page ??= await openPage(kept, browser, viewport, shop.till.url)
    const { page } = kept
    // As if nobody had been there before: what the last test chose is forgotten.
    await page.evaluate(() => window.localStorage.clear())
    await page.reload()
    await comeToSell(page)
    if (await slowDownScanner(shop)) await page.reload()
    await comeToSell(page)
    await lend(page)
  },
})

export { expect }

async function openPage(
  kept: KeptPage,
  browser: Browser,
  viewport: { width: number; height: number } | null,
  url: string,
): Promise<Page> {
  const context = await browser.newContext({ viewport })
  const page = await context.newPage()
  // The driver takes no more orders for a page that crashed.
  page.once('crash', () => (kept.page = undefined))
  await page.goto(url)
  return page
}

/** Signs in and opens the till where that is still to be done; by keys only, as a cashier may. */
export async function comeToSell(page: Page): Promise<void> {
  const sell = page.getByRole('region', { name: 'Pay' })
  const tiles = page.getByText('Who is at the till?')
  const float = page.getByRole('heading', { name: 'Open the till' })
  await expect(tiles.or(float).or(sell)).toBeVisible({ timeout: 30_000 })
  if (await tiles.isVisible()) {
    await expect(page.getByRole('group', { name: 'Who is at the till?' })).toBeVisible()
    await page.keyboard.press('1')
    await page.keyboard.type(PIN)
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
    await page.keyboard.press('Enter')
  }
  await expect(float.or(sell)).toBeVisible()
  if (await float.isVisible()) {
    await page.keyboard.type('10000')
    await expect(page.getByText('100.00').first()).toBeVisible()
    await page.keyboard.press('Enter')
  }
  await expect(sell).toBeVisible()
}

/** Until then a code may still be unknown, or have one product where it is to have two. */
export async function allGoodsPulled(shop: AtTill): Promise<void> {
  await beside(shop, async (api) => {
    for await (const event of await api.watch()) {
      if (event.kind === 'status' && !event.status.catalogue.pulling) return
    }
  })
}

/**
 * Sets the scanner up as a slow one, once: a busy machine may hold a key back for longer than any
 * scanner does, and a code torn apart by that would say nothing about the screens.
 */
export async function slowDownScanner(shop: AtTill): Promise<boolean> {
  return beside(shop, async (api) => {
    for await (const event of await api.watch()) {
      if (event.kind !== 'shop' || event.shop === null) continue
      const wedge = { ...event.shop.wedge, gapMs: SLOW_SCANNER_MS }
      if (event.shop.wedge.gapMs === SLOW_SCANNER_MS) return false
      await api.scanner.calibrate({ ...newCommand(), wedge })
      return true
    }
    throw new Error('the till said nothing of its shop')
  })
}

type TerminalApi = Awaited<ReturnType<typeof connectTerminal>>['api']

/** Asks the core beside the screens, which then show what became of it. */
export async function beside<Answer>(
  { till }: AtTill,
  act: (api: TerminalApi) => Promise<Answer>,
): Promise<Answer> {
  const { api, close } = await connectTerminal(till.url)
  try {
    return await act(api)
  } finally {
    close()
  }
}

export function newCommand(): { command: string } {
  return { command: crypto.randomUUID() }
}

/** Somebody of the demo's staff takes over. */
export async function signInAs(api: TerminalApi, name: string): Promise<void> {
  await api.staff.signIn({ ...newCommand(), ...(await wordOf(api, name)) })
}

/** A second person's word for what somebody may not do alone. */
export async function wordOf(api: TerminalApi, name: string) {
  const person = (await api.staff.list()).find((each) => each.name === name)
  if (!person) throw new Error(`nobody here is called ${name}`)
  return { staff: person.id, pin: PIN }
}

async function emptyCart(shop: Shop): Promise<void> {
  await beside(shop, async ({ draft, staff }) => {
    const { id, version, lines } = await draft.current()
    if (lines.length === 0) return
    // A cart that had money in it is given up with a second person's word only.
    const manager = (await staff.list()).find(({ role }) => role === 'manager')
    const approval = manager && { staff: manager.id, pin: PIN }
    await draft.abandon({ ...newCommand(), draft: id, version, approval })
  })
}

/** As the protocol of the browser counts modifier keys. */
const SHIFT = 8

/** A beep of a keyboard scanner: all its keys in one burst, quicker than anybody types. */
export async function scan(page: Page, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const keys = keystrokesOf(code, { gapMs: 1 }).map(({ code: place, key, shift }) =>
    session.send('Input.dispatchKeyEvent', {
      ...{ type: 'keyDown', code: place, key, modifiers: shift ? SHIFT : 0 },
      // Shift by itself writes nothing.
      ...(key === 'Shift' ? {} : { text: key === 'Enter' ? '\r' : key }),
    }),
  )
  await Promise.all(keys)
  await session.detach()
}

/** No screen has more to walk through between two places that a person goes to. */
const STEPS_AT_MOST = 40

/** Presses one key until what is meant has the focus, as a person does who uses no pointer. */
export async function walkTo(
  page: Page,
  key: 'Tab' | 'Shift+Tab' | 'ArrowDown' | 'ArrowUp',
  place: Locator,
): Promise<void> {
  for (let steps = 0; steps < STEPS_AT_MOST; steps++) {
    if (await place.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  await expect(place).toBeFocused()
}

/** How many receipts the printer has cut; it keeps the newest alone. */
export function printed({ floor }: Shop): number {
  return floor.counter.printer.receipts().at(-1)?.number ?? 0
}

export function lines(page: Page) {
  return page.getByRole('list', { name: 'Lines of the sale' }).getByRole('listitem')
}

/** Rings one thing up and takes the exact cash for it; answers what it cost, in cents. */
export async function sellForCash(page: Page, code: string): Promise<number> {
  await scan(page, code)
  await expect(lines(page)).toHaveCount(1)
  const total = await page.getByLabel('Total', { exact: true }).textContent()
  await page.keyboard.press('F8')
  await expect(page.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  return Number(total?.replace(/\D/g, ''))
}

/**
 * Counts the drawer at its screen and says that this is all. Each key waits for what the one before
 * has drawn, as a person's does.
 */
export async function typeCount(page: Page, cents: number): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Count the till' })).toBeVisible()
  await page.keyboard.type(String(cents))
  const sum = (cents / 100).toFixed(2)
  await expect(page.getByLabel('Counted', { exact: true })).toContainText(sum)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Is this all there is?' })).toBeVisible()
  await page.keyboard.press('Enter')
}
