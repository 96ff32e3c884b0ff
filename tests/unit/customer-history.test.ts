import { describe, expect, it } from 'vitest'
import {
  HISTORY_PAGE,
  historyPage,
  itemsOf,
  type PastLine,
  type PastSale,
} from '../../src/domain/customer/history.ts'

const line = (changes: object): PastLine =>
  ({
    ...{ name: 'Tea', size: '', unit: 'piece', quantity: 1000, amount: 100 },
    ...{ returned: null, isItem: true },
    ...changes,
  }) as PastLine

const sale = (at: number, more: Partial<PastSale> = {}): PastSale => ({
  ...{ sale: `sale-${String(at).padStart(3, '0')}`, receipt: 'T1-1-000001', channel: 'counter' },
  ...{ store: null, till: null, at, currency: 'EUR', total: 0 as never, points: null, lines: [] },
  ...more,
})
const times = ({ sales }: ReturnType<typeof historyPage>) => sales.map(({ at }) => at)
const all = (sales: PastSale[]) => ({ sales, hasMore: false })

describe('the items of a past sale', () => {
  it('are its pieces, and one for whatever is weighed, without what goes with them', () => {
    const lines = [
      line({ quantity: 3000 }),
      line({ unit: 'kg', quantity: 1250 }),
      line({ quantity: 3000, isItem: false }),
      line({ quantity: -2000, returned: 'T1-1-000001' }),
      line({ unit: 'kg', quantity: -400 }),
    ]
    expect(itemsOf({ lines })).toEqual({ sold: 4, back: 3 })
    expect(itemsOf({ lines: [] })).toEqual({ sold: 0, back: 0 })
  })
})

describe('a page of a history', () => {
  it('is the newest of all that is known, each sale once and as the first told it', () => {
    const told = sale(5, { till: 'Till 2' })
    const page = historyPage([all([sale(9), told]), all([sale(7), sale(5)])])
    expect(times(page)).toEqual([9, 7, 5])
    expect(page.sales.at(-1)).toBe(told)
    expect(page.next).toBeNull()
  })

  it('puts two of one moment in the order of their ids, the later first', () => {
    const pair = [sale(5, { sale: 'a' }), sale(5, { sale: 'b' })]
    expect(historyPage([all(pair)]).sales.map((each) => each.sale)).toEqual(['b', 'a'])
  })

  it('goes on after its last where more is known, or somebody has more', () => {
    const many = Array.from({ length: HISTORY_PAGE + 1 }, (_, at) => sale(at))
    const last = { at: 1, sale: 'sale-001' }
    expect(historyPage([all(many)]).next).toEqual(last)
    const newest = many.slice(1)
    expect(historyPage([{ sales: newest, hasMore: true }]).next).toEqual(last)
    expect(historyPage([all(newest)]).next).toBeNull()
    expect(historyPage([{ sales: [], hasMore: true }]).next).toBeNull()
  })
})
