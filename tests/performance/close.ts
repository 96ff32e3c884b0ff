/**
 * The X and the Z of a session of 2,000 sales, each asked of a process that was just started and of
 * a file that the machine does not hold in memory; against reading and parsing the session's
 * entries in just such a process. And whether sessions before it make it slower: a close begins
 * where its session does, behind the Z before it. A machine is busy now and idle then: the bound is
 * held against the processor's time, and the clock's time is told beside it.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inMemory } from '../../build/memory-folder.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import type { Bench } from './bench.ts'
import { foundBenchShop, openBenchStore } from './bench-shop.ts'
import { openClosingTill } from './closing-till.ts'
import type { Taken } from './close-once.ts'
import { distributionOf, ratio, type Distribution } from './measure.ts'

const SALES = 2000
/** Sessions before the last one that is measured. */
const EARLIER = 1
const ROUNDS = 5
const BOUND_US = 300_000
/** Reading the session before it too would double it; two runs of one till differ by a fifth. */
const HISTORY_MOST = 1.5
const ONCE = fileURLToPath(new URL('close-once.ts', import.meta.url))

export const close: Bench = {
  name: 'close',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-close-'))
    try {
      const [young, old] = [join(folder, 'young'), join(folder, 'old')]
      await sellSessions(folder, { young, old })
      const first = measure(folder, young, ['z'])
      const last = measure(folder, old, ['entries', 'x', 'z'])
      const { x, count, review, z, entries } = last.processor
      const againstHistory = ratio(review.p50, first.processor.review.p50)
      const slowest = Math.max(...[x, count, review, z].map(({ p50 }) => p50))
      return {
        ok: slowest <= BOUND_US && againstHistory <= HISTORY_MOST,
        figures: {
          ...{ ...last, boundUs: BOUND_US, cold: canForget() },
          againstEntries: { x: ratio(x.p50, entries.p50), review: ratio(review.p50, entries.p50) },
          againstHistory,
        },
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** Leaves a till in its first session, and the same one in a later session. */
async function sellSessions(
  folder: string,
  { young, old }: { readonly young: string; readonly old: string },
): Promise<void> {
  // Selling is not what is measured: in memory no commit waits for a disk.
  const made = mkdtempSync(join(inMemory()['TMPDIR'] ?? folder, 'holdfast-close-'))
  const file = join(made, 'terminal.db')
  const begin = () => openBenchStore(file, fileSecrets(made))
  let store = begin()
  foundBenchShop(store, 'manager')
  for (let session = 0; session <= EARLIER; session += 1) {
    const till = openClosingTill(store)
    till.open()
    for (let sale = 0; sale < SALES; sale += 1) await till.sell()
    if (session === 0 || session === EARLIER) {
      store.close()
      cpSync(made, session === 0 ? young : old, { recursive: true })
      store = begin()
    }
    if (session === EARLIER) continue
    const closing = openClosingTill(store)
    closing.count()
    closing.close()
    // What is measured was not sent yet, what came before it was.
    store.delivery.confirm([store.journal.head()])
  }
  store.close()
  rmSync(made, { recursive: true, force: true })
}

const WORKS = ['x', 'count', 'review', 'z', 'entries'] as const
type Work = (typeof WORKS)[number]

/** Each in a copy of its own, in turn: a slow machine slows all of them. */
function measure(folder: string, from: string, works: readonly string[]) {
  const taken: { readonly work: Work; readonly time: Taken }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const work of works) {
      const copy = join(folder, 'copy')
      cpSync(from, copy, { recursive: true })
      for (const name of readdirSync(copy)) forget(join(copy, name))
      const { stdout, stderr, status } = spawnSync(process.execPath, [ONCE, copy, work], {
        encoding: 'utf8',
      })
      if (status !== 0) throw new Error(`cannot be measured: ${stderr}`)
      const times = JSON.parse(stdout) as Record<Work, Taken>
      for (const each of WORKS) if (each in times) taken.push({ work: each, time: times[each] })
      rmSync(copy, { recursive: true, force: true })
    }
  }
  const distributions = (kind: keyof Taken) =>
    Object.fromEntries(
      WORKS.map((work) => {
        const own = taken.filter((each) => each.work === work)
        return [work, distributionOf(own.map(({ time }) => time[kind]))]
      }),
    ) as Record<Work, Distribution>
  return { processor: distributions('processor'), wall: distributions('wall') }
}

/** Has the machine forget what it holds of a file; false where it cannot be asked to. */
function forget(file: string): boolean {
  const written = spawnSync('sync', [file])
  const dropped = spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0'])
  return written.status === 0 && dropped.status === 0
}

function canForget(): 'file and process' | 'process' {
  return forget(ONCE) ? 'file and process' : 'process'
}
