import Database from 'better-sqlite3'
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { backupFolderOf, listBackups } from '../../src/store/backup-folder.ts'
import { openConnection } from '../../src/store/connection.ts'
import { migrate, readMigrations, type Migration } from '../../src/store/migrations.ts'
import { openStore } from '../../src/store/open.ts'
import {
  id,
  MIGRATIONS,
  openTestStore,
  optionsFor,
  prepare,
  sell,
  START,
  temporaryFolder,
} from './terminal.ts'

const STATEMENT = /^(?=(?:CREATE|INSERT|UPDATE|DELETE|PRAGMA|ALTER|DROP) )/m

/**
 * Applies migrations, and before each statement copies what is on the disk at that moment: what a
 * process that is killed there leaves behind. Answers the copies.
 */
function applyWithCuts(folder: string, migrations: readonly Migration[]): readonly string[] {
  const file = join(folder, 'terminal.db')
  const connection = openConnection(file)
  const cuts: string[] = []
  connection.function('cut_power', () => {
    const cut = join(folder, `cut${cuts.length}.db`)
    for (const end of ['', '-wal']) copyFileSync(file + end, cut + end)
    cuts.push(cut)
    return null
  })
  const mark = (sql: string) => sql.split(STATEMENT).join('SELECT cut_power();\n')
  const marked = migrations.map((each) => ({
    ...each,
    sql: `${mark(each.sql)}\nSELECT cut_power();`,
  }))
  migrate(connection, marked, START)
  connection.close()
  return cuts
}

/** Schema and version of a database, as one text. */
function shapeOf(file: string): string {
  const database = new Database(file)
  const rows = database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all()
  const version = database.pragma('user_version', { simple: true })
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  database.close()
  return JSON.stringify([version, rows])
}

/** What each version is, from nothing to the newest. */
function shapesByVersion(folder: string, migrations: readonly Migration[]): readonly string[] {
  const file = join(folder, 'shapes.db')
  const connection = openConnection(file)
  const shapes = Array.from({ length: migrations.length + 1 }, (_, count) => {
    migrate(connection, migrations.slice(0, count), START)
    return shapeOf(file)
  })
  connection.close()
  return shapes
}

