import Database from 'better-sqlite3'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import type { ReceiptDocument } from '../../src/domain/receipt/document.ts'
import { emptyDraft } from '../../src/domain/selling/draft.ts'
import { COMMANDS_LIMIT } from '../../src/store/commands.ts'
import { openStore } from '../../src/store/open.ts'
import { HELD_REST_MS } from '../../src/store/print-jobs.ts'
import {
  context,
  id,
  keepingLog,
  manualClock,
  openTestStore,
  optionsFor,
  prepare,
  saleOf,
  sell,
  session,
  SESSION,
  STAFF,
  START,
  temporaryFolder,
} from './terminal.ts'

const ITEM = id(9)

function counts(file: string): Record<string, number> {
  const other = new Database(file, { readonly: true })
  const tables = ['journal', 'sale', 'sale_line', 'sale_tender', 'movement', 'till_cash']
  const count = (table: string) =>
    Number(other.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  const found = Object.fromEntries(tables.map((table) => [table, count(table)]))
  other.close()
  return found
}

describe('a transaction', () => {
  it('joins, and rolls back whole even where the inner failure was caught', () => {
    const store = prepare(openTestStore())
    const halfway = () =>
      store.transaction(() => {
        try {
          store.transaction(() => {
            sell(store, ITEM)
            throw new Error('inner')
          })
        } catch {
          // Swallowed on purpose.
        }
      })
    expect(halfway).toThrow('a part of this transaction failed')
    expect(store.journal.head().seq).toBe(1)
    sell(store, ITEM)
    expect(store.journal.head().seq).toBe(2)
  })

  it('cannot wait', () => {
    const store = prepare(openTestStore())
    expect(() => store.transaction(() => Promise.resolve())).toThrow('cannot wait')
    expect(store.transaction(() => 'next')).toBe('next')
  })

  it('runs what waits for it after COMMIT, once and in order, and logs what fails there', () => {
    const log = keepingLog()
    const file = join(temporaryFolder(), 'terminal.db')
    const store = prepare(openTestStore({ file, log }))
    const seen: unknown[] = []
    store.transaction(() => {
      sell(store, ITEM)
      store.afterCommit(() => seen.push(counts(file)['sale']))
      store.afterCommit(() => {
        throw new Error('a screen died')
      })
      store.afterCommit(() => seen.push('last'))
      expect(seen).toEqual([])
    })
    expect(seen).toEqual([1, 'last'])
    expect(log.lines.map((line) => line.level)).toEqual(['error'])
    const fail = () =>
      store.transaction(() => {
        store.afterCommit(() => seen.push('never'))
        throw new Error('no')
      })
    expect(fail).toThrow('no')
    store.afterCommit(() => seen.push('at once'))
    expect(seen).toEqual([1, 'last', 'at once'])
  })
})

describe('a sale', () => {
  it('stands with its lines, tenders, movements, cash and totals, or not at all', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const store = prepare(openTestStore({ file }))
    const before = counts(file)
    const broken = () =>
      store.transaction(() => {
        sell(store, ITEM)
        throw new Error('power cut')
      })
    expect(broken).toThrow('power cut')
    expect(counts(file)).toEqual(before)
    expect(store.journal.perpetual()).toEqual({ sales: 0, turnover: {} })

    const sale = sell(store, ITEM)
    expect(counts(file)).toEqual({
      ...{ journal: 2, sale: 1, sale_line: 1, sale_tender: 1, movement: 1, till_cash: 3 },
    })
    expect(store.sales.find(sale.sale)).toEqual({
      ...{ sale, at: START, actor: STAFF, copies: 0 },
      entryHash: store.journal.head().hash,
    })
    expect(store.journal.perpetual()).toEqual({ sales: 1, turnover: { EUR: 500 } })
    expect(store.tills.expectedCash(SESSION)).toBe(10_000 + 500)
  })

  it('takes the next number, without a gap, whatever failed before', () => {
    const store = prepare(openTestStore())
    const numbers: number[] = []
    for (let count = 0; count < 12; count += 1) {
      try {
        store.transaction(() => {
          const { number } = sell(store, ITEM)
          if (count % 3 === 1) throw new Error('power cut')
          store.afterCommit(() => numbers.push(number))
        })
      } catch {
        // Every third one fails.
      }
    }
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const skipping = () =>
      store.transaction(() => {
        const body = saleOf(10, ITEM)
        const entry = store.journal.append({ kind: 'sale-completed', body }, context)
        store.sales.record(body, entry, context)
      })
    expect(skipping).toThrow('not the next')
    expect(store.sales.latest()?.sale.number).toBe(8)
  })

  it('counts the copies of its receipt from the journal', () => {
    const store = prepare(openTestStore())
    const { sale } = sell(store, ITEM)
    for (const copy of [1, 2]) {
      store.transaction(() =>
        store.journal.append({ kind: 'receipt-reprinted', body: { sale, copy } }, context),
      )
    }
    expect(store.sales.find(sale)?.copies).toBe(2)
    expect(store.sales.find(id(77))).toBeUndefined()
  })

  it('takes no cash without a till session', () => {
    const store = prepare(openTestStore())
    const outside = { ...context, session: null }
    const open = () =>
      store.transaction(() => {
        const body = saleOf(1, ITEM)
        const entry = store.journal.append({ kind: 'sale-completed', body }, outside)
        store.sales.record(body, entry, outside)
      })
    expect(open).toThrow('in a till session only')
    expect(store.sales.latest()).toBeUndefined()
  })
})

