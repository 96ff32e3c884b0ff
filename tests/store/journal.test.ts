import Database from 'better-sqlite3'
import { verify } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NO_PREVIOUS_HASH, SIGNATURE_DOMAIN } from '../../src/domain/journal/entry.ts'
import { entrySchema } from '../../src/domain/journal/facts.ts'
import { StoreFailure } from '../../src/ports/store.ts'
import { openStore } from '../../src/store/open.ts'
import { hashOf } from '../../src/store/seal.ts'
import {
  context,
  id,
  IDENTITY,
  openTestStore,
  optionsFor,
  prepare,
  publicKey,
  sell,
  START,
  temporaryFolder,
} from './terminal.ts'

const signedIn = { kind: 'staff-signed-in', body: {} } as const

describe('the journal', () => {
  it('begins with the entry that opened the epoch', () => {
    const store = prepare(openTestStore())
    const { epoch } = store.journal.head()
    const [first] = store.delivery.entriesAfter(epoch.id, 0, 10)
    const entry = entrySchema.parse(JSON.parse(first!.canonical))
    expect(entry).toMatchObject({
      kind: 'epoch-opened',
      seq: 1,
      prevHash: NO_PREVIOUS_HASH,
      body: { reason: 'enrolled', previous: null, perpetual: { sales: 0, turnover: {} } },
    })
    expect(store.identity.current()).toEqual(IDENTITY)
    expect(store.journal.head()).toEqual({ epoch: entry.epoch, seq: 1, hash: first!.hash })
  })

  it('chains, hashes and signs what is appended', () => {
    const store = prepare(openTestStore())
    for (let count = 0; count < 3; count += 1) sell(store, id(9))
    const entries = store.delivery.entriesAfter(store.journal.head().epoch.id, 0, 10)
    expect(entries.map((entry) => entry.seq)).toEqual([1, 2, 3, 4])
    let previous = NO_PREVIOUS_HASH
    for (const { canonical, hash, signature } of entries) {
      expect(hashOf(canonical)).toBe(hash)
      expect((JSON.parse(canonical) as { prevHash: string }).prevHash).toBe(previous)
      const signed = Buffer.concat([Buffer.from(SIGNATURE_DOMAIN), Buffer.from(hash, 'hex')])
      expect(verify(null, signed, publicKey, Buffer.from(signature, 'base64'))).toBe(true)
      previous = hash
    }
  })

  it('refuses to append outside a transaction, before enrolment and what breaks the schema', () => {
    const store = openTestStore()
    expect(() => store.journal.append(signedIn, context)).toThrow('inside a transaction')
    const append = () => store.transaction(() => store.journal.append(signedIn, context))
    expect(append).toThrow('not enrolled')
    prepare(store)
    const wrong = { ...context, businessDate: 'tomorrow' }
    expect(() => store.transaction(() => store.journal.append(signedIn, wrong))).toThrow()
    expect(store.journal.head().seq).toBe(1)
  })

  it('gives a number only once where the transaction that took it rolled back', () => {
    const store = prepare(openTestStore())
    const abandon = () =>
      store.transaction(() => {
        store.journal.append(signedIn, context)
        throw new Error('power cut')
      })
    expect(abandon).toThrow('power cut')
    sell(store, id(9))
    expect(store.journal.head().seq).toBe(2)
  })

  it.each([
    ["UPDATE journal SET canonical = '{}'", 'never changed'],
    ["UPDATE journal SET hash = hash, key_id = '0123456789abcdef'", 'never changed'],
    ['UPDATE journal SET seq = 7 WHERE seq = 1', 'never changed'],
    ["UPDATE journal SET personal = 'other'", 'erased or kept'],
    ['UPDATE journal SET deleted = 1', 'CHECK'],
    ['DELETE FROM journal', 'never deleted'],
    ['INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 1', ''],
    [
      `INSERT OR REPLACE INTO journal
       (id, epoch_ordinal, epoch_id, seq, hash, key_id, signature, rx_seq, deleted, lwt, rev,
         canonical)
       SELECT id, epoch_ordinal, epoch_id, seq, hash, key_id, signature, rx_seq, 0, 1, 'x',
         replace(canonical, 'enrolled', 'replaced') FROM journal WHERE seq = 1`,
      'journal',
    ],
  ])('is not changed by SQL: %s', (sql, reason) => {
    const file = join(temporaryFolder(), 'terminal.db')
    const store = prepare(openTestStore({ file }))
    sell(store, id(9))
    const before = store.delivery.entriesAfter(store.journal.head().epoch.id, 0, 10)
    const other = new Database(file)
    other.pragma('recursive_triggers = ON')
    expect(() => other.exec(sql)).toThrow(reason)
    other.close()
    expect(store.delivery.entriesAfter(store.journal.head().epoch.id, 0, 10)).toEqual(before)
  })

  it('lets personal data beside an entry be erased', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const store = prepare(openTestStore({ file }))
    store.transaction(() => store.journal.append(signedIn, context, '{"name":"Ada"}'))
    const { epoch } = store.journal.head()
    expect(store.delivery.entriesAfter(epoch.id, 1, 1)[0]!.personal).toBe('{"name":"Ada"}')
    const other = new Database(file)
    other.exec('UPDATE journal SET personal = NULL')
    other.close()
    expect(store.delivery.entriesAfter(epoch.id, 1, 1)[0]!.personal).toBeNull()
  })

  it('counts what the backend has not confirmed, by hash', () => {
    const store = prepare(openTestStore())
    for (let count = 0; count < 3; count += 1) sell(store, id(9))
    const { epoch } = store.journal.head()
    expect(store.journal.unsent()).toEqual({ entries: 4, sales: 3, oldestAt: START })
    const hash = store.delivery.hashAt(epoch.id, 2)!
    store.delivery.confirm([{ epoch, seq: 2, hash: 'f'.repeat(64) }])
    expect(store.journal.unsent().entries).toBe(4)
    store.delivery.confirm([{ epoch, seq: 2, hash }])
    expect(store.journal.unsent()).toEqual({ entries: 2, sales: 2, oldestAt: START })
    store.delivery.confirm([store.journal.head()])
    expect(store.journal.unsent()).toEqual({ entries: 0, sales: 0, oldestAt: undefined })
    // A backend restored from an older copy holds less than it once said.
    store.delivery.confirm([{ epoch, seq: 2, hash }])
    expect(store.journal.unsent().entries).toBe(2)
  })

  it('is found damaged at opening where an entry is not what was written', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const store = openStore(optionsFor(file))
    prepare(store)
    sell(store, id(9))
    store.close()
    const other = new Database(file)
    other.exec('DROP TRIGGER journal_never_changes')
    other.exec(`UPDATE journal SET canonical = replace(canonical, 'Milk', 'Gold')`)
    other.close()
    const open = () => openStore(optionsFor(file))
    expect(open).toThrow(StoreFailure)
    expect(open).toThrow('the journal is damaged at 2')
  })
})
