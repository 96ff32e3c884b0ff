import Database from 'better-sqlite3'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { StoreFailure } from '../../src/ports/store.ts'
import { openStore, type TerminalStore } from '../../src/store/open.ts'
import { recoverDatabase, type Recovered } from '../../src/store/recovery/recover.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { generatorOf } from './chance.ts'
import { temporaryFolder } from './terminal.ts'
import { hashesOf, openNewTill, sellOn, takeDrawerAway, tillOptions } from './till.ts'

const PAGE = 4096

interface Scene {
  readonly file: string
  /** Every entry that was acknowledged, by id. */
  readonly hashes: ReadonlyMap<string, string>
}

/** Sells, makes a backup on the way where one is wanted, and dies with the log still there. */
function crashed({ before = 20, after = 20, backup = true, last = sellOn } = {}): Scene {
  const folder = temporaryFolder()
  const alive = join(folder, 'alive', 'terminal.db')
  const store = openNewTill(alive)
  for (let count = 0; count < before; count += 1) sellOn(store)
  const file = join(folder, 'shop', 'terminal.db')
  mkdirSync(join(folder, 'shop', 'backups'), { recursive: true })
  if (backup) backUp(alive, join(folder, 'shop', 'backups', 'terminal-20261123T080000Z-90.db'))
  for (let count = 1; count < after; count += 1) sellOn(store)
  last(store)
  const hashes = hashesOf(store)
  for (const part of ['', '-wal', '.witness']) copyFileSync(alive + part, file + part)
  store.close()
  return { file, hashes }
}

function backUp(file: string, to: string): void {
  const connection = new Database(file, { readonly: true })
  connection.prepare('VACUUM INTO ?').run(to)
  connection.close()
}

/** Everything in the main file, as after a checkpoint. */
function foldLog({ file }: Scene): void {
  const connection = new Database(file)
  connection.pragma('wal_checkpoint(TRUNCATE)')
  connection.close()
}

type Opened =
  | { readonly store: TerminalStore; readonly recovered: Recovered | undefined }
  | { readonly code: string }

/** As a terminal starts: once more after the damage was found and dealt with. */
function start(file: string, isThorough = false): Opened {
  const options = tillOptions(file, { isThorough })
  try {
    return { store: openStore(options), recovered: undefined }
  } catch (error) {
    if (!(error instanceof StoreFailure) || error.code !== 'database-damaged') throw error
  }
  const recovered = recoverDatabase(options)
  const store = openStore(options)
  if (store.identity.current()) return { store, recovered }
  store.close()
  return { code: 'not-enrolled' }
}

/** Every entry that was acknowledged is here as it was, or is named as missing; and it sells on. */
function accountFor({ file, hashes }: Scene, opened: Opened): void {
  if ('code' in opened) throw new Error(`it does not sell: ${opened.code}`)
  const { store } = opened
  const present = hashesOf(store)
  const missing = store.standing.recovery()?.missing ?? []
  for (const [key, hash] of hashes) {
    const found = present.get(key)
    const [epoch, seq] = [Number(key.slice(0, 4)), Number(key.slice(-10))]
    const isNamed = missing.some(
      (each) => each.epoch === epoch && each.from <= seq && seq <= (each.to ?? Infinity),
    )
    if (found !== hash && !(found === undefined && isNamed)) throw new Error(`${key} is lost`)
  }
  const { epoch } = store.journal.head()
  const sold = sellOn(store)
  expect(sold.number).toBe(store.journal.nextSaleNumber() - 1)
  if (present.size < hashes.size || opened.recovered) expect(epoch.ordinal).toBeGreaterThan(1)
  store.close()
  expect(existsSync(file)).toBe(true)
}

function damagedIn({ file }: Scene): string[] {
  return readdirSync(dirname(file)).filter((name) => name.includes('.damaged-'))
}

function overwrite(file: string, offset: number, bytes: Buffer): void {
  const content = readFileSync(file)
  bytes.copy(content, offset)
  writeFileSync(file, content)
}

/** Numbers of the pages on which the journal's rows stand. */
function journalPages(file: string): number[] {
  const content = readFileSync(file)
  const pages: number[] = []
  for (let page = 1; page < content.length / PAGE; page += 1) {
    const bytes = content.subarray(page * PAGE, (page + 1) * PAGE)
    if (bytes[0] === 0x0d && bytes.includes('"prevHash"')) pages.push(page)
  }
  return pages
}

