import type { RxStorage } from 'rxdb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  BACK_AGAIN,
  forget,
  journalAt,
  journalOf,
  levelAt,
  openShop,
  openTerminal,
} from './stage.ts'
import { SOON, variantOf, type Goods, type SyncedShop } from './stage.ts'
import { random } from '../backend/stage.ts'

let shop: SyncedShop
let milk: Goods

beforeAll(async () => {
  shop = await openShop()
  ;[milk] = (await shop.stock([50_000])) as [Goods]
})
afterAll(() => shop.close())

type Call = (...call: readonly unknown[]) => Promise<unknown>

/** A storage of which one method of some collections fails whenever `fails` says so. */
function failing(
  method: 'findDocumentsById' | 'bulkWrite',
  fails: (collection: string, first: unknown, second: unknown) => boolean,
) {
  return (storage: RxStorage<unknown, unknown>): RxStorage<unknown, unknown> => ({
    ...storage,
    async createStorageInstance(params) {
      const instance = await storage.createStorageInstance(params)
      const real = (instance[method] as Call).bind(instance)
      const worse: Call = (...call) =>
        fails(params.collectionName, call[0], call[1])
          ? Promise.reject(new Error('the disk hiccups'))
          : real(...call)
      return Object.assign(instance, { [method]: worse })
    },
  })
}

describe('an entry that RxDB’s queue lost', () => {
  it('is missed, found and sent by the audit', async () => {
    let isArmed = false
    const spoil = failing('findDocumentsById', (collection, ids) => {
      const isPush =
        collection.startsWith('rx-replication-meta') && /"0001-/.test(JSON.stringify(ids))
      if (!isPush || !isArmed) return false
      isArmed = false
      return true
    })
    const till = await openTerminal(shop, { spoil })
    await till.settled()
    // The one at the start is over: only the one that is asked for below can find anything.
    await till.sync.audit()
    const before = await levelAt(shop, milk)
    isArmed = true
    till.sell(milk)
    const messages = () => till.log.lines.map((line) => line.message)
    await expect.poll(messages, SOON).toContain('entries could not be pushed')
    till.sell(milk)
    const { epoch } = till.store.delivery.head()
    const received = async () => (await journalAt(shop)).filter((each) => each.epoch === epoch.id)
    await expect.poll(async () => (await received()).at(-1)?.state, SOON).toBe('waiting')
    expect(till.store.delivery.unsent().entries).toBe(2)

    await till.sync.audit()
    await till.settled()
    expect(await received()).toEqual(journalOf(till))
    expect(await levelAt(shop, milk)).toBe(before - 2000)
    expect(messages()).toContain('the audit sent entries that were missing')
    await till.close()
    forget(till)
  })

  it('is sent once more when a restored backend has forgotten what it had', async () => {
    const till = await openTerminal(shop)
    till.sell(milk)
    await till.settled()
    const { epoch } = till.store.delivery.head()
    const { database } = shop.backend
    await database.deleteFrom('entry').where('epoch', '=', epoch.id).execute()
    await database.deleteFrom('epoch').where('id', '=', epoch.id).execute()
    await till.sync.audit()
    await till.settled()
    const received = (await journalAt(shop)).filter((each) => each.epoch === epoch.id)
    expect(received.map(({ hash }) => hash)).toEqual(journalOf(till).map(({ hash }) => hash))
    await till.close()
    forget(till)
  })
})

