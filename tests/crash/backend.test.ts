import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoGroceries } from '../../src/commands/folders.ts'
import { openShopFloor, type ShopFloor } from '../../src/commands/shop-floor.ts'
import type { TerminalClient } from '../../src/commands/terminal-client.ts'
import { openTill, type Till } from '../../src/commands/till.ts'
import { ONE } from '../../src/domain/quantity.ts'
import { clock, random } from '../backend/stage.ts'
import { emptyFolder } from '../backend/template.ts'
import { programsOfShop } from '../programs.ts'
import { seeded } from '../sync/proxy.ts'
import { BACK_AGAIN } from '../sync/stage.ts'
import * as stage from './stage.ts'

/** Goods of the demo shop, one of which is sold. */
const GOODS = 20
const CODE = '5010092093045'
const ROUNDS = 4
const SALES_EACH = 3
/** A push is under way some milliseconds after its sale: kills come before, in and after it. */
const LATEST_KILL_MS = 80
/** The backend's start and one wait of the till; a busy machine takes its time. */
const ARRIVED = { ...BACK_AGAIN, timeout: 120_000 }

let folder: string
let floor: ShopFloor | undefined
let till: Till | undefined
let screen: TerminalClient | undefined

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-killed-backend-'))
  const rows = readFileSync(demoGroceries, 'utf8').split('\n').slice(0, GOODS)
  const ports = { backend: 0, printer: 0, payment: 0 }
  await emptyFolder(join(folder, 'backend', 'database'))
  const programs = await programsOfShop()
  floor = await openShopFloor({ folder, clock, ports, programs, groceries: rows.join('\n') })
  till = await openTill(floor, clock, 0)
  screen = await stage.comeBack(till.url)
  await stage.openTill(screen)
}, 240_000)
afterAll(async () => {
  screen?.close()
  await till?.process.stop()
  await floor?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function sellOne({ api }: TerminalClient): Promise<number> {
  await api.draft.scan({ command: random.id(), text: CODE, symbology: null, quantity: ONE })
  const { id: draft, version, total } = await api.draft.current()
  await api.draft.payCash({ command: random.id(), draft, version, tendered: total })
  return total
}

describe('a backend that is killed while a till sells and sends', () => {
  it('has every sale exactly once in the end, those made while it was away too', async () => {
    if (!floor || !screen) throw new Error('the shop is open')
    const { backend, owner } = floor
    const chance = seeded(20_261_126)
    const sold = async (): Promise<number> => (await owner.administration.figures()).sales
    let turnoverMinor = 0
    for (let round = 1; round <= ROUNDS; round += 1) {
      const ready = backend.line('backend ready ')
      for (let sale = 0; sale < SALES_EACH; sale += 1) turnoverMinor += await sellOne(screen)
      await new Promise((resolve) => setTimeout(resolve, chance() * LATEST_KILL_MS))
      backend.kill()
      turnoverMinor += await sellOne(screen)
      await ready
      await expect.poll(sold, ARRIVED).toBe(round * (SALES_EACH + 1))
    }
    const sales = ROUNDS * (SALES_EACH + 1)
    expect(await owner.administration.figures()).toMatchObject({
      ...{ sales, turnoverMinor, movements: sales, waiting: 0, parked: 0 },
    })
    const levels = await owner.administration.levels({})
    expect(levels.filter(({ onHand, recomputed }) => onHand !== recomputed)).toEqual([])
  }, 600_000)
})
