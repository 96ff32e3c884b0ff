/** What grows has an end, and says so there. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openConnection } from '../../src/store/connection.ts'
import { COMMANDS_LIMIT } from '../../src/store/commands.ts'
import { LOG_LIMIT_BYTES } from '../../src/store/log-size.ts'
import { ENDED_KEPT_MS, ENDED_LIMIT } from '../../src/store/print-jobs.ts'
import { Transactions } from '../../src/store/transactions.ts'
import { openLongTill, rowsByTable, sellDay } from '../performance/long-till.ts'
import { id, keepingLog, openTestStore, prepare, sell, START, temporaryFolder } from './terminal.ts'

describe('the write-ahead log', () => {
  it('is said to grow while somebody reads an old state, and ends small when that is over', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const connection = openConnection(file)
    onTestFinished(() => void connection.close())
    connection.exec('CREATE TABLE bulk (bytes BLOB)')
    const log = keepingLog()
    const transactions = new Transactions(connection, log)
    const insert = connection.prepare('INSERT INTO bulk VALUES (zeroblob(500000))')
    const reader = new Database(file, { readonly: true })
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM bulk').get()
    const size = () => statSync(`${file}-wal`).size
    while (size() < LOG_LIMIT_BYTES + 40_000_000) transactions.run(() => insert.run())
    expect(log.lines).toMatchObject([{ level: 'warn' }])
    reader.exec('COMMIT')
    reader.close()
    for (let commit = 0; commit < 64; commit += 1) transactions.run(() => insert.run())
    expect(log.lines.at(-1)).toMatchObject({ level: 'info' })
    expect(size()).toBeLessThan(LOG_LIMIT_BYTES)
  })
})

describe('print jobs', () => {
  const document = null
  const countIn = (file: string): unknown => {
    const reading = new Database(file, { readonly: true })
    const count = reading.prepare('SELECT count(*) FROM print_job').pluck().get()
    reading.close()
    return count
  }

  it('that ended are forgotten after their days, those that are open never', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const { printJobs } = openTestStore({ file })
    const add = (number: number, createdAt: number) =>
      printJobs.add({ id: id(number), kind: 'drawer', sale: null, document, createdAt })
    for (const number of [1, 2, 3]) add(number, START)
    printJobs.setState(id(1), 'held', 'offline', START)
    printJobs.setState(id(2), 'printed', null, START)
    printJobs.setState(id(3), 'sent', null, START + 1)
    add(4, START + ENDED_KEPT_MS + 1)
    expect([1, 2, 3, 4].map((number) => printJobs.find(id(number))?.state)).toEqual([
      ...['held', undefined, 'sent', 'queued'],
    ])
  })

  it('that ended are kept up to their number, also where the oldest are held', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const store = openTestStore({ file })
    store.transaction(() => {
      for (let number = 1; number <= ENDED_LIMIT + 300; number += 1) {
        const job = { id: id(number), kind: 'drawer', sale: null, document } as const
        store.printJobs.add({ ...job, createdAt: START })
        const state = number <= 100 ? 'held' : 'sent'
        store.printJobs.setState(id(number), state, null, START)
      }
    })
    expect(countIn(file)).toBe(ENDED_LIMIT + 100)
  })
})

describe('a till that sells for weeks', () => {
  it('grows by what it sold alone: every other table stays as small as it was', async () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const store = openTestStore({ file })
    const till = openLongTill(store)
    await sellDay([till], 6)
    const before = rowsByTable(file)
    for (let day = 0; day < 36; day += 1) await sellDay([till], 6)
    await till.stop()
    const after = rowsByTable(file)
    const grown = Object.keys(after).filter((table) => after[table] !== before[table])
    expect(grown).toEqual([
      ...['command', 'fiscal_tally', 'journal', 'movement', 'print_job'],
      ...['sale', 'sale_line', 'sale_tender', 'till_cash'],
    ])
    expect(after['fiscal_tally']).toBe(1)
    // 30 days of 6 sales, each with its receipt and its drawer, and the day that is under way.
    expect(after['print_job']).toBeLessThanOrEqual(31 * 12)
    expect(after['command']).toBeLessThanOrEqual(COMMANDS_LIMIT)
  }, 60_000)

  it('keeps no second copy of an entry that the backend confirmed', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const store = prepare(openTestStore({ file }))
    const copies = store.documents.shared('copies', 'id')
    for (let sale = 0; sale < 3; sale += 1) sell(store, id(9))
    const heads = store.delivery.entriesAfter(store.journal.head().epoch.id, 0, 10)
    for (const { id: entry } of heads) copies.append({ id: `${entry}|0` }, START)
    copies.append({ id: 'up|1' }, START)
    const { epoch, seq, hash } = heads.at(-2)!
    store.delivery.confirm([{ epoch, seq, hash }])
    const left = heads.filter((entry) => copies.table.find(`${entry.id}|0`) !== undefined)
    expect(left.map((entry) => entry.seq)).toEqual([seq + 1])
    expect(copies.table.find('up|1')).toBeDefined()
  })
})
