import type { RxStorage } from 'rxdb'
import { describe, expect, it } from 'vitest'
import type { BackendLink } from '../../src/ports/backend-link.ts'
import { getRxStorage } from '../../src/store/rx-storage.ts'
import { ROWS_AT_ONCE } from '../../src/sync/paced-storage.ts'
import { startSync } from '../../src/sync/start.ts'
import { clock, random, silent } from '../backend/stage.ts'
import { id, openTestStore, prepare } from '../store/terminal.ts'
import { SOON, variantOf } from './stage.ts'
import { NO_NEWS } from '../../src/domain/till/news.ts'

const ROWS = 3000
/** The page that is written and the one that is fetched meanwhile. */
const PAGES_AT_ONCE = 200

describe('a first pull', () => {
  it('works in short pieces, and fetches no faster than it can store', async () => {
    const store = prepare(openTestStore())
    const documents = Array.from({ length: ROWS }, (_, row) => ({
      ...variantOf({ variant: id(0x10000 + row), item: id(0x20000 + row) }),
      _deleted: false,
    }))
    const stored = () =>
      documents.filter(({ id: each }) => store.documents.of('catalogue').table.find(each))
    let ahead = 0
    // A backend that answers at once: nothing but the store sets the pace.
    const link: BackendLink = {
      pull(collection, { after, limit }) {
        const from = after?.n ?? 0
        const page = collection === 'catalogue' ? documents.slice(from, from + limit) : []
        const n = from + page.length
        if (page.length > 0) ahead = Math.max(ahead, n - stored().length)
        const checkpoint = { feed: collection, generation: id(1), n }
        const end = { ...checkpoint, n: ROWS }
        return Promise.resolve({ documents: page, checkpoint, end, isAnew: false })
      },
      claim: () => Promise.reject(new Error('nothing is claimed here')),
      closings: () => Promise.reject(new Error('nothing is lost here')),
      findSales: () => Promise.reject(new Error('nothing is looked up here')),
      office: () => Promise.reject(new Error('nothing is read here')),
      lowestPrice: () => Promise.reject(new Error('nothing is looked up here')),
      customerHistory: () => Promise.reject(new Error('nothing is looked up here')),
      parkedCarts: () => Promise.reject(new Error('nothing is parked here')),
      parkedCart: () => Promise.reject(new Error('nothing is parked here')),
      releaseClaim: () => Promise.reject(new Error('nothing is claimed here')),
      push: (entries) => Promise.resolve(entries.map(() => 'applied' as const)),
      heads: () =>
        Promise.resolve({
          heads: [store.delivery.head()],
          parked: 0,
          forked: false,
          holes: [],
          ends: [],
          till: NO_NEWS,
        }),
      totals: () => Promise.resolve([]),
      listen: () => () => undefined,
    }
    const pieces: number[] = []
    const storage = counting(getRxStorage(store), pieces)
    const { delivery, reach } = store
    const sync = await startSync({
      name: 'pace',
      storage,
      delivery,
      reach,
      link,
      clock,
      random,
      log: silent,
    })
    await expect.poll(() => sync.pulling(), SOON).toBe(false)
    await sync.close()
    expect(stored()).toHaveLength(ROWS)
    expect(ahead).toBeLessThanOrEqual(PAGES_AT_ONCE)
    expect(Math.max(...pieces)).toBe(ROWS_AT_ONCE)
  })
})

/** Keeps how many rows each read and each write of the storage below has. */
function counting(
  storage: RxStorage<unknown, unknown>,
  pieces: number[],
): RxStorage<unknown, unknown> {
  return {
    ...storage,
    async createStorageInstance(params) {
      const instance = await storage.createStorageInstance(params)
      const write = instance.bulkWrite.bind(instance)
      const find = instance.findDocumentsById.bind(instance)
      instance.bulkWrite = (rows, context) => {
        pieces.push(rows.length)
        return write(rows, context)
      }
      instance.findDocumentsById = (ids, withDeleted) => {
        pieces.push(ids.length)
        return find(ids, withDeleted)
      }
      return instance
    },
  }
}
