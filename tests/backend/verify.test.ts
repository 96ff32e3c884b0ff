import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../src/backend/intake/receive.ts'
import { verifyBackend, verifyState } from '../../src/backend/verify/verify.ts'
import type { BackendVerification } from '../../src/backend/verify/verify.ts'
import { minor } from '../../src/domain/money.ts'
import {
  enrolTerminal,
  Journal,
  openStage,
  random,
  saleFact,
  stockItems,
  type Stage,
} from './stage.ts'

const SALES = 5

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  const [item = ''] = await stockItems(stage, [100_000, 7000])
  for (const isForked of [false, true]) {
    const terminal = await enrolTerminal(stage)
    const journal = new Journal(terminal)
    const sell = (into: Journal) => into.append(saleFact(stage.shop, [{ item, quantity: 1000 }]))
    journal.open()
    for (let sale = 1; sale < SALES; sale += 1) sell(journal)
    const clone = journal.clone()
    sell(journal)
    sell(clone)
    await receive(stage.backend, terminal, journal.entries.toReversed())
    if (isForked) await receive(stage.backend, terminal, clone.entries)
  }
})
afterAll(() => stage.close())

/** What is found after something was done to it; which is then undone. */
async function foundAfter(statement: string): Promise<BackendVerification> {
  const transaction = await stage.backend.database.startTransaction().execute()
  try {
    const { numAffectedRows } = await sql.raw(statement).execute(transaction)
    expect(numAffectedRows).toBeGreaterThan(0n)
    return await verifyState(transaction)
  } finally {
    await transaction.rollback().execute()
  }
}

const FIFTH = `entry.seq = 5 and exists (select 1 from terminal where id = terminal and not forked)`
const SOURCE = `source like '%-0000000005/%'`

describe('verification of a backend', () => {
  it('finds nothing wrong in one that has taken in, both branches of a fork as well', async () => {
    expect(await verifyBackend(stage.backend.database)).toEqual({
      ...{ epochs: 2, entries: 2 * (SALES + 1) + 1, sales: 2 * SALES + 1 },
      ...{ movements: 2 * SALES + 1, broken: undefined },
    })
  })

  it.each([
    [`update entry set canonical = replace(canonical, 'EUR', 'USD') where ${FIFTH}`, 'entry 5 '],
    [`update entry set signature = (select min(signature) from entry) where seq = 5`, 'entry 5 '],
    [`update entry set prev_hash = hash where ${FIFTH}`, 'entry 5 '],
    [`update entry set key_id = '0000000000000000' where ${FIFTH}`, 'entry 5 '],
    [`update entry set seq = 9 where ${FIFTH}`, 'it stands in the wrong place'],
    [`delete from entry where ${FIFTH}`, 'entry 5 '],
    [`delete from entry where seq = 6`, 'entry 6 '],
    [`update epoch set head_hash = '${'0'.repeat(64)}'`, 'it is not the head'],
    [`update stock_movement set quantity = -2 where ${SOURCE}`, 'entry 5 '],
    [`delete from stock_movement where ${SOURCE}`, 'entry 5 '],
    ['update inventory_level set on_hand = on_hand + 1 where on_hand <> opening', 'on hand'],
    ['update inventory_level set opening = opening + 1', 'on hand'],
    ['delete from inventory_level', 'it moved and has no level'],
    [
      `update feed_document set document = jsonb_set(document, '{onHand}', '7')
       where feed like 'stock/%'`,
      'terminals are shown another level',
    ],
    [
      `with more as (
         insert into stock_movement (tenant, store, source, location, item, quantity, at)
         select tenant, store, 'x', location, item, -1000, 1 from stock_movement limit 1
         returning item
       ), shown as (
         update feed_document set document = document || jsonb_build_object(
           'onHand', (document ->> 'onHand')::bigint - 1000,
           'available', (document ->> 'available')::bigint - 1000)
         from more where feed_document.id like '%/' || more.item
       ) update inventory_level set on_hand = on_hand - 1000
         from more where inventory_level.item = more.item`,
      'no entry speaks of',
    ],
  ])('finds what was done to it: %s', async (statement, told) => {
    expect((await foundAfter(statement)).broken).toContain(told)
  })

  it('holds each entry to the date of its session, where that has one', async () => {
    const other = await openStage()
    const terminal = await enrolTerminal(other)
    const [item = ''] = await stockItems(other, [9000])
    const journal = new Journal(terminal)
    journal.open()
    const sellIn = (more: object): void => {
      const session = random.id()
      const opened = { session, currency: 'EUR', float: minor(0), ...more }
      journal.append({ kind: 'session-opened', body: opened }, { session })
      const sold = saleFact(other.shop, [{ item, quantity: 1000 }])
      journal.append(sold, { session, businessDate: '2026-05-29' })
    }
    const broken = async () => {
      await receive(other.backend, terminal, journal.entries)
      return (await verifyBackend(other.backend.database)).broken
    }
    sellIn({})
    expect(await broken()).toBeUndefined()
    sellIn({ oneDate: true })
    expect(await broken()).toContain('entry 5 of epoch 1')
    expect(await broken()).toContain('its date is not that of its session')
    await other.close()
  })

  it('holds the totals of an epoch to those of the one before and what was told', async () => {
    const terminal = await enrolTerminal(stage)
    const [item = ''] = await stockItems(stage, [9000])
    const sell = (into: Journal) => into.append(saleFact(stage.shop, [{ item, quantity: 1000 }]))
    const first = new Journal(terminal)
    first.open()
    sell(first)
    sell(first)
    const { epoch } = first.head()
    const { keyId, publicKey } = terminal.keys
    /** Of a file that held one of the two. */
    const begun = (sales: number, told: number): Journal => {
      const perpetual = (count: number) => ({ sales: count, turnover: { EUR: count * 100 } })
      const stretch = { epoch, after: 2, until: 3, perpetual: perpetual(told) }
      const next = new Journal(terminal, { ordinal: 2, id: random.id() })
      const why = { reason: 'restored' as const, previous: first.head(), told: [stretch] }
      const body = { ...why, perpetual: perpetual(sales), keyId, publicKey }
      next.append({ kind: 'epoch-opened', body })
      return next
    }
    const { backend } = stage
    await receive(backend, terminal, [...first.entries, ...begun(2, 1).entries])
    expect((await verifyBackend(backend.database)).broken).toBeUndefined()
    for (const [sales, told, words] of [
      [1, 1, 'the totals that it begins with'],
      [3, 2, 'what it was told of epoch 1'],
    ] as const) {
      const wrong = begun(sales, told)
      await receive(backend, terminal, wrong.entries)
      expect((await verifyBackend(backend.database)).broken).toContain(words)
      const { id } = wrong.head().epoch
      await backend.database.deleteFrom('entry').where('epoch', '=', id).execute()
      await backend.database.deleteFrom('epoch').where('id', '=', id).execute()
    }
  })
})