describe('pulled rows', () => {
  const goods = Array.from({ length: 450 }, () => ({ item: random.id(), variant: random.id() }))
  const unreadable = new Set([3, 199, 200, 449])
  const names = (till: Awaited<ReturnType<typeof openTerminal>>) =>
    goods.map(({ variant }) => till.store.catalogue.byVariant(variant, shop.priceList, 0)?.variant)

  it('that cannot be read are named and set aside, and all others are taken', async () => {
    const documents = goods.map((each, index) => {
      const { name, ...rest } = variantOf(each)
      return unreadable.has(index) ? rest : { ...rest, name }
    })
    await shop.put('catalogue', documents)
    const till = await openTerminal(shop)
    await till.settled()
    expect(names(till).flatMap((found, index) => (found ? [] : [index]))).toEqual([...unreadable])
    const named = till.log.lines.filter((line) => line.message.includes('set aside'))
    expect(named.map((line) => [line['id'], line['problem']])).toEqual(
      [...unreadable].map((index) => [goods[index]?.variant, 'name']),
    )
    await shop.put('catalogue', goods.map(variantOf))
    await expect.poll(() => names(till).every((found) => found?.name === 'Milk'), SOON).toBe(true)
    await till.close()
    forget(till)
  })

  it('are pulled all anew in another generation of their feed', async () => {
    const till = await openTerminal(shop)
    await till.settled()
    const [first] = goods
    if (!first) throw new Error('there are goods')
    // A row that has another content under its old number: as a restored backend may have it.
    const { database } = shop.backend
    await database
      .updateTable('feed_document')
      .set({ document: JSON.stringify({ ...variantOf(first), name: 'As it was once' }) })
      .where('id', '=', first.variant)
      .execute()
    const poke = () => shop.put('catalogue', [variantOf(milk)])
    await poke()
    await till.settled()
    expect(names(till)[0]?.name).toBe('Milk')
    await database
      .updateTable('feed')
      .set({ generation: random.id() })
      .where('name', '=', 'catalogue')
      .execute()
    await poke()
    await expect.poll(() => names(till)[0]?.name, SOON).toBe('As it was once')
    await till.close()
    forget(till)
  })

  it('of a state that is gone go with it, though nobody noted how far they came', async () => {
    let noted = 0
    let isDying = false
    const spoil = failing('bulkWrite', (_, rows, context) => {
      if (context !== 'replication-set-checkpoint') return false
      if (isDying) return true
      const place = /.*"feed":"catalogue".*?"n":(\d+)/.exec(JSON.stringify(rows))
      noted = Number(place?.[1] ?? noted)
      return false
    })
    const { database } = shop.backend
    const [first] = goods
    if (!first) throw new Error('there are goods')
    const till = await openTerminal(shop, { spoil })
    await till.settled()
    await shop.put('catalogue', [variantOf(first)])
    const feed = database.selectFrom('feed').selectAll().where('name', '=', 'catalogue')
    const { n, mark } = await feed.executeTakeFirstOrThrow()
    await expect.poll(() => noted, SOON).toBe(n)

    // It dies after the row has come and before RxDB has noted so; then the row never was.
    isDying = true
    const lost = { item: random.id(), variant: random.id() }
    const changed = { ...variantOf(first), name: 'Of the lost state' }
    await shop.put('catalogue', [variantOf(lost), changed])
    await expect.poll(() => names(till)[0]?.name, SOON).toBe('Of the lost state')
    await till.close()
    await database.deleteFrom('feed_mark').where('n', '>', n).execute()
    await database.updateTable('feed').set({ n, mark }).where('name', '=', 'catalogue').execute()
    await database
      .updateTable('feed_document')
      .set({ n, document: JSON.stringify(variantOf(first)) })
      .where('id', '=', first.variant)
      .execute()
    await database.deleteFrom('feed_document').where('id', '=', lost.variant).execute()
    const again = await openTerminal(shop, { folder: till.folder })
    const found = () => again.store.catalogue.byVariant(lost.variant, shop.priceList, 0)
    expect(found()?.variant.name).toBe('Milk')
    await expect.poll(() => names(again)[0]?.name, SOON).toBe('Milk')
    await expect.poll(found, SOON).toBeUndefined()
    expect(again.log.lines.filter((line) => line['rows'] === 1)).toHaveLength(1)
    await again.close()
    forget(again)
  })

  it('that could not be stored are pulled again, and none behind them hides them', async () => {
    let failures = 2
    const spoil = failing('bulkWrite', (collection) => {
      if (collection !== 'catalogue' || failures === 0) return false
      failures -= 1
      return true
    })
    const till = await openTerminal(shop, { spoil })
    await expect.poll(() => names(till).every(Boolean), BACK_AGAIN).toBe(true)
    const messages = till.log.lines.map((line) => line.message)
    expect(messages).toContain('pulled rows could not be stored')
    await till.close()
    forget(till)
  }, 30_000)

  it('keep coming after a checkpoint of theirs could not be written', async () => {
    let failures = 0
    const spoil = failing('bulkWrite', (_, __, context) => {
      if (context !== 'replication-set-checkpoint' || failures === 2) return false
      failures += 1
      return true
    })
    const till = await openTerminal(shop, { spoil })
    await till.settled()
    expect(failures).toBe(2)
    const [first] = goods
    if (!first) throw new Error('there are goods')
    for (const name of ['Oat drink', 'Soy drink']) {
      await shop.put('catalogue', [{ ...variantOf(first), name }])
      await expect.poll(() => names(till).map((row) => row?.name), SOON).toContain(name)
    }
    till.sell(milk)
    await till.settled()
    await till.close()
    forget(till)
  }, 30_000)
})
