/** A till that sells day after day: a clock set by hand, a printer that always prints. */
import Database from 'better-sqlite3'
import { createTerminal } from '../../src/application/terminal.ts'
import { minor } from '../../src/domain/money.ts'
import { receiptWordsFor } from '../../src/domain/receipt/words.ts'
import type { ReceiptPrinter } from '../../src/ports/devices.ts'
import type { TerminalStore } from '../../src/store/open.ts'
import { NO_CLAIMS } from '../../src/sync/claims.ts'
import { NO_OFFICE } from '../../src/sync/office.ts'
import { NO_PARKED } from '../../src/sync/parked-lookup.ts'
import { NO_CARD_CODES } from '../../src/system/card-codes.ts'
import { NO_LOOKUP } from '../../src/sync/sale-lookup.ts'
import { systemClock } from '../../src/system/clock.ts'
import { scryptHasher } from '../../src/system/pin-hasher.ts'
import { systemRandom } from '../../src/system/random.ts'
import { AT, benchShop, draftOfFive, silentPrinter } from './bench-shop.ts'

const DAY_MS = 24 * 60 * 60_000
const SHIFT_MS = 10 * 60 * 60_000

export interface LongTill {
  /** Opens a day on which so many are sold, spread over it. */
  beginDay(sales: number): void
  /** One sale, printed. */
  sell(): Promise<SaleTime>
  /** The backend confirms all of the day. */
  endDay(): void
  stop(): Promise<void>
}

/** Microseconds of one sale. */
export interface SaleTime {
  readonly wall: number
  /** Of the selling thread: what a busy machine does meanwhile is not in it. */
  readonly processor: number
}

/** Always prints; says when it has done what a cash sale asks of it, which is two jobs. */
function quickPrinter(): ReceiptPrinter & { bothDone(): Promise<void> } {
  let both = Promise.withResolvers<void>()
  let isSecond = false
  const act = (): Promise<{ state: 'printed' }> => {
    if (isSecond) both.resolve()
    isSecond = !isSecond
    return Promise.resolve({ state: 'printed' })
  }
  return {
    ...{ ...silentPrinter, print: act, openDrawer: act },
    async bothDone() {
      await both.promise
      both = Promise.withResolvers()
    },
  }
}

export function openLongTill(store: TerminalStore): LongTill {
  benchShop(store)
  const random = systemRandom()
  const printer = quickPrinter()
  let now = AT
  const never = (): (() => void) => () => undefined
  const terminal = createTerminal({
    ...{ store, random, pinHasher: scryptHasher(), receiptWords: receiptWordsFor },
    clock: { ...systemClock({ holdsProcess: false }), now: () => now },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    network: { online: () => true, since: () => null, refused: () => false, onChange: never },
    pull: { running: () => false, onChange: never },
    claims: NO_CLAIMS,
    cardCodes: NO_CARD_CODES,
    lookup: NO_LOOKUP,
    parkedLookup: NO_PARKED,
    office: NO_OFFICE,
    devices: { printer, scanners: [], payment: undefined },
  })
  terminal.start()
  /** The ends of the jobs are written after the printer has answered. */
  const printed = async (): Promise<void> => {
    await printer.bothDone()
    while (store.printJobs.next() ?? store.printJobs.nextDrawer()) {
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  let days = 0
  let pause = 0
  return {
    beginDay(sales) {
      now = AT + days * DAY_MS
      pause = Math.floor(SHIFT_MS / sales)
      days += 1
    },
    async sell() {
      now += pause
      const draft = draftOfFive(random.id())
      store.drafts.put(draft)
      const { id, version } = draft
      const payment = { command: random.id(), draft: id, version, tendered: minor(5000) }
      const used = process.threadCpuUsage()
      const began = process.hrtime.bigint()
      const answer = await terminal.draft.payCash(payment)
      const wall = Number(process.hrtime.bigint() - began) / 1000
      const { user, system } = process.threadCpuUsage(used)
      if (!answer.ok) throw new Error(`not sold: ${answer.failure.code}`)
      await printed()
      return { wall, processor: user + system }
    },
    endDay: () => store.delivery.confirm([store.journal.head()]),
    stop: () => terminal.stop(),
  }
}

/** A day on which tills sell in turn; answers what each needed for its sales. */
export async function sellDay(tills: readonly LongTill[], sales: number): Promise<SaleTime[][]> {
  const taken: SaleTime[][] = tills.map(() => [])
  for (const till of tills) till.beginDay(sales)
  for (let sale = 0; sale < sales; sale += 1) {
    for (const [place, till] of tills.entries()) taken[place]?.push(await till.sell())
  }
  for (const till of tills) till.endDay()
  return taken
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
