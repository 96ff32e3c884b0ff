import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Supervised } from '../../src/commands/supervisor.ts'
import type { TerminalClient } from '../../src/commands/terminal-client.ts'
import type { SaleView } from '../../src/contract/terminal/views.ts'
import { minor } from '../../src/domain/money.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { random } from '../backend/stage.ts'
import { seeded } from '../sync/proxy.ts'
import { BACK_AGAIN, journalAt, type SyncedShop } from '../sync/stage.ts'
import { comeBack, makePlace, openSellingShop, openTill, scan, startProcess } from './stage.ts'

const ROUNDS = 12
/** A sale takes a few milliseconds: some kills come before it, some in it, some after it. */
const LATEST_KILL_MS = 25

const place = makePlace()
let shop: SyncedShop
let till: Supervised
let url: string
let screen: TerminalClient

beforeAll(async () => {
  shop = await openSellingShop()
  ;({ process: till, url } = await startProcess({ shop, place }))
  screen = await comeBack(url)
  await openTill(screen)
}, 60_000)
afterAll(async () => {
  screen.close()
  await till.stop()
  await shop.close()
  place.remove()
})

async function killAndComeBack(): Promise<void> {
  await till.stop('SIGKILL')
  screen.close()
  const ready = till.line('terminal ready ')
  till.start()
  await ready
  screen = await comeBack(url)
}

describe('a core that is killed', () => {
  it('has the cart of the unfinished sale when it is back, and who stood at the till', async () => {
    for (let count = 0; count < 3; count += 1) await scan(screen)
    const before = await screen.api.draft.current()
    expect(before.lines.map((line) => line.quantity)).not.toEqual([])
    await killAndComeBack()
    expect(await screen.api.draft.current()).toMatchObject({
      ...{ id: before.id, version: before.version, lines: before.lines, total: before.total },
    })
    const { id: draft, version } = before
    await screen.api.draft.abandon({ command: random.id(), draft, version })
  })

  it('between COMMIT and answer never makes two sales of one command, and never none', async () => {
    const chance = seeded(20_261_123)
    const sales: SaleView[] = []
    let answered = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      await scan(screen)
      const { id: draft, version } = await screen.api.draft.current()
      const command = { command: random.id(), draft, version, tendered: minor(500) }
      let heard: SaleView | undefined
      screen.api.draft.payCash(command).then(
        (answer) => (heard = answer),
        // The connection broke before the answer: nobody knows whether there is a sale.
        () => undefined,
      )
      await new Promise((resolve) => setTimeout(resolve, chance() * LATEST_KILL_MS))
      await killAndComeBack()
      const sale = await screen.api.draft.payCash(command)
      if (heard) {
        answered += 1
        expect(heard).toEqual(sale)
      }
      expect(await screen.api.draft.payCash(command)).toEqual(sale)
      expect(await screen.api.receipts.latest()).toMatchObject({ receipt: sale.receipt })
      sales.push(sale)
    }
    expect(answered).toBeLessThan(ROUNDS)
    expect(new Set(sales.map((sale) => sale.sale)).size).toBe(ROUNDS)
    expect(sales.map((sale) => Number(sale.receipt.split('-').at(-1)))).toEqual(
      sales.map((_, index) => index + 1),
    )
    const file = join(place.folder, 'terminal.db')
    expect(verifyJournal(file)).toMatchObject({ sales: ROUNDS, broken: undefined })
    const reading = new Database(file, { readonly: true })
    expect(reading.prepare('SELECT count(*) FROM sale').pluck().get()).toBe(ROUNDS)
    reading.close()
    const arrived = async () =>
      (await journalAt(shop)).filter((entry) => entry.canonical?.includes('"sale-completed"'))
    await expect.poll(async () => (await arrived()).length, BACK_AGAIN).toBe(ROUNDS)
    expect((await arrived()).map((entry) => entry.state)).toEqual(
      Array<string>(ROUNDS).fill('applied'),
    )
  }, 120_000)
})
