import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../src/backend/intake/receive.ts'
import { ordersOf } from '../../src/backend/purchasing/orders.ts'
import { closeOrder } from '../../src/backend/purchasing/close.ts'
import { rebuildFigures } from '../../src/backend/reports/rebuild.ts'
import { readDashboard } from '../../src/backend/reports/read.ts'
import type { Shop } from '../../src/backend/setup/shop.ts'
import { openStore, storesOf } from '../../src/backend/setup/stores.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import {
  enrolTerminal,
  Journal,
  openStage,
  random,
  receivedFact,
  shopIn,
  stockItems,
  type Stage,
} from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const OTHER = random.id()
const open = () =>
  openStore(stage.backend, stage.shop.tenant, {
    ...{ store: OTHER, name: 'Market hall', address: ['Square 2'] },
  })

/** The same backend, seen from the other store. */
async function otherStage(): Promise<Stage> {
  const opened = await open()
  if (!opened.ok) throw new Error(opened.failure.code)
  const { store, location } = opened.value
  return { ...stage, shop: { ...stage.shop, store, location } }
}

function sentFact(
  { shop }: Stage,
  transfer: string,
  item: string,
  pieces: number,
  to = OTHER,
): Fact<'transfer-sent'> {
  const line = { ...{ id: random.id(), variant: random.id() }, name: 'Goods', size: '' }
  const body = {
    ...{ transfer, number: 1, name: 'TR-T1-1-000001', to },
    lines: [{ ...line, unit: 'piece', quantity: pieces * 1000 }],
    movements: [{ item, location: shop.location, quantity: -pieces * 1000 }],
  }
  return { kind: 'transfer-sent', body } as unknown as Fact<'transfer-sent'>
}

async function send(from: Stage, transfer: string, item: string, pieces: number, to = OTHER) {
  const terminal = await enrolTerminal(from)
  const journal = new Journal(terminal)
  journal.open()
  journal.append(sentFact(from, transfer, item, pieces, to))
  return receive(stage.backend, terminal, journal.entries)
}

async function deliver(at: Stage, transfer: string, item: string, pieces: number) {
  const terminal = await enrolTerminal(at)
  const journal = new Journal(terminal)
  journal.open()
  for (let piece = 0; piece < pieces; piece += 1) {
    journal.append(receivedFact(at.shop, item, 0, transfer))
  }
  await receive(stage.backend, terminal, journal.entries)
}

const onHand = async ({ shop }: Stage, item: string) => {
  const row = await stage.backend.database
    .selectFrom('inventory_level')
    .select('on_hand')
    .where('location', '=', shop.location)
    .where('item', '=', item)
    .executeTakeFirst()
  return row?.on_hand ?? 0
}
/** As the tills of the sending store pull it. */
const sentOf = async (transfer: string) => {
  const row = await stage.backend.database
    .selectFrom('feed_document')
    .select('document')
    .where('feed', '=', `stock/${stage.shop.store}`)
    .where('id', '=', `${transfer}/sent`)
    .executeTakeFirst()
  return row?.document
}
/** What of the stock a store's reports call lost. */
const lostAt = async ({ tenant, store }: Shop) => {
  const period = { from: '2000-01-01', to: '2100-01-01' }
  const asked = { tenant, store, period }
  return (await readDashboard(stage.backend.database, asked))?.parts['stock-lost'] ?? []
}
const cost = (item: string, each: number) =>
  stage.backend.database
    .updateTable('inventory_item')
    .set({ cost: each })
    .where('id', '=', item)
    .execute()
const broken = async () => (await verifyBackend(stage.backend.database)).broken

describe('another store', () => {
  it('is opened once, and both are told of each other', async () => {
    expect(await open()).toEqual(await open())
    const { tenant, store } = stage.shop
    const stores = await storesOf(stage.backend.database, tenant)
    expect(stores.map(({ name }) => name)).toEqual(['Corner shop', 'Market hall'])
    const { rows } = await sql<{ id: string; others: { id: string }[] }>`
      select id, document -> 'otherStores' as others from feed_document
      where tenant = ${tenant} and kind = 'store' order by id
    `.execute(stage.backend.database)
    expect(new Map(rows.map(({ id, others }) => [id, others.map((each) => each.id)]))).toEqual(
      new Map([
        [store, [OTHER]],
        [OTHER, [store]],
      ]),
    )
  })
})

