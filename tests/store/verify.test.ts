import Database from 'better-sqlite3'
import fc from 'fast-check'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReceiptDocument } from '../../src/domain/receipt/document.ts'
import { openStore } from '../../src/store/open.ts'
import { hashOf } from '../../src/store/seal.ts'
import { verifyDatabase, verifyJournal, type Broken } from '../../src/store/verify.ts'
import { verifyInWorker } from '../../src/store/worker.ts'
import { makeOlder } from '../crash/power-cut/older.ts'
import {
  context,
  id,
  LOCATION,
  optionsFor,
  prepare,
  sell,
  START,
  temporaryFolder,
} from './terminal.ts'

const SALES = 12
const DOCUMENT: ReceiptDocument = { language: 'en', direction: 'ltr', elements: [] }

/** A till that has sold: its file, closed. */
function soldOut(folder: string): string {
  const file = join(folder, 'terminal.db')
  const store = prepare(openStore(optionsFor(file)))
  for (let count = 1; count <= SALES; count += 1) {
    const signedIn = { kind: 'staff-signed-in', body: {} } as const
    store.transaction(() => store.journal.append(signedIn, context))
    store.transaction(() => {
      const { sale } = sell(store, id(9), 1 + (count % 3))
      const job = { sale, createdAt: START }
      store.printJobs.add({ id: id(0x3000 + count), kind: 'drawer', document: null, ...job })
      store.printJobs.add({ id: id(0x4000 + count), kind: 'receipt', document: DOCUMENT, ...job })
    })
  }
  store.close()
  return file
}

/** As somebody would who knows SQL and no more: the guards are dropped first. */
function tamper(file: string, sql: string, ...values: (string | number)[]): void {
  const other = new Database(file)
  other.pragma('foreign_keys = OFF')
  const triggers = other.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck()
  for (const name of triggers.all() as string[]) other.exec(`DROP TRIGGER ${name}`)
  other.pragma('ignore_check_constraints = ON')
  if (values.length > 0) other.prepare(sql).run(...values)
  else other.exec(sql)
  other.close()
}

