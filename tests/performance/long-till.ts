/** A till that sells day after day: a clock set by hand, a printer that always prints. */
import Database from 'better-sqlite3'
import { createTerminal } from '../../src/application/terminal.ts'
import { minor } from '../../src/domain/money.ts'
import { receiptWordsFor } from '../../src/domain/receipt/words.ts'
import type { ReceiptPrinter } from '../../src/ports/devices.ts'
import type { TerminalStore } from '../../src/store/open.ts'
import { NO_CLAIMS } from '../../src/sync/claims.ts'
import { systemClock } from '../../src/system/clock.ts'
import { scryptHasher } from '../../src/system/pin-hasher.ts'
import { systemRandom } from '../../src/system/random.ts'
import { AT, benchShop, draftOfFive, silentPrinter } from './bench-shop.ts'

const DAY_MS = 24 * 60 * 60_000
const SHIFT_MS = 10 * 60 * 60_000

export interface LongTill {
  /** So many sales, printed and confirmed by the backend; answers the microseconds of each. */
  sellDay(sales: number): Promise<number[]>
  stop(): Promise<void>
}

const printer: ReceiptPrinter = {
  ...silentPrinter,
  print: () => Promise.resolve({ state: 'printed' }),
  openDrawer: () => Promise.resolve({ state: 'printed' }),
}

export function openLongTill(store: TerminalStore): LongTill {
  benchShop(store)
  const random = systemRandom()
  let now = AT
  const never = (): (() => void) => () => undefined
  const terminal = createTerminal({
    ...{ store, random, pinHasher: scryptHasher(), receiptWords: receiptWordsFor },
    clock: { ...systemClock({ holdsProcess: false }), now: () => now },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    network: { online: () => true, since: () => null, refused: () => false, onChange: never },
    pull: { running: () => false, onChange: never },
    claims: NO_CLAIMS,
    devices: { printer, scanners: [], payment: undefined },
  })
  terminal.start()
  const printed = async (): Promise<void> => {
    while (store.printJobs.next() ?? store.printJobs.nextDrawer()) {
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  let days = 0
  return {
    async sellDay(sales) {
      const opened = AT + days * DAY_MS
      days += 1
      const taken: number[] = []
      for (let sale = 0; sale < sales; sale += 1) {
        now = opened + Math.round((sale * SHIFT_MS) / sales)
        const draft = draftOfFive(random.id())
        store.drafts.put(draft)
        const { id, version } = draft
        const payment = { command: random.id(), draft: id, version, tendered: minor(5000) }
        const began = process.hrtime.bigint()
        const answer = await terminal.draft.payCash(payment)
        taken.push(Number(process.hrtime.bigint() - began) / 1000)
        if (!answer.ok) throw new Error(`not sold: ${answer.failure.code}`)
        await printed()
      }
      store.delivery.confirm([store.journal.head()])
      return taken
    },
    stop: () => terminal.stop(),
  }
}

/** How many rows each table of a database has. */
export function rowsByTable(file: string): Readonly<Record<string, number>> {
  const reading = new Database(file, { readonly: true })
  const tables = reading
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all()
  const count = (table: string): number =>
    Number(reading.prepare(`SELECT count(*) FROM "${table}"`).pluck().get())
  const rows = Object.fromEntries(tables.map((table) => [table, count(table)]))
  reading.close()
  return rows
}
