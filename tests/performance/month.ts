/**
 * 30 days of 100,000 sales on the real store and use cases over a clock set by hand: whether the
 * last days are as quick as the first, and what has grown meanwhile. It takes some minutes, in
 * which a machine is busy now and idle then: the bound is held against the processor's time, and
 * the clock's time is told beside it.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileSecrets } from '../../src/system/secrets.ts'
import type { Bench } from './bench.ts'
import { openBenchStore } from './bench-shop.ts'
import { distributionOf, ratio } from './measure.ts'
import { openLongTill, rowsByTable } from './long-till.ts'

const DAYS = 30
const SALES = 100_000
/** Sales before the first day, which nobody measures: code and caches are cold. */
const WARM_UP = 500
/** Days at either end that are compared. */
const COMPARED = 3
const P99_RATIO = 1.5

/** Microseconds of each sale of a day. */
type Day = Readonly<Record<'processor' | 'wall', readonly number[]>>

export const month: Bench = {
  name: 'month',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-month-'))
    const file = join(folder, 'terminal.db')
    const store = openBenchStore(file, fileSecrets(folder))
    const till = openLongTill(store)
    await till.sellDay(WARM_UP)
    const days: Day[] = []
    let logBytes = 0
    for (let day = 0; day < DAYS; day += 1) {
      const taken = await till.sellDay(Math.round(SALES / DAYS))
      days.push({
        processor: taken.map((sale) => sale.processor),
        wall: taken.map((sale) => sale.wall),
      })
      logBytes = Math.max(logBytes, statSync(`${file}-wal`).size)
      const sold = distributionOf(days.at(-1)?.processor ?? [])
      console.log(`    day ${day + 1} of ${DAYS}: p99 ${Math.round(sold.p99)} µs of the processor`)
    }
    const processor = compare(days, 'processor')
    const wall = compare(days, 'wall')
    const { heapUsed, rss } = process.memoryUsage()
    await till.stop()
    store.close()
    const figures = {
      processor,
      wall,
      megabytes: {
        heap: toMegabytes(heapUsed),
        resident: toMegabytes(rss),
        file: toMegabytes(statSync(file).size),
        writeAheadLog: toMegabytes(logBytes),
      },
      rows: rowsByTable(file),
    }
    rmSync(folder, { recursive: true, force: true })
    return { ok: processor.p99 <= P99_RATIO, figures }
  },
}

function compare(days: readonly Day[], kind: keyof Day) {
  const times = days.map((day) => day[kind])
  const first = distributionOf(times.slice(0, COMPARED).flat())
  const last = distributionOf(times.slice(-COMPARED).flat())
  return {
    first,
    last,
    p99: ratio(last.p99, first.p99),
    p99OfEachDay: times.map((day) => Math.round(distributionOf(day).p99)),
  }
}

function toMegabytes(bytes: number): number {
  return Math.round(bytes / 100_000) / 10
}
