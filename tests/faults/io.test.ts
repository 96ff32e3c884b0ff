/** Calls to the disk that fail, one after the other, once and for ever. */
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { StoreFailure } from '../../src/ports/store.ts'
import { makeBackup } from '../../src/store/backup.ts'
import { backupFolderOf, listBackups } from '../../src/store/backup-folder.ts'
import { openStore } from '../../src/store/open.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { MIGRATIONS, optionsFor, START, temporaryFolder } from '../store/terminal.ts'
import { failureOf, makeTemplate, sellIn, walkFaults, type Told } from './stage.ts'
import { canInject, WITHOUT_STRACE } from './strace.ts'

const CASES = [
  { call: 'sync', error: 'EIO', when: 'once' },
  { call: 'sync', error: 'EIO', when: 'for ever' },
  { call: 'write', error: 'EIO', when: 'once' },
  { call: 'write', error: 'EIO', when: 'for ever' },
  { call: 'write', error: 'ENOSPC', when: 'once' },
  { call: 'write', error: 'ENOSPC', when: 'for ever' },
  { call: 'read', error: 'EIO', when: 'once' },
  { call: 'read', error: 'EIO', when: 'for ever' },
  { call: 'size', error: 'ENOSPC', when: 'for ever' },
] as const
/** Hundreds of openings; a busy machine takes its time. */
const LONG = 60_000

/** Sales one after the other, on through every failure, as a cashier tries again. */
function sellOn(file: string): () => Told {
  const store = openStore(optionsFor(file))
  return () => {
    let [sold, code] = [0, undefined as Told['code']]
    for (let count = 0; count < 3; count += 1) {
      const failed = failureOf(() => sellIn(store))
      if (failed === undefined) {
        // After a failed sync one that succeeds proves nothing.
        expect(code).not.toBe('disk-failed')
        sold += 1
      }
      code = failed ?? code
    }
    store.close()
    return { code, sold }
  }
}

/** A database that is one version behind: the next one touches every sale. */
function nextVersion(): string {
  const folder = join(temporaryFolder(), 'migrations')
  cpSync(MIGRATIONS, folder, { recursive: true })
  const sql = `ALTER TABLE sale ADD COLUMN later TEXT;
    UPDATE sale SET later = receipt;
    CREATE INDEX sale_later ON sale (later);`
  writeFileSync(join(folder, '9000_look_later.sql'), sql)
  return folder
}

/** A copy of what somebody sells in meanwhile. */
function backUp(file: string): () => Promise<Told> {
  const store = openStore(optionsFor(file))
  return async () => {
    try {
      await makeBackup({ file, at: START })
      return { code: undefined, sold: 0 }
    } catch (error) {
      if (error instanceof StoreFailure) return { code: error.code, sold: 0 }
      throw error
    } finally {
      store.close()
    }
  }
}

function openThen(changes: Parameters<typeof optionsFor>[1]) {
  return (file: string) => (): Told => ({
    code: failureOf(() => openStore(optionsFor(file, changes)).close()),
    sold: 0,
  })
}

describe.skipIf(!canInject)(`a disk that fails (${WITHOUT_STRACE})`, () => {
  it.each(CASES)(
    'at the n-th $call with $error ($when), selling: no sale is lost, none is there by half',
    async ({ call, error, when }) => {
      const fault = { call, error }
      const isForEver = when === 'for ever'
      const walked = await walkFaults(makeTemplate(), { fault, isForEver, begin: sellOn })
      expect(walked.hits).toBeGreaterThan(0)
      if (call === 'sync') expect(walked.codes).toContain('disk-failed')
    },
    LONG,
  )

  it.each(CASES.filter(({ call, when }) => when === 'once' || call === 'size'))(
    'at the n-th $call with $error ($when), opening: what was there is there, and sells on',
    async ({ call, error, when }) => {
      const walked = await walkFaults(makeTemplate(), {
        fault: { call, error },
        isForEver: when === 'for ever',
        begin: openThen({ isThorough: true }),
      })
      expect(walked.hits).toBeGreaterThan(0)
      // A disk that cannot be read is no damage: nobody would restore over it.
      expect(walked.codes).not.toContain('database-damaged')
    },
    LONG,
  )

  it.each(CASES.filter(({ call, when }) => when === 'once' && call !== 'read'))(
    'at the n-th $call with $error ($when), migrating: the version and its data move together',
    async ({ call, error, when }) => {
      const migrations = nextVersion()
      const walked = await walkFaults(makeTemplate(), {
        fault: { call, error },
        isForEver: when === 'for ever',
        begin: openThen({ migrations }),
        check(file) {
          const database = new Database(file)
          const version = database.pragma('user_version', { simple: true })
          const column = `SELECT count(*) FROM pragma_table_info('sale') WHERE name = 'later'`
          const moved = database.prepare(column).pluck().get()
          database.close()
          expect(moved).toBe(version === 9000 ? 1 : 0)
        },
        after: { migrations },
      })
      expect(walked.hits).toBeGreaterThan(0)
    },
    LONG,
  )

  it.each(CASES.filter(({ when }) => when === 'once'))(
    'at the n-th $call with $error ($when), copying: what has a backup’s name is whole',
    async ({ call, error, when }) => {
      const walked = await walkFaults(makeTemplate(), {
        fault: { call, error },
        isForEver: when === 'for ever',
        begin: backUp,
        check(file) {
          const folder = backupFolderOf(file)
          const names = existsSync(folder) ? readdirSync(folder) : []
          expect(names.filter((name) => name.includes('.part'))).toEqual([])
          for (const { file: copy } of listBackups(folder)) {
            expect(verifyJournal(copy).broken).toBeUndefined()
          }
        },
      })
      expect(walked.hits).toBeGreaterThan(0)
    },
    LONG,
  )
})
