import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { levelFiguresOf } from '../../src/backend/administration/figures.ts'
import { sql } from 'kysely'
import { withKnownCosts } from '../../src/backend/inventory/costs.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { ordersOf } from '../../src/backend/purchasing/orders.ts'
import { closeOrder } from '../../src/backend/purchasing/close.ts'
import { nameOrder, placeOrder } from '../../src/backend/purchasing/place.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import { quantity } from '../../src/domain/quantity.ts'
import { isOver } from '../../src/domain/stock/purchase-order.ts'
import {
  adjustedFact,
  countedFact,
  enrolTerminal,
  Journal,
  openStage,
  random,
  receivedFact,
  shopIn,
  saleFact,
  stockItems,
  type Stage,
} from './stage.ts'

const ITEMS = 4
const OPENING = 3000

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const soldLine = fc.record({
  item: fc.nat(ITEMS - 1),
  quantity: fc.integer({ min: -2, max: 3 }).map((each) => each * 1000),
})
const LINES = { minLength: 1, maxLength: 5 }
/** A sale, or the word of somebody who looked at the shelf, or counted it. */
const acts = fc.record({
  lines: fc.array(soldLine, LINES),
  fact: fc.constantFrom(saleFact, adjustedFact, countedFact),
})
const days = fc.array(acts, { minLength: 1, maxLength: 8 })

/** Where in the journal each push begins, how long it is, and whether it goes backwards. */
const pushes = fc.array(fc.record({ from: fc.nat(8), count: fc.nat(9), backwards: fc.boolean() }), {
  maxLength: 8,
})

describe('the ledger', () => {
  it('is opening + movements in whatever order and however often entries arrive', async () => {
    await fc.assert(
      fc.asyncProperty(days, pushes, async (day, batches) => {
        const items = await stockItems(stage, Array<number>(ITEMS).fill(OPENING))
        const terminal = await enrolTerminal(stage)
        const journal = new Journal(terminal)
        journal.open()
        for (const { lines, fact } of day) {
          const named = lines.map(({ item, quantity }) => ({ item: items[item] ?? '', quantity }))
          journal.append(fact(stage.shop, named))
        }
        for (const { from, count, backwards } of batches) {
          const part = journal.entries.slice(from, from + count)
          await receive(stage.backend, terminal, backwards ? part.toReversed() : part)
        }
        await receive(stage.backend, terminal, journal.entries)
        const gone = day.flatMap(({ lines }) => lines)
        const expected = items.map((_, index) => OPENING - goneOf(gone, index))
        const levels = await levelsOf(items)
        expect(levels.map((level) => level?.onHand)).toEqual(expected)
        expect(levels.map((level) => level?.recomputed)).toEqual(expected)
        expect(await lackingException(items)).toEqual([])
      }),
      { numRuns: 25, seed: 20_261_123 },
    )
  })
})

describe('an order', () => {
  it('takes what two tills received of it, shows what is too much, and verifies', async () => {
    const [item = ''] = await stockItems(stage, [0])
    const { tenant, store } = stage.shop
    const order = random.id()
    const lines = [{ item, quantity: quantity(1000) }]
    const place = () => placeOrder(stage.backend, stage.shop, { order, supplier: 'Dairy', lines })
    expect(await place()).toMatchObject({ ok: true, value: { number: 'PO-0001' } })
    expect(await place()).toMatchObject({ ok: true, value: { number: 'PO-0001' } })
    for (const terminal of [await enrolTerminal(stage), await enrolTerminal(stage)]) {
      const journal = new Journal(terminal)
      journal.open()
      journal.append(receivedFact(stage.shop, item, 900_000, order))
      await receive(stage.backend, terminal, journal.entries)
      await receive(stage.backend, terminal, journal.entries)
    }
    const [told] = await ordersOf(stage.backend.database, { tenant, store }, 10)
    expect(told).toMatchObject({ state: 'open', lines: [{ ordered: 1000, received: 2000 }] })
    expect(told && isOver(told)).toBe(true)
    const name = (id: string) => nameOrder(stage.backend, stage.shop, id, 'AB 4711')
    expect(await name(order)).toMatchObject({ ok: true, value: { reference: 'AB 4711' } })
    expect(await name(random.id())).toMatchObject({ failure: { code: 'not-found' } })
    const closed = await closeOrder(stage.backend, await shopIn(stage), order)
    expect(closed).toMatchObject({ ok: true, value: { state: 'closed' } })
    expect((await verifyBackend(stage.backend.database)).broken).toBeUndefined()
    await sql`update purchase_order_line set received = 0`.execute(stage.backend.database)
    expect((await verifyBackend(stage.backend.database)).broken).toContain('what came of the order')
    await sql`update purchase_order_line set received = 2000`.execute(stage.backend.database)
  })
})

