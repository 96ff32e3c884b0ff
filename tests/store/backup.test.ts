import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Clock } from '../../src/ports/clock.ts'
import { makeBackup } from '../../src/store/backup.ts'
import {
  backupFolderOf,
  backupName,
  listBackups,
  rotateBackups,
} from '../../src/store/backup-folder.ts'
import { openStore } from '../../src/store/open.ts'
import { verifyDatabase, verifyJournal } from '../../src/store/verify.ts'
import { createBackups } from '../../src/terminal/backups.ts'
import { canMount, mountTinyDisk, WITHOUT_MOUNT } from '../faults/tiny-disk.ts'
import type { Word } from './killed-backup.ts'
import { programOf } from '../programs.ts'
import { id, keepingLog, openTestStore, optionsFor, prepare, sell, START } from './terminal.ts'
import { temporaryFolder } from './terminal.ts'

const SELLER = fileURLToPath(new URL('killed-seller.ts', import.meta.url))
const MAKER = fileURLToPath(new URL('killed-backup.ts', import.meta.url))
const HOUR = 3_600_000

function soldFile(sales = 3): string {
  const file = join(temporaryFolder(), 'terminal.db')
  const store = prepare(openStore(optionsFor(file)))
  for (let count = 0; count < sales; count += 1) sell(store, id(9))
  store.close()
  return file
}

