import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Secrets } from '../../src/ports/secrets.ts'
import { StoreFailure } from '../../src/ports/store.ts'
import { composeStore } from '../../src/store/compose.ts'
import { checkPragmas, openConnection } from '../../src/store/connection.ts'
import { migrate, readMigrations } from '../../src/store/migrations.ts'
import { openStore } from '../../src/store/open.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import {
  id,
  MIGRATIONS,
  openTestStore,
  optionsFor,
  prepare,
  secrets,
  sell,
  SESSION,
  START,
  temporaryFolder,
} from './terminal.ts'

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof StoreFailure) return error.code
    throw error
  }
  return 'none'
}

const isRoot = process.getuid?.() === 0

/** A small disk of its own, which only root can mount. */
function mountTiny(folder: string, kilobytes: number): void {
  mkdirSync(folder)
  const size = `size=${kilobytes}k`
  expect(spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder]).status).toBe(0)
  onTestFinished(() => void spawnSync('umount', ['-l', folder]))
}

const canMount = (() => {
  if (!isRoot) return false
  const folder = '/tmp'
  const tried = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', folder])
  return tried.status === 0
})()

describe('opening the store', () => {
  it.each([
    ['journal_mode', 'delete'],
    ['synchronous', 'NORMAL'],
    ['foreign_keys', 'OFF'],
    ['trusted_schema', 'ON'],
    ['recursive_triggers', 'OFF'],
    ['cell_size_check', 'OFF'],
    ['wal_autocheckpoint', '0'],
  ])('reads %s back and refuses %s', (name, value) => {
    const connection = openConnection(join(temporaryFolder(), 'terminal.db'))
    expect(() => checkPragmas(connection)).not.toThrow()
    connection.pragma(`${name} = ${value}`)
    expect(codeOf(() => checkPragmas(connection))).toBe('pragma-wrong')
    connection.close()
  })

  it('refuses a second instance, and lets the next one in after the first has gone', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const store = openStore(optionsFor(file))
    expect(codeOf(() => openStore(optionsFor(file)))).toBe('second-instance')
    store.close()
    store.close()
    expect(codeOf(() => openTestStore({ file }))).toBe('none')
  })

  it('refuses a database from the future and one that is not its own, untouched', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const future = new Database(file)
    future.exec('CREATE TABLE later (value)')
    future.pragma('user_version = 9990')
    future.close()
    expect(codeOf(() => openStore(optionsFor(file)))).toBe('database-from-future')
    const stranger = new Database(file)
    stranger.pragma('user_version = 0')
    stranger.close()
    expect(codeOf(() => openStore(optionsFor(file)))).toBe('database-damaged')
    const after = new Database(file)
    expect(after.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['later'])
    after.close()
  })

  it('refuses a file that is no database, and one whose pages are torn', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    writeFileSync(file, 'this was a shopping list'.repeat(100))
    expect(codeOf(() => openStore(optionsFor(file)))).toBe('database-damaged')
    const torn = join(temporaryFolder(), 'torn.db')
    const store = prepare(openStore(optionsFor(torn)))
    for (let count = 0; count < 20; count += 1) sell(store, id(9))
    store.close()
    const bytes = readFileSync(torn)
    writeFileSync(
      torn,
      Buffer.concat([bytes.subarray(0, 8192), Buffer.alloc(bytes.length - 8192, 7)]),
    )
    expect(codeOf(() => openStore(optionsFor(torn)))).toBe('database-damaged')
  })

  it.skipIf(isRoot)(
    'refuses a read-only folder (skipped as root, who may write everywhere)',
    () => {
      const folder = temporaryFolder()
      chmodSync(folder, 0o500)
      expect(codeOf(() => openStore(optionsFor(join(folder, 'terminal.db'))))).toBe(
        'disk-read-only',
      )
    },
  )

  it.skipIf(!canMount)(
    'refuses a read-only disk (skipped where this user cannot mount one)',
    () => {
      const folder = join(temporaryFolder(), 'disk')
      mountTiny(folder, 8192)
      const file = join(folder, 'terminal.db')
      openStore(optionsFor(file)).close()
      expect(spawnSync('mount', ['-o', 'remount,ro', folder]).status).toBe(0)
      expect(codeOf(() => openStore(optionsFor(file)))).toBe('disk-read-only')
    },
  )

  it.skipIf(!canMount)('refuses a full disk (skipped where this user cannot mount one)', () => {
    const folder = join(temporaryFolder(), 'disk')
    mountTiny(folder, 100)
    expect(codeOf(() => openStore(optionsFor(join(folder, 'terminal.db'))))).toBe('disk-full')
  })
})

describe('the key of a journal', () => {
  const other: Secrets = { ...secrets, keyId: '0123456789abcdef' }

  it('is refused where it is not the one of the current epoch, and nothing is written', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const store = prepare(openStore(optionsFor(file)))
    const head = store.journal.head()
    store.close()
    expect(codeOf(() => openStore(optionsFor(file, { secrets: other })))).toBe('key-changed')
    expect(openTestStore({ file }).journal.head()).toEqual(head)
  })

  it('may be any before enrolment', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    openStore(optionsFor(file)).close()
    expect(codeOf(() => openTestStore({ file, secrets: other }))).toBe('none')
  })

  it('blocks already when it cannot be read', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'secrets.sealed'), 'sealed')
    const file = join(folder, 'terminal.db')
    const unread = optionsFor(file, { secrets: fileSecrets(folder) })
    expect(codeOf(() => openStore(unread))).toBe('key-changed')
    expect(codeOf(() => openTestStore({ file }))).toBe('none')
  })
})

describe('the folder of the store', () => {
  it.skipIf(process.platform === 'win32')('is for its own user only (POSIX modes)', () => {
    const folder = join(temporaryFolder(), 'terminal')
    openTestStore({ file: join(folder, 'terminal.db') })
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })
})

describe('a disk that fills while selling', () => {
  it('fails the sale as disk-full, leaves all as before, and sells again with room', () => {
    const connection = openConnection(join(temporaryFolder(), 'terminal.db'))
    onTestFinished(() => void connection.close())
    migrate(connection, readMigrations(MIGRATIONS), START)
    const store = prepare(composeStore(connection, optionsFor('')))
    const pages = Number(connection.pragma('page_count', { simple: true }))
    connection.pragma(`max_page_count = ${pages + 8}`)
    let [sold, told] = [0, 0]
    const sellUntilFull = () => {
      for (; sold < 1000; sold += 1) {
        store.transaction(() => {
          store.afterCommit(() => void (told += 1))
          sell(store, id(9))
        })
      }
    }
    expect(codeOf(sellUntilFull)).toBe('disk-full')
    expect(sold).toBeGreaterThan(0)
    const state = () => [
      ...[told, store.journal.head().seq - 1, store.journal.nextSaleNumber() - 1],
      ...[store.journal.perpetual().sales, (store.tills.expectedCash(SESSION) - 10_000) / 500],
    ]
    expect(state()).toEqual([sold, sold, sold, sold, sold])
    connection.pragma('max_page_count = 1000000')
    sell(store, id(9))
    expect(store.journal.head().seq).toBe(sold + 2)
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok')
  })
})