describe('the migrations', () => {
  const migrations = readMigrations(MIGRATIONS)

  it('are numbered in tens, without a word that would end their transaction', () => {
    const versions = migrations.map((each) => each.version)
    expect(versions.filter((version) => version % 10 !== 0)).toEqual([])
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
    for (const { sql } of migrations) {
      expect(sql).not.toMatch(/^\s*(COMMIT|ROLLBACK|VACUUM|BEGIN (IMMEDIATE|TRANSACTION))/im)
    }
  })

  it('leave one version or the next, never between, wherever the power is cut', () => {
    const folder = temporaryFolder()
    const shapes = shapesByVersion(folder, migrations)
    const cuts = applyWithCuts(folder, migrations)
    const found = cuts.map(shapeOf)
    // Every cut leaves a whole version, and every version but the last was left by some cut.
    expect(cuts.length).toBeGreaterThan(50)
    expect(new Set(found)).toEqual(new Set(shapes.slice(0, -1)))
    for (const cut of cuts.filter((_, index) => index % 23 === 0)) {
      openStore(optionsFor(cut)).close()
      expect(shapeOf(cut)).toBe(shapes.at(-1))
    }
  }, 60_000)

  it('of a later release run over a till that has sold, after a copy of it was made', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'terminal.db')
    const store = prepare(openStore(optionsFor(file)))
    const sale = sell(store, id(9))
    store.close()
    const later = laterRelease(folder, 'CREATE TABLE loyalty (id TEXT PRIMARY KEY) STRICT;')
    const again = openTestStore({ file, migrations: later })
    expect(again.sales.latest()?.sale).toEqual(sale)
    const [backup] = listBackups(backupFolderOf(file))
    expect(backup).toMatchObject({ at: START, version: NEWEST })
    const copy = openTestStore({ file: backup!.file })
    expect(copy.sales.latest()?.sale).toEqual(sale)
    expect(readdirSync(backupFolderOf(file)).filter((name) => name.includes('.part'))).toEqual([])
  })

  it('that fail leave the till as it was', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'terminal.db')
    prepare(openStore(optionsFor(file))).close()
    const before = shapeOf(file)
    const broken = laterRelease(
      folder,
      'CREATE TABLE loyalty (id);\nINSERT INTO nowhere VALUES (1);',
    )
    expect(() => openStore(optionsFor(file, { migrations: broken }))).toThrow('no such table')
    expect(shapeOf(file)).toBe(before)
    const ending = laterRelease(folder, 'CREATE TABLE loyalty (id);\nCOMMIT;')
    expect(() => openStore(optionsFor(file, { migrations: ending }))).toThrow('its own transaction')
    const [backup] = listBackups(backupFolderOf(file))
    expect(openTestStore({ file: backup!.file }).identity.current()).toBeDefined()
  })

  it('that tells epochs apart lets what came down contain what it contained', () => {
    const place = migrations.findIndex(({ name }) => name.includes('tell_epochs_apart'))
    const connection = openConnection(join(temporaryFolder(), 'terminal.db'))
    onTestFinished(() => void connection.close())
    migrate(connection, migrations.slice(0, place), START)
    const text = (value: object): string => JSON.stringify(value).replaceAll("'", "''")
    for (const ordinal of [1, 2, 3]) {
      const epoch = id(ordinal)
      connection.exec(`INSERT INTO epoch (ordinal, id) VALUES (${ordinal}, '${epoch}')`)
      for (const seq of [1, 2]) {
        connection.exec(`INSERT INTO journal (id, epoch_ordinal, epoch_id, seq, hash, key_id,
          signature, rx_seq, deleted, lwt, rev, canonical) VALUES ('${epoch}-${seq}', ${ordinal},
          '${epoch}', ${seq}, '${'0'.repeat(64)}', '${'0'.repeat(16)}', '${'0'.repeat(88)}',
          ${ordinal * 10 + seq}, 0, 1, 'x', '${text({ kind: 'x', at: 1 })}')`)
      }
    }
    const rows = [null, { epoch: { ordinal: 2, id: id(2) }, seq: 1 }].map((contains, number) => ({
      ...{
        id: `row ${number}`,
        kind: 'customer',
        location: 'x',
        item: `item ${number}`,
        onHand: 1,
      },
      ...{ receipt: 'x', at: 1, businessDate: 'x', total: 1 },
      ...{ details: {}, account: 'x', balance: 1, contains },
    }))
    const tables = ['stock', 'sales', 'customer', 'account']
    for (const table of tables) {
      const keys = table === 'customer' ? ['keys', "'[]'"] : ['meta', 'NULL']
      rows.forEach((row, number) =>
        connection.exec(`INSERT INTO ${table} (id, rx_seq, deleted, lwt, rev, data, ${keys[0]})
          VALUES ('${row.id}', ${number + 1}, 0, 1, 'x', '${text(row)}', ${keys[1]})`),
      )
    }
    connection.exec(migrations[place]?.sql ?? '')
    for (const table of tables) {
      const found = connection
        .prepare<[], string>(`SELECT data ->> '$.contains' FROM ${table} ORDER BY rx_seq`)
        .pluck()
      expect(found.all().map((each) => JSON.parse(each) as unknown)).toEqual([
        {},
        { [id(1)]: 2, [id(2)]: 1 },
      ])
    }
  })

  it('are refused where a name or a number breaks the rules', () => {
    for (const name of ['0015_half.sql', '70_short.sql', '0070-dash.sql', '0000_zero.sql']) {
      const folder = temporaryFolder()
      writeFileSync(join(folder, name), 'SELECT 1;')
      expect(() => readMigrations(folder)).toThrow(name)
    }
  })
})

/** The version of this release: what its last migration is numbered. */
const NEWEST = Math.max(...readdirSync(MIGRATIONS).map((name) => Number.parseInt(name, 10)))

function laterRelease(folder: string, sql: string): string {
  const later = join(folder, 'later')
  if (!existsSync(later)) mkdirSync(later)
  for (const name of readdirSync(MIGRATIONS))
    copyFileSync(join(MIGRATIONS, name), join(later, name))
  writeFileSync(join(later, '9990_add_loyalty.sql'), sql)
  return later
}