/** A process that sells as fast as it can; `receipts` grows as it acknowledges them. */
async function startSelling(file: string) {
  const child = spawn(process.execPath, [await programOf(SELLER), file, 'anywhere', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const receipts: string[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => receipts.push(line))
  await once(lines, 'line')
  return { child, receipts }
}

const look = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** All in the folder of the backups that is not one. */
function partsIn(file: string): string[] {
  const folder = backupFolderOf(file)
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names.filter((name) => !/^terminal-\d{8}T\d{6}Z-\d+\.db$/.test(name))
}

describe('a backup', () => {
  it('of a till at full speed is a whole state with all that was acknowledged before', async () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const { child, receipts } = await startSelling(file)
    const states: number[] = []
    for (let count = 0; count < 4; count += 1) {
      await expect.poll(() => receipts.length, { timeout: 20_000 }).toBeGreaterThan(count * 40)
      const before = [...receipts]
      const made = await makeBackup({ file, at: START + count * 1000 })
      states.push(made.verification.sales)
      expect(made.verification.sales).toBeGreaterThanOrEqual(before.length)
      const copy = new Database(made.file, { readonly: true })
      const held = copy.prepare('SELECT receipt FROM sale ORDER BY number').pluck().all()
      copy.close()
      expect(held.slice(0, before.length)).toEqual(before)
      expect(await verifyDatabase(made.file, { check: 'full' })).toEqual(made.verification)
    }
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(states).toEqual(states.toSorted((a, b) => a - b))
    expect(partsIn(file)).toEqual([])
    expect(verifyJournal(file).broken).toBeUndefined()
  }, 60_000)

  it('that is killed leaves the till whole, and nothing half under a final name', async () => {
    const file = soldFile(200)
    const maker = await programOf(MAKER)
    let halves = 0
    for (let round = 0; round < 6; round += 1) {
      const child = spawn(process.execPath, [maker, file], { stdio: ['ignore', 'pipe', 'inherit'] })
      const lines = createInterface({ input: child.stdout })
      const begins: Word = 'begins'
      expect(await once(lines, 'line')).toEqual([begins])
      // Further into the work each time, counted in looks from where its file is seen to grow.
      while (partsIn(file).length === 0) await look()
      for (let count = 0; count < round * 40; count += 1) await look()
      child.kill('SIGKILL')
      await once(child, 'close')
      halves += partsIn(file).length
      for (const backup of listBackups(backupFolderOf(file))) {
        const found = await verifyDatabase(backup.file, { check: 'quick' })
        expect(found).toMatchObject({ sales: 200, broken: undefined })
      }
    }
    expect(halves).toBeGreaterThan(0)
    expect((await verifyDatabase(file, { check: 'full' })).broken).toBeUndefined()
    await createBackups({ file, clock: handClock(), log: keepingLog() }).close()
    expect(partsIn(file)).toEqual([])
  }, 60_000)

  it('of what does not verify is kept under another name, and no good one goes', async () => {
    const file = soldFile()
    const good = await makeBackup({ file, at: START })
    const other = new Database(file)
    other.exec('UPDATE perpetual SET turnover = 1')
    other.close()
    for (let count = 1; count <= 4; count += 1) {
      const at = START + count * 1000
      await expect(makeBackup({ file, at })).rejects.toMatchObject({ code: 'database-damaged' })
    }
    expect(listBackups(backupFolderOf(file)).map((each) => each.file)).toEqual([good.file])
    expect(partsIn(file).toSorted()).toEqual(
      [3, 4].map((count) => `${backupName(START + count * 1000, newestVersion(file))}.bad`),
    )
  })

  it('is made by hand anywhere, and leaves the rolling ones alone', async () => {
    const file = soldFile()
    const target = join(temporaryFolder(), 'by-hand.db')
    await makeBackup({ file, at: START, target })
    expect(verifyJournal(target)).toMatchObject({ sales: 3, broken: undefined })
    expect(existsSync(backupFolderOf(file))).toBe(false)
    expect(openTestStore({ file: target }).sales.latest()?.sale.number).toBe(3)
  })

  it('stays: the ten newest, and the newest of each version', () => {
    const folder = backupFolderOf(join(temporaryFolder(), 'terminal.db'))
    mkdirSync(folder)
    const make = (hour: number, version: number) =>
      writeFileSync(join(folder, backupName(START + hour * HOUR, version)), '')
    for (const hour of [1, 2]) make(hour, 70)
    for (let hour = 3; hour < 20; hour += 1) make(hour, 80)
    rotateBackups(folder)
    const kept = listBackups(folder).map(({ at, version }) => [(at - START) / HOUR, version])
    expect(kept).toEqual([...Array.from({ length: 10 }, (_, index) => [19 - index, 80]), [2, 70]])
  })

  it.skipIf(!canMount)(
    `on a full disk is refused before a byte is written; selling goes on (${WITHOUT_MOUNT})`,
    async () => {
      const file = join(mountTinyDisk(24).folder, 'terminal.db')
      const store = prepare(openTestStore({ file }))
      sell(store, id(9))
      await expect(makeBackup({ file, at: START })).rejects.toMatchObject({ code: 'disk-full' })
      expect(readdirSync(backupFolderOf(file))).toEqual([])
      expect(sell(store, id(9)).number).toBe(2)
    },
  )
})

describe('the backups of a running terminal', () => {
  it('are made when asked for, one for all that asked meanwhile, and told', async () => {
    const file = soldFile()
    const log = keepingLog()
    const clock = handClock()
    const backups = createBackups({ file, clock, log })
    let changes = 0
    backups.onChange(() => void (changes += 1))
    expect(backups.newest()).toBeUndefined()
    for (let count = 0; count < 5; count += 1) backups.ask('till-closed')
    clock.set(START + 5000)
    await expect.poll(() => changes, { timeout: 20_000 }).toBe(2)
    await backups.close()
    expect(backups.newest()).toMatchObject({ at: START + 5000 })
    expect(backups.failure()).toBeUndefined()
    expect(listBackups(backupFolderOf(file)).map(({ at }) => at)).toEqual([START + 5000, START])
    expect(log.lines.map(({ level }) => level)).toEqual(['info', 'info'])
  }, 30_000)

  it('are made by the schedule where the newest is six hours old, not sooner', async () => {
    const file = soldFile()
    await makeBackup({ file, at: START })
    const clock = handClock()
    const backups = createBackups({ file, clock, log: keepingLog() })
    expect(backups.newest()).toMatchObject({ at: START })
    clock.set(START + 5 * HOUR)
    clock.ring()
    clock.set(START + 6 * HOUR)
    clock.ring()
    await expect.poll(() => backups.newest()?.at, { timeout: 20_000 }).toBe(START + 6 * HOUR)
    await backups.close()
    expect(listBackups(backupFolderOf(file))).toHaveLength(2)
  }, 30_000)

  it('say that they fail, rest after it, and forget it when one verifies again', async () => {
    const file = soldFile()
    const spoil = (by: number) => {
      const other = new Database(file)
      other.prepare('UPDATE perpetual SET turnover = turnover + ?').run(by)
      other.close()
    }
    spoil(1)
    const clock = handClock()
    const backups = createBackups({ file, clock, log: keepingLog() })
    clock.ring()
    await expect.poll(() => backups.failure(), { timeout: 20_000 }).toBeDefined()
    expect(backups.failure()).toEqual({ code: 'database-damaged', at: START })
    spoil(-1)
    clock.set(START + HOUR / 2)
    clock.ring()
    clock.set(START + HOUR)
    clock.ring()
    await expect.poll(() => backups.newest()?.at, { timeout: 20_000 }).toBe(START + HOUR)
    expect(backups.failure()).toBeUndefined()
    await backups.close()
    expect(listBackups(backupFolderOf(file))).toHaveLength(1)
  }, 30_000)
})

function newestVersion(file: string): number {
  const connection = new Database(file, { readonly: true })
  const version = Number(connection.pragma('user_version', { simple: true }))
  connection.close()
  return version
}

/** A clock that is set and rung by hand: `ring` calls what waits. */
function handClock(): Clock & { set(instant: number): void; ring(): void } {
  let now = START
  let waiting: (() => void)[] = []
  return {
    now: () => now,
    elapsed: () => now,
    sleep: () => Promise.resolve(),
    after(_, call) {
      waiting.push(call)
      return () => void (waiting = waiting.filter((each) => each !== call))
    },
    set: (instant) => void (now = instant),
    ring() {
      const due = waiting
      waiting = []
      for (const call of due) call()
    },
  }
}
