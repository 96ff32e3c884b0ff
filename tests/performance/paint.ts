/**
 * Scan → painted line in Chromium with the draft committed, while the first pull of a shop with
 * 100,000 products is running: from the last key of a keyboard scanner to the frame that shows the
 * line.
 */
import { chromium, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keystrokesOf } from '../../drivers/scanner/wedge-simulator.ts'
import { Cashier } from '../../src/commands/demo/cashier.ts'
import { openShopFloor } from '../../src/commands/shop-floor.ts'
import { openTill } from '../../src/commands/till.ts'
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
      const known = await knownCodes(cashier)
      const painted: number[] = []
      let duringPull = 0
      for (let round = 0; round < SCANS; round += 1) {
        const { catalogue } = await cashier.status(() => true, 'a status')
        if (catalogue.pulling) duringPull += 1
        painted.push((await scanAndPaint(page, known[round % known.length]!)) * 1000)
        if (round % LINES_OF_A_CART === LINES_OF_A_CART - 1) await cashier.takeCash()
        if (round % LINES_OF_A_CART === LINES_OF_A_CART - 1) await page.keyboard.press('Enter')
      }
      const measured = distributionOf(painted)
      const ok = measured.p99 <= BOUND_US && duringPull > SCANS / 2
      return { ok, figures: { painted: measured, boundUs: BOUND_US, scans: SCANS, duringPull } }
    } finally {
      await browser.close()
      cashier.leave()
      await till.process.stop()
      await floor.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/**
 * Types a code as a scanner does, and answers the ms from its last key to the frame with its line.
 */
function scanAndPaint(page: Page, code: string): Promise<number> {
  const keys = keystrokesOf(code, { gapMs: 1 })
  return page.evaluate(async (strokes) => {
    const list = () => document.querySelector('.cart-list')?.textContent ?? ''
    const before = list()
    for (const { code: place, key } of strokes) {
      const init = { code: place, key, bubbles: true, cancelable: true }
      document.body.dispatchEvent(new KeyboardEvent('keydown', init))
    }
    const began = performance.now()
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (list() !== before) resolve()
        else requestAnimationFrame(look)
      }
      look()
    })
    // The frame that follows a frame's callback has what it found on the screen.
    await new Promise((resolve) => requestAnimationFrame(resolve))
    return performance.now() - began
  }, keys)
}

/** Codes of goods that have come down already, with a price. */
async function knownCodes(cashier: Cashier): Promise<string[]> {
  const known: string[] = []
  for (let product = 0; known.length < SCANS && product < PRODUCTS; product += 1) {
    const [found] = await cashier.api.catalogue.search({ text: gtinOf(product).slice(1) })
    if (found && found.unitPrice !== null) known.push(gtinOf(product).slice(1))
    else if (known.length > LINES_OF_A_CART * 4) break
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
