/**
 * 30 days of 100,000 sales on the real store and use cases over a clock set by hand: whether the
 * last days are as quick as the first, and what has grown meanwhile.
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

export const month: Bench = {
  name: 'month',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-month-'))
    const file = join(folder, 'terminal.db')
    const store = openBenchStore(file, fileSecrets(folder))
    const till = openLongTill(store)
    await till.sellDay(WARM_UP)
    const days: number[][] = []
    let logBytes = 0
    for (let day = 0; day < DAYS; day += 1) {
      days.push(await till.sellDay(Math.round(SALES / DAYS)))
      logBytes = Math.max(logBytes, statSync(`${file}-wal`).size)
    }
    const first = distributionOf(days.slice(0, COMPARED).flat())
    const last = distributionOf(days.slice(-COMPARED).flat())
    const { heapUsed, rss } = process.memoryUsage()
    await till.stop()
    store.close()
    const figures = {
      first,
      last,
      p99: ratio(last.p99, first.p99),
      megabytes: {
        heap: toMegabytes(heapUsed),
        resident: toMegabytes(rss),
        file: toMegabytes(statSync(file).size),
        writeAheadLog: toMegabytes(logBytes),
      },
      rows: rowsByTable(file),
    }
    rmSync(folder, { recursive: true, force: true })
    return { ok: figures.p99 <= P99_RATIO, figures }
  },
}

function toMegabytes(bytes: number): number {
  return Math.round(bytes / 100_000) / 10
}