describe('verification', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-verify-'))
  let whole: string

  beforeAll(() => {
    whole = soldOut(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function tampered(sql: string, ...values: (string | number)[]): string {
    const file = join(temporaryFolder(), 'terminal.db')
    copyFileSync(whole, file)
    tamper(file, sql, ...values)
    return file
  }

  const brokenAfter = async (sql: string, ...values: (string | number)[]) =>
    (await verifyDatabase(tampered(sql, ...values), { check: 'full' })).broken

  it('finds nothing wrong in a till that has sold', async () => {
    const found = await verifyDatabase(whole, { check: 'full' })
    expect(found).toMatchObject({ entries: 1 + 2 * SALES, sales: SALES, broken: undefined })
    expect(verifyJournal(whole)).toEqual(found)
  })

  it('finds any one byte of an entry that is another, and names that entry', async () => {
    const columns = ['canonical', 'hash', 'signature', 'key_id', 'id', 'epoch_id'] as const
    const rows = rowsOf(whole)
    const change = fc.record({
      seq: fc.integer({ min: 1, max: rows.length }),
      column: fc.constantFrom(...columns),
      place: fc.nat(4000),
      bit: fc.integer({ min: 0, max: 6 }),
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ seq, column, place, bit }) => {
        const text = rows[seq - 1]![column]
        const at = place % text.length
        const other = String.fromCharCode(text.charCodeAt(at) ^ (1 << bit))
        const changed = text.slice(0, at) + other + text.slice(at + 1)
        const sql = `UPDATE journal SET ${column} = ? WHERE seq = ?`
        let file: string
        try {
          file = tampered(sql, changed, seq)
        } catch (error) {
          // What is no JSON text does not fit into the table at all.
          expect(String(error)).toContain('malformed JSON')
          return
        }
        const { broken } = await verifyDatabase(file, { check: 'quick' })
        expect(broken).toMatchObject({ epoch: 1, seq })
      }),
      { seed: 7, numRuns: 120 },
    )
  }, 60_000)

  it('finds the last rows taken away, whatever they were, by the first of them', async () => {
    for (const gone of [1, 2, 3, 7]) {
      const first = 2 + 2 * SALES - gone
      const broken = await brokenAfter('DELETE FROM journal WHERE seq >= ?', first)
      expect(broken).toMatchObject({ epoch: 1, seq: first })
    }
  })

  it('finds two rows that changed places, by the first of them', async () => {
    const swap = `
      UPDATE journal SET seq = -seq, id = 'x' || id WHERE seq IN (3, 9);
      UPDATE journal SET seq = 12 + seq, id = 'y' || seq WHERE seq < 0;`
    expect(await brokenAfter(swap)).toMatchObject({ epoch: 1, seq: 3 })
  })

  it('finds an entry that was hashed and linked anew without the key', () => {
    const rows = rowsOf(whole)
    const { canonical } = rows[2]!
    const file = tampered(
      "UPDATE journal SET canonical = replace(canonical, 'Milk', 'Gold') WHERE seq = 3",
    )
    expect(canonical).toContain('Milk')
    const other = new Database(file)
    other.function('sealed', (text: unknown) => hashOf(String(text)))
    other.exec('UPDATE journal SET hash = sealed(canonical) WHERE seq = 3')
    other.close()
    expect(verifyJournal(file).broken).toMatchObject({
      seq: 3,
      receipt: 'T1-1-000001',
      reason: 'its signature is wrong',
    })
  })

  // Of the fifth sale: entry 11, receipt T1-1-000005.
  const FIFTH = '(SELECT id FROM sale WHERE number = 5)'
  it.each<[sql: string, broken: Partial<Broken>]>([
    ['UPDATE sale SET total = total + 1 WHERE number = 5', { seq: 11, receipt: 'T1-1-000005' }],
    ['UPDATE sale SET at = at - 1 WHERE number = 5', { seq: 11 }],
    ["UPDATE sale SET actor = 'x' WHERE number = 5", { seq: 11 }],
    ['DELETE FROM sale WHERE number = 5', { seq: 11, receipt: 'T1-1-000005' }],
    [`UPDATE sale_line SET quantity = 1 WHERE sale = ${FIFTH}`, { seq: 11 }],
    [`DELETE FROM sale_line WHERE sale = ${FIFTH}`, { seq: 11 }],
    [`UPDATE sale_tender SET amount = 1 WHERE sale = ${FIFTH}`, { seq: 11 }],
    [`UPDATE movement SET quantity = -1 WHERE seq = 11`, { seq: 11 }],
    [`DELETE FROM movement WHERE seq = 11`, { seq: 11 }],
    [`UPDATE till_cash SET amount = amount + 1 WHERE sale = ${FIFTH}`, { seq: 11 }],
    [`DELETE FROM till_cash WHERE sale = ${FIFTH}`, { seq: 11 }],
    [`DELETE FROM print_job WHERE kind = 'receipt' AND sale = ${FIFTH}`, { seq: 11 }],
    ["UPDATE till_cash SET amount = 1 WHERE kind = 'float'", { reason: 'float' }],
    ['UPDATE perpetual SET turnover = 1', { reason: 'perpetual' }],
    ['UPDATE perpetual SET sales = sales - 1', { reason: 'perpetual' }],
    ["UPDATE epoch SET id = 'x'", { seq: 1 }],
    ['DELETE FROM epoch', { seq: 1 }],
    [
      `INSERT INTO movement VALUES ('x', 0, 1, 11, 'i', '${LOCATION}', -5)`,
      { reason: 'goods were moved' },
    ],
    ["INSERT INTO sale_tender (sale, position, kind, amount) VALUES ('x', 0, 'cash', 5)", {}],
    [
      `INSERT INTO print_job SELECT 99, 'x', kind, 'x', state, condition, 1, 1, document, about
      FROM print_job LIMIT 1`,
      { reason: 'print job' },
    ],
    [`INSERT INTO confirmed_head SELECT 1, id, 99, '${'0'.repeat(64)}' FROM epoch`, { seq: 99 }],
  ])('finds what was done to the books: %s', async (sql, { reason, ...place }) => {
    const broken = await brokenAfter(sql)
    expect(broken).toMatchObject(place)
    expect(broken?.reason).toContain(reason ?? '')
  })

  it('begins where an earlier one ended, and not where that is no longer there', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    copyFileSync(whole, file)
    const { end } = verifyJournal(file)
    // It crosses between processes and versions as JSON.
    const from = JSON.parse(JSON.stringify(end)) as NonNullable<typeof end>
    const store = openStore(optionsFor(file))
    sell(store, id(9))
    store.close()
    expect(verifyJournal(file, { from })).toMatchObject({ entries: 1, sales: 1, broken: undefined })
    expect(verifyJournal(file, { from }).end).toEqual(verifyJournal(file).end)
    tamper(file, 'UPDATE perpetual SET turnover = turnover + 1')
    expect(verifyJournal(file, { from }).broken?.reason).toContain('perpetual')
    tamper(file, 'DELETE FROM journal WHERE seq >= ?', from.head.seq)
    expect(verifyJournal(file, { from }).broken).toMatchObject({ seq: from.head.seq })
  })

  it('reads a file that is in use, and one of an older version', async () => {
    const file = join(temporaryFolder(), 'terminal.db')
    copyFileSync(whole, file)
    const store = openStore(optionsFor(file))
    sell(store, id(9))
    const inUse = await verifyInWorker(file).done
    expect(inUse).toMatchObject({ sales: SALES + 1, broken: undefined })
    store.close()
    makeOlder(file)
    const older = await verifyDatabase(file, { check: 'full' })
    expect(older).toMatchObject({ sales: SALES + 1, broken: undefined })
  })

  it('says that a file of something else is none of a terminal', async () => {
    const file = join(temporaryFolder(), 'other.db')
    writeFileSync(file, 'a letter to the tax office')
    await expect(verifyInWorker(file).done).rejects.toThrow('not a database')
  })
})

interface Row {
  readonly canonical: string
  readonly hash: string
  readonly signature: string
  readonly key_id: string
  readonly id: string
  readonly epoch_id: string
}

function rowsOf(file: string): readonly Row[] {
  const connection = new Database(file, { readonly: true })
  const rows = connection.prepare<[], Row>('SELECT * FROM journal ORDER BY seq').all()
  connection.close()
  return rows
}