describe('goods that one store sends to another', () => {
  it('leave the one at once, and are received by the other piece by piece', async () => {
    const other = await otherStage()
    const [item = ''] = await stockItems(stage, [10_000])
    const transfer = random.id()
    await send(stage, transfer, item, 4)
    expect([await onHand(stage, item), await onHand(other, item)]).toEqual([6000, 0])
    const told = async () => (await ordersOf(stage.backend.database, other.shop, 10))[0]
    expect(await told()).toMatchObject({
      ...{ number: 'TR-T1-1-000001', supplier: 'Corner shop', sentFrom: stage.shop.store },
      lines: [{ item, ordered: 4000, received: 0 }],
    })
    expect(await ordersOf(stage.backend.database, stage.shop, 10)).toEqual([])
    await deliver(other, transfer, item, 3)
    expect([await onHand(stage, item), await onHand(other, item)]).toEqual([6000, 3000])
    expect(await told()).toMatchObject({ lines: [{ ordered: 4000, received: 3000 }] })
    expect(await sentOf(transfer)).toMatchObject({
      ...{ kind: 'transfer', to: 'Market hall', state: 'open' },
      lines: [{ item, sent: 4000, received: 3000 }],
    })
    expect(await broken()).toBeUndefined()
  })

  it('are written off with a reason only, where the rest of them never comes', async () => {
    const other = await otherStage()
    const [item = ''] = await stockItems(stage, [10_000])
    const transfer = random.id()
    await send(stage, transfer, item, 2)
    const shop = await shopIn(other)
    await deliver(other, transfer, item, 1)
    expect(await closeOrder(stage.backend, shop, transfer)).toMatchObject({
      failure: { code: 'close-reason-missing' },
    })
    await cost(item, 900_000)
    const closed = await closeOrder(stage.backend, shop, transfer, 'Fell off the van')
    expect(closed).toMatchObject({ ok: true, value: { state: 'closed' } })
    const again = await closeOrder(stage.backend, shop, transfer, 'Fell off the van')
    expect(again).toMatchObject({ ok: true, value: { state: 'closed' } })
    expect(await sentOf(transfer)).toMatchObject({ state: 'closed' })
    expect(await lostAt(shop)).toMatchObject([
      { key: 'not-arrived', count: 1, quantity: 1000, amount: 0, cost: 90 },
    ])
    expect(await lostAt(await shopIn(stage))).toEqual([])
    await rebuildFigures(stage.backend, shop)
    expect(await lostAt(shop)).toMatchObject([{ quantity: 1000, cost: 90 }])
    expect(await broken()).toBeUndefined()
  })

  it('are written off by a word at a till of the store that waits for them', async () => {
    const other = await otherStage()
    const [item = ''] = await stockItems(stage, [10_000])
    const transfer = random.id()
    await send(stage, transfer, item, 2)
    const terminal = await enrolTerminal(other)
    const journal = new Journal(terminal)
    journal.open()
    const shop = await shopIn(other)
    const [before] = await lostAt(shop)
    const line = { item, name: 'Goods', unit: 'piece', quantity: 2000, worth: 500, cost: 300 }
    const body = {
      ...{ order: transfer, number: 'TR-T1-1-000001', reason: 'Fell off the van' },
      writtenOff: { currency: shop.currency, lines: [line] },
    }
    for (const order of [transfer, random.id()]) {
      journal.append({ kind: 'order-closed', body: { ...body, order } } as never)
    }
    await receive(stage.backend, terminal, journal.entries)
    const orders = await ordersOf(stage.backend.database, other.shop, 50)
    expect(orders.find(({ id }) => id === transfer)?.state).toBe('closed')
    expect((await lostAt(shop))[0]).toMatchObject({
      ...{ quantity: (before?.quantity ?? 0) + 4000, amount: (before?.amount ?? 0) + 1000 },
    })
    expect(await broken()).toBeUndefined()
  })

  it('are set aside where nobody knows the store that they go to', async () => {
    const [item = ''] = await stockItems(stage, [10_000])
    for (const to of [random.id(), stage.shop.store]) await send(stage, random.id(), item, 1, to)
    expect(await onHand(stage, item)).toBe(10_000)
    const parked = await sql<{ reason: string }>`
      select reason from entry where reason is not null
    `.execute(stage.backend.database)
    expect(new Set(parked.rows.map(({ reason }) => reason))).toEqual(new Set(['location-unknown']))
  })

  it('are added up: what was sent came, is on its way or was written off', async () => {
    const [item = ''] = await stockItems(stage, [10_000])
    const transfer = random.id()
    await send(stage, transfer, item, 5)
    const set = (ordered: number) =>
      sql`update purchase_order_line set ordered = ${ordered} where purchase_order = ${transfer}`
    await set(4000).execute(stage.backend.database)
    expect(await broken()).toContain('is not what was sent')
    await sql`delete from purchase_order_line where purchase_order = ${transfer}`.execute(
      stage.backend.database,
    )
    expect(await broken()).toContain('nobody waits for it')
  })
})
