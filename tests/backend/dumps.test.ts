import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DUMP_EVERY_MS, keepDumps, writeDump } from '../../src/backend/database/dumps.ts'
import { openMemory } from '../../src/backend/database/embedded.ts'
import type { Clock } from '../../src/ports/clock.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-dumps-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A clock whose hours pass when the test says so. */
function clockByHand(): Clock & { isWaitedFor(): boolean; pass(): void } {
  let now = 1_790_000_000_000
  let waiting: (() => void) | undefined
  return {
    now: () => now,
    elapsed: () => now,
    after(ms, call) {
      expect(ms).toBe(DUMP_EVERY_MS)
      waiting = call
      return () => (waiting = undefined)
    },
    sleep: () => Promise.resolve(),
    isWaitedFor: () => waiting !== undefined,
    pass() {
      const call = waiting
      now += DUMP_EVERY_MS
      waiting = undefined
      call?.()
    },
  }
}

describe('copies of the embedded database', () => {
  it('open as the database that they were made of', async () => {
    const pglite = await openMemory()
    await pglite.exec('create table sale (id int); insert into sale values (1), (2), (3)')
    const dump = () => pglite.dumpDataDir('gzip')
    const file = await writeDump({ dump, folder: folderOfTest(), clock: clockByHand(), log })
    await pglite.close()
    const restored = await openMemory(
      new Blob([readFileSync(file)], { type: 'application/x-gzip' }),
    )
    const { rows } = await restored.query('select count(*)::int as sales from sale')
    expect(rows).toEqual([{ sales: 3 }])
    await restored.close()
  }, 60_000)

  it('sweep away what a crash left half-written', async () => {
    const folder = folderOfTest()
    writeFileSync(join(folder, '000000000000001.tar.gz.new'), 'half a')
    writeFileSync(join(folder, 'somebody-else.new'), 'kept')
    const dump = () => Promise.resolve(new Blob(['a database']))
    const file = await writeDump({ dump, folder, clock: clockByHand(), log })
    expect(readdirSync(folder).toSorted()).toEqual([basename(file), 'somebody-else.new'])
  })

  it('are made every hour, and the latest three are kept', async () => {
    const folder = folderOfTest()
    const clock = clockByHand()
    const dump = () => Promise.resolve(new Blob(['a database']))
    const stop = keepDumps({ dump, folder, clock, log })
    const names = new Set<string>()
    for (let hour = 1; hour <= 5; hour += 1) {
      clock.pass()
      await expect.poll(clock.isWaitedFor).toBe(true)
      for (const name of readdirSync(folder)) names.add(name)
      expect(readdirSync(folder)).toHaveLength(Math.min(hour, 3))
    }
    await stop()
    expect(names.size).toBe(5)
  })
})