describe('a database that is damaged', () => {
  const cases: readonly (readonly [string, (scene: Scene) => void])[] = [
    ['its header', ({ file }) => overwrite(file, 0, Buffer.alloc(100, 0xa5))],
    ['its first page', ({ file }) => overwrite(file, 0, Buffer.alloc(PAGE, 0xa5))],
    [
      'every other page',
      ({ file }) => {
        const pages = readFileSync(file).length / PAGE
        for (let page = 2; page < pages; page += 2) {
          overwrite(file, page * PAGE, Buffer.alloc(PAGE, 0x5a))
        }
      },
    ],
    ['its length', ({ file }) => truncateSync(file, 3 * PAGE + 17)],
    ['everything, by another file', ({ file }) => writeFileSync(file, 'a list'.repeat(900))],
    ['all of it', ({ file }) => truncateSync(file, 0)],
  ]

  for (const [what, damage] of cases) {
    for (const backup of [true, false]) {
      const help = backup ? 'with' : 'without'
      it(`in ${what} sells on ${help} a backup, and accounts for every entry`, () => {
        const scene = crashed({ backup })
        foldLog(scene)
        damage(scene)
        const opened = start(scene.file)
        accountFor(scene, opened)
        expect(damagedIn(scene).length).toBeGreaterThan(0)
      })
    }
  }

  it('keeps what stands behind a gap: sent, never gone on with, and in a file', () => {
    const scene = crashed({ before: 20, after: 60 })
    foldLog(scene)
    const pages = journalPages(scene.file)
    overwrite(scene.file, (pages.at(-6) ?? 0) * PAGE, Buffer.alloc(PAGE, 0x5a))
    overwrite(scene.file, 0, Buffer.alloc(100, 0xa5))
    const opened = start(scene.file)
    if ('code' in opened) throw new Error(opened.code)
    const { store, recovered } = opened
    expect(recovered?.kept).toBeGreaterThan(0)
    expect(recovered?.missing.length).toBeGreaterThan(0)
    expect(recovered?.missing.every(({ to }) => to !== null)).toBe(true)
    const [aside] = store.delivery.recoveredEpochs()
    expect(store.delivery.recoveredAfter(aside?.epoch.id ?? '', 0, 1000)).toHaveLength(
      recovered?.kept ?? 0,
    )
    const files = readdirSync(dirname(scene.file))
    expect(files.some((name) => /^recovered-\d{8}T\d{6}Z\.entries$/.test(name))).toBe(true)
    expect(files.some((name) => /^recovery-\d{8}T\d{6}Z\.json$/.test(name))).toBe(true)
    accountFor(scene, opened)
  })

  it('verifies as a whole once it is put together again', async () => {
    const scene = crashed()
    foldLog(scene)
    overwrite(scene.file, 0, Buffer.alloc(PAGE, 0xa5))
    accountFor(scene, start(scene.file))
    const { broken } = await verifyDatabase(scene.file, { check: 'full' })
    expect(broken).toBeUndefined()
  })

  it('knows again which drawer was being counted, and which one sells', async () => {
    let drawers: readonly string[] = []
    const last = (store: TerminalStore) => {
      drawers = [takeDrawerAway(store)]
      const sold = sellOn(store)
      drawers = [...drawers, store.tills.current()?.id ?? '']
      return sold
    }
    const scene = crashed({ last })
    foldLog(scene)
    overwrite(scene.file, 0, Buffer.alloc(PAGE, 0xa5))
    const opened = start(scene.file)
    if ('code' in opened) throw new Error(opened.code)
    const { counting, current } = opened.store.tills
    expect([counting().map(({ id }) => id), current()?.id]).toEqual([[drawers[0]], drawers[1]])
    accountFor(scene, opened)
    expect((await verifyDatabase(scene.file, { check: 'full' })).broken).toBeUndefined()
  })

  it('whose owner nothing tells any more is set aside, and the terminal is to be enrolled', () => {
    const scene = crashed({ backup: false })
    foldLog(scene)
    rmSync(`${scene.file}.witness`)
    writeFileSync(scene.file, 'a list'.repeat(900))
    expect(start(scene.file)).toEqual({ code: 'not-enrolled' })
    expect(damagedIn(scene)).toHaveLength(1)
  })
})

describe('a log that was lost', () => {
  it('deleted after a crash is noticed at opening, and no number is given twice', () => {
    const scene = crashed()
    rmSync(`${scene.file}-wal`)
    accountFor(scene, start(scene.file))
  })

  it('cut anywhere is noticed at opening, and no number is given twice', () => {
    for (const part of [0.2, 0.5, 0.8, 0.97]) {
      const scene = crashed()
      const log = `${scene.file}-wal`
      truncateSync(log, Math.floor(readFileSync(log).length * part))
      accountFor(scene, start(scene.file))
    }
  })
})

/** As a process does that meets damage later: it ends, and the next one looks at everything. */
function accountThoroughly(scene: Scene): void {
  const opened = start(scene.file)
  try {
    accountFor(scene, opened)
  } catch (error) {
    if (!(error instanceof StoreFailure) || error.code !== 'database-damaged') throw error
    if ('store' in opened) opened.store.close()
    accountFor(scene, start(scene.file, true))
  }
}

describe('damage of any kind', () => {
  for (const isFolded of [true, false]) {
    const where = isFolded ? 'the database' : 'a log that was not written back'
    it(`never loses an entry in silence (30 seeded damages to ${where})`, () => {
      const scene = crashed({ before: 12, after: 25 })
      if (isFolded) foldLog(scene)
      const backups = join(dirname(scene.file), 'backups')
      for (let seed = 1; seed <= 30; seed += 1) {
        const chance = generatorOf(seed)
        const file = join(temporaryFolder(), 'terminal.db')
        mkdirSync(join(dirname(file), 'backups'))
        for (const name of chance() < 0.7 ? readdirSync(backups) : []) {
          copyFileSync(join(backups, name), join(dirname(file), 'backups', name))
        }
        const parts = ['', '-wal'].filter((part) => existsSync(scene.file + part))
        for (const part of [...parts, '.witness']) copyFileSync(scene.file + part, file + part)
        for (let times = 1 + Math.floor(chance() * 3); times > 0; times -= 1) {
          spoil(file + (parts[Math.floor(chance() * parts.length)] ?? ''), chance)
        }
        try {
          accountThoroughly({ file, hashes: scene.hashes })
        } catch (error) {
          throw new Error(`seed ${seed}: ${String(error)}`, { cause: error })
        }
      }
    })
  }
})

function spoil(file: string, chance: () => number): void {
  const bytes = readFileSync(file)
  const at = Math.floor(chance() * bytes.length)
  if (chance() < 0.2) return truncateSync(file, at)
  const length = 1 + Math.floor(chance() * (chance() < 0.5 ? 8 : 3 * PAGE))
  bytes.fill(Math.floor(chance() * 256), at, Math.min(bytes.length, at + length))
  writeFileSync(file, bytes)
}