describe('what survives a restart', () => {
  it('is the draft, the till, the person, the wrong PINs and the calibration', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const store = prepare(openStore(optionsFor(file)))
    const draft = emptyDraft(id(20), START)
    store.drafts.put({ ...draft, version: 1 })
    store.drafts.put({ ...draft, version: 2 })
    store.signIns.set(STAFF, START)
    store.signIns.refused(STAFF, START)
    store.signIns.refused(STAFF, START + 1)
    store.settings.setLocal('wedge', '{"gapMs":20}')
    store.commands.remember(id(30), '{"ok":true}', START)
    store.close()

    const again = openTestStore({ file })
    expect(again.drafts.current()).toEqual({ ...draft, version: 2 })
    expect(again.tills.current()).toEqual(session)
    expect(again.signIns.current()).toEqual({ staff: STAFF, at: START })
    expect(again.signIns.refusals(STAFF)).toEqual({ count: 2, lastAt: START + 1 })
    expect(again.settings.local('wedge')).toBe('{"gapMs":20}')
    expect(again.commands.answer(id(30))).toBe('{"ok":true}')
    again.drafts.clear()
    again.signIns.set(undefined, START)
    again.signIns.forgive(STAFF)
    expect(again.drafts.current()).toBeUndefined()
    expect(again.signIns.current()).toBeUndefined()
    expect(again.signIns.refusals(STAFF).count).toBe(0)
  })
})

describe('the memory of commands', () => {
  it('forgets the oldest beyond its limit and never an answer twice given', () => {
    const store = openTestStore()
    store.transaction(() => {
      for (let count = 0; count <= COMMANDS_LIMIT; count += 1) {
        store.commands.remember(id(count), String(count), START)
      }
    })
    expect(store.commands.answer(id(0))).toBeUndefined()
    expect(store.commands.answer(id(1))).toBe('1')
    expect(() => store.commands.remember(id(1), 'other', START)).toThrow('UNIQUE')
    expect(store.commands.answer(id(1))).toBe('1')
  })
})

describe('print jobs', () => {
  const receipt: ReceiptDocument = { language: 'en', direction: 'ltr', elements: [] }
  const job = (number: number, kind: 'receipt' | 'drawer') => ({
    ...{ id: id(number), kind, sale: null, createdAt: START },
    document: kind === 'drawer' ? null : receipt,
  })

  it('come in their order; a held one rests first, a held drawer opens no more', () => {
    const clock = manualClock()
    const store = openTestStore({ clock })
    store.printJobs.add(job(1, 'receipt'))
    store.printJobs.add(job(2, 'drawer'))
    expect(store.printJobs.next()).toMatchObject({ id: id(1), state: 'queued', document: receipt })
    store.printJobs.setState(id(1), 'held', 'paper-out', START)
    store.printJobs.setState(id(2), 'held', 'offline', START)
    expect(store.printJobs.next()).toBeUndefined()
    expect(store.printJobs.open().map((each) => each.condition)).toEqual(['paper-out', 'offline'])
    clock.set(START + HELD_REST_MS)
    expect(store.printJobs.next()?.id).toBe(id(1))
    store.printJobs.setState(id(1), 'printed', null, START)
    expect(store.printJobs.next()).toBeUndefined()
    expect(() => store.printJobs.setState(id(3), 'held', null, START)).toThrow('no print job')
  })

  it('that were being sent when the process died are unknown, the others wait again', () => {
    const store = openTestStore()
    for (const number of [1, 2, 3]) store.printJobs.add(job(number, 'receipt'))
    store.printJobs.setState(id(1), 'sending', null, START)
    store.printJobs.setState(id(2), 'checking', null, START)
    expect(store.printJobs.loseSight(START + 1)).toBe(1)
    const states = [1, 2, 3].map((number) => store.printJobs.find(id(number))?.state)
    expect(states).toEqual(['unknown', 'queued', 'queued'])
  })
})

describe('payment intents', () => {
  it('are settled once, but for the unknown, which may still be found out', () => {
    const store = openTestStore()
    const intent = {
      id: id(1),
      draft: id(2),
      kind: 'payment' as const,
      original: null,
      amount: minor(500),
      currency: 'EUR',
      createdAt: START,
    }
    store.payments.start(intent)
    store.payments.start({ ...intent, id: id(3) })
    const none = {
      ...{ scheme: null, lastFour: null, authorisation: null, trace: null },
      deviceReceipt: null,
    }
    store.payments.settle(id(1), { ...none, state: 'unknown' })
    const approved = {
      ...{ scheme: 'Visa', lastFour: '1234', authorisation: 'A1', trace: '7' },
      deviceReceipt: '0007',
    }
    store.payments.settle(id(1), { ...approved, state: 'approved' })
    expect(store.payments.find(id(1))).toEqual({
      ...{ ...intent, back: null, ...approved, state: 'approved' },
    })
    expect(() => store.payments.settle(id(1), { ...none, state: 'declined' })).toThrow('already')
    expect(() => store.payments.settle(id(9), { ...none, state: 'declined' })).toThrow('no payment')
    expect(store.payments.ofDraft(id(2)).map((each) => each.id)).toEqual([id(3), id(1)])
  })
})

describe('a till session', () => {
  it('is the only open one', () => {
    const store = prepare(openTestStore())
    expect(() => store.tills.open({ ...session, id: id(50) })).toThrow('UNIQUE')
    expect(store.tills.current()).toEqual(session)
    expect(store.tills.expectedCash(SESSION)).toBe(10_000)
  })
})