describe('what goods cost', () => {
  it('is what the delivery said that came last, whichever is heard of first', async () => {
    const [item = ''] = await stockItems(stage, [0])
    const terminal = await enrolTerminal(stage)
    const journal = new Journal(terminal)
    journal.open()
    journal.append(receivedFact(stage.shop, item, 1_200_000), { at: 1_700_000_000_000 })
    journal.append(receivedFact(stage.shop, item, 900_000), { at: 1_600_000_000_000 })
    await receive(stage.backend, terminal, journal.entries)
    const { database } = stage.backend
    const of = (table: 'inventory_item') =>
      database.selectFrom(table).select('cost').where('id', '=', item).executeTakeFirst()
    expect(await of('inventory_item')).toEqual({ cost: 1_200_000 })
    const told = await database
      .selectFrom('feed_document')
      .select('document')
      .where('id', '=', item)
      .executeTakeFirst()
    expect(told?.document).toMatchObject({ kind: 'item', cost: 1_200_000 })
    const [level] = await levelsOf([item])
    expect(level?.onHand).toBe(2000)
    const file = [{ id: item, kind: 'item', sku: item, name: 'Goods', unit: 'piece' } as const]
    await database.transaction().execute(async (transaction) => {
      const kept = await withKnownCosts(transaction, stage.shop.tenant, file)
      expect(kept).toMatchObject([{ cost: 1_200_000 }])
    })
  })

  it('goes on from a delivery that a clock a year ahead booked', async () => {
    const [item = ''] = await stockItems(stage, [0])
    const terminal = await enrolTerminal(stage)
    const journal = new Journal(terminal)
    const { clock, database } = stage.backend
    const cost = () =>
      database
        .selectFrom('inventory_item')
        .select(['cost', 'cost_at'])
        .where('id', '=', item)
        .executeTakeFirstOrThrow()
    journal.open()
    const ahead = clock.now() + 365 * 86_400_000
    journal.append(receivedFact(stage.shop, item, 1_200_000), { at: ahead })
    await receive(stage.backend, terminal, journal.entries)
    expect((await cost()).cost_at).toBeLessThanOrEqual(clock.now())
    // As one was kept before that was so.
    await database.updateTable('inventory_item').set({ cost_at: ahead }).execute()
    journal.append(receivedFact(stage.shop, item, 900_000), { at: clock.now() })
    await receive(stage.backend, terminal, journal.entries)
    expect(await cost()).toMatchObject({ cost: 900_000 })
  })
})

function goneOf(lines: readonly { item: number; quantity: number }[], item: number): number {
  return lines.filter((line) => line.item === item).reduce((sum, line) => sum + line.quantity, 0)
}

async function levelsOf(items: readonly string[]) {
  const levels = await levelFiguresOf(stage.backend.database, stage.shop.tenant, undefined)
  return items.map((item) => levels.find((level) => level.item === item))
}

/** Items below zero for which nobody was told. */
async function lackingException(items: readonly string[]): Promise<string[]> {
  const rows = await stage.backend.database
    .selectFrom('inventory_level')
    .select('item')
    .where('item', 'in', [...items])
    .where('on_hand', '<', 0)
    .where('item', 'not in', (eb) => eb.selectFrom('stock_exception').select('item'))
    .execute()
  return rows.map((row) => row.item)
}
