/**
 * 30 days of 100,000 sales on the real store and use cases over a clock set by hand: whether the
 * last days are as quick as the first, and what has grown meanwhile. It takes long, in which a
 * machine is busy now and idle then. So on the last days a till that has sold nothing yet sells in
 * turn with the old one, sale by sale, and the two are compared; the bound is held against the
 * processor's time, and the clock's time is told beside it.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileSecrets } from '../../src/system/secrets.ts'
import type { Bench } from './bench.ts'
import { openBenchStore } from './bench-shop.ts'
import { distributionOf, ratio } from './measure.ts'
import { openLongTill, rowsByTable, sellDay, type LongTill, type SaleTime } from './long-till.ts'

const DAYS = 30
const SALES = 100_000
/** Sales before the first day, which nobody measures: code and caches are cold. */
const WARM_UP = 500
/** The last days, on which a new till sells beside the old one. */
const COMPARED = 3
const P99_RATIO = 1.5

type Kind = keyof SaleTime

export const month: Bench = {
  name: 'month',
  async run() {
    const old = openTill()
    await sellDay([old.till], WARM_UP)
    const days: SaleTime[][] = []
    for (let day = 1; day <= DAYS - COMPARED; day += 1) days.push(...(await tellDay([old], day)))
    const young = openTill()
    await sellDay([young.till], WARM_UP)
    const beside: SaleTime[][] = []
    for (let day = DAYS - COMPARED + 1; day <= DAYS; day += 1) {
      const [own = [], others = []] = await tellDay([old, young], day)
      days.push(own)
      beside.push(others)
    }
    const aged = days.slice(-COMPARED).flat()
    const processor = compare(aged, beside.flat(), days, 'processor')
    const wall = compare(aged, beside.flat(), days, 'wall')
    const { heapUsed, rss } = process.memoryUsage()
    const megabytes = {
      ...{ heap: toMegabytes(heapUsed), resident: toMegabytes(rss) },
      file: toMegabytes(statSync(old.file).size),
      writeAheadLog: toMegabytes(old.logBytes()),
    }
    await young.close()
    await old.stop()
    const rows = rowsByTable(old.file)
    old.remove()
    return { ok: processor.p99 <= P99_RATIO, figures: { processor, wall, megabytes, rows } }
  },
}

interface Kept {
  readonly till: LongTill
  readonly file: string
  /** The most that its write-ahead log had at the end of a day. */
  logBytes(): number
  look(): void
  stop(): Promise<void>
  remove(): void
  close(): Promise<void>
}

function openTill(): Kept {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-month-'))
  const file = join(folder, 'terminal.db')
  const store = openBenchStore(file, fileSecrets(folder))
  const till = openLongTill(store)
  let most = 0
  const stop = async (): Promise<void> => {
    await till.stop()
    store.close()
  }
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  return {
    ...{ till, file, stop, remove, logBytes: () => most },
    look: () => void (most = Math.max(most, statSync(`${file}-wal`).size)),
    async close() {
      await stop()
      remove()
    },
  }
}

/** What each of the tills needed for its sales of a day, which they sell in turn. */
async function tellDay(kept: readonly Kept[], day: number): Promise<SaleTime[][]> {
  const tills = kept.map(({ till }) => till)
  const taken = await sellDay(tills, Math.round(SALES / DAYS))
  for (const each of kept) each.look()
  const p99s = taken.map((sales) => String(Math.round(p99Of(sales, 'processor'))))
  console.log(`    day ${day} of ${DAYS}: p99 ${p99s.join(', new till ')} µs of the processor`)
  return taken
}

function compare(
  aged: readonly SaleTime[],
  fresh: readonly SaleTime[],
  days: readonly (readonly SaleTime[])[],
  kind: Kind,
) {
  const old = distributionOf(aged.map((sale) => sale[kind]))
  const young = distributionOf(fresh.map((sale) => sale[kind]))
  const p99OfEachDay = days.map((day) => Math.round(p99Of(day, kind)))
  return { old, young, p99: ratio(old.p99, young.p99), p99OfEachDay }
}

function p99Of(sales: readonly SaleTime[], kind: Kind): number {
  return distributionOf(sales.map((sale) => sale[kind])).p99
}

function toMegabytes(bytes: number): number {
  return Math.round(bytes / 100_000) / 10
}
