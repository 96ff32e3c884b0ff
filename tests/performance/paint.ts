/**
 * Scan → painted line in Chromium with the draft committed, while the first pull of a shop with
 * 100,000 products is running: from the last key of a keyboard scanner to the line on the screen.
 */
import { chromium, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { constants, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { keystrokesOf } from '../../drivers/scanner/wedge-simulator.ts'
import { Cashier } from '../../src/commands/demo/cashier.ts'
import { openShopFloor } from '../../src/commands/shop-floor.ts'
import { openTill } from '../../src/commands/till.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { systemClock } from '../../src/system/clock.ts'
import { systemRandom } from '../../src/system/random.ts'
import type { Bench } from './bench.ts'
import { gtinOf, wordsOfGroceries } from './big-catalogue.ts'
import { distributionOf } from './measure.ts'

const PRODUCTS = 100_000
const SCANS = 400
const LINES_OF_A_CART = 25
const BOUND_US = 50_000
const PIN = '1234'

export const paint: Bench = {
  name: 'paint',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
    const clock = systemClock({ holdsProcess: true })
    const groceries = groceriesOf(PRODUCTS)
    process.stderr.write(`importing ${String(PRODUCTS)} products …\n`)
    const ports = { backend: 0, printer: 0, payment: 0 }
    const floor = await openShopFloor({ folder, clock, ports, groceries })
    // In a shop it stands elsewhere: here it must not take the processor from what is measured.
    const backend = floor.backend.pid()
    if (backend !== undefined) setPriority(backend, constants.priority.PRIORITY_LOW)
    const till = await openTill(floor, clock, 0)
    const cashier = new Cashier({ url: till.url, clock, random: systemRandom(), beep: undefined })
    const executablePath = process.env['HOLDFAST_CHROMIUM'] ?? '/usr/bin/chromium'
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    try {
      await cashier.comeToTill()
      await cashier.status(({ blocked }) => blocked === null, 'the settings')
      await cashier.openTill(PIN, 0)
      await cashier.status(({ catalogue }) => catalogue.rows > 10_000, 'some of the catalogue')
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
      await page.goto(till.url)
      await page.getByRole('region', { name: 'Pay' }).waitFor()
      const known = await knownCodes(cashier, clock)
      const paints: Painted[] = []
      let duringPull = 0
      for (let round = 0; round < SCANS; round += 1) {
        const { catalogue } = await cashier.status(() => true, 'a status')
        if (catalogue.pulling) duringPull += 1
        paints.push(await scanAndPaint(page, known[round % known.length]!))
        if (round % LINES_OF_A_CART === LINES_OF_A_CART - 1) await nextCustomer(page, cashier)
      }
      const painted = distributionOf(paints.map((each) => each.painted))
      const presented = distributionOf(paints.map((each) => each.presented))
      const ok = painted.p99 <= BOUND_US && duringPull > SCANS / 2
      return { ok, figures: { painted, presented, boundUs: BOUND_US, scans: SCANS, duringPull } }
    } finally {
      await browser.close()
      cashier.leave()
      await till.process.stop()
      await floor.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

interface Painted {
  /** The page had painted the new line's name (W3C Paint Timing: `paintTime`). */
  readonly painted: number
  /** It stood on the screen: without a graphics card, after a processor drew every dot of it. */
  readonly presented: number
}

/** Nobody turns to the next customer before the change of this one stands on the screen. */
async function nextCustomer(page: Page, cashier: Cashier): Promise<void> {
  await cashier.takeCash()
  await page.getByRole('heading', { name: 'Change to give' }).waitFor()
  await page.keyboard.press('Enter')
}

/** Types a code as a scanner does, and answers the µs from its last key. */
function scanAndPaint(page: Page, code: string): Promise<Painted> {
  const keys = keystrokesOf(code, { gapMs: 1 })
  return page.evaluate(async (strokes) => {
    const paint = new Promise<{ paintTime: number; presentationTime: number }>((resolve) => {
      const paints = new PerformanceObserver((list) => {
        const [first] = list.getEntries()
        if (!first || !('paintTime' in first) || !('presentationTime' in first)) return
        paints.disconnect()
        const { paintTime, presentationTime } = first
        resolve({ paintTime: Number(paintTime), presentationTime: Number(presentationTime) })
      })
      paints.observe({ type: 'element' })
    })
    // Only what is marked before its first frame is timed: the moment in which it joins the page.
    const joins = new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
          if (!(node instanceof HTMLElement)) continue
          node.querySelector('.cart-name')?.setAttribute('elementtiming', 'line')
        }
      }
    })
    joins.observe(document.body, { childList: true, subtree: true })
    // Each bears the time at which it was pressed, however late the page comes to it.
    const presses = strokes.map(({ code: place, key }) => {
      const init = { code: place, key, bubbles: true, cancelable: true }
      return new KeyboardEvent('keydown', init)
    })
    let began = 0
    for (const press of presses) {
      began = performance.now()
      document.body.dispatchEvent(press)
    }
    // Keys that came too slowly were typing to the screen, and no line follows.
    const late = new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('a scan became no line')), 10_000)
    })
    const { paintTime, presentationTime } = await Promise.race([paint, late])
    joins.disconnect()
    return {
      painted: (paintTime - began) * 1000,
      presented: (presentationTime - began) * 1000,
    }
  }, keys)
}

/** Codes of the first goods, each once it has come down with its price. */
async function knownCodes(cashier: Cashier, clock: Clock): Promise<string[]> {
  const known: string[] = []
  while (known.length < SCANS) {
    const code = gtinOf(known.length).slice(1)
    const [found] = await cashier.api.catalogue.search({ text: code })
    if (found && found.unitPrice !== null) known.push(code)
    // Whoever asks again at once would keep the pull from bringing it.
    else await clock.sleep(200)
  }
  return known
}

/** A groceries file with as many rows, in the words of the real one. */
function groceriesOf(products: number): string {
  const words = wordsOfGroceries()
  const word = (number: number): string => words[(number * 7919) % words.length] ?? ''
  const rows = Array.from({ length: products }, (_, product) => {
    const name = `${word(product)} ${word(product + 31)} ${word(product * 3 + 7)}`
    return `${gtinOf(product).slice(1)},${name},${word(product + 5)},500g,Snacks`
  })
  return ['gtin,name,brand,size,category', ...rows].join('\r\n')
}
