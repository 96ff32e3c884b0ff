import fc from 'fast-check'
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { beep, begin, booked, count, post, shelf, tell } from './count-stage.ts'
import { MILK, openTill, payCash, scan, value, type Shop } from './shop.ts'

/** What happens at the shelf: here, or at another till, told at once or only in the end. */
const happening = fc.constantFrom('sold', 'damaged', 'delivered', 'sold elsewhere', 'told')
type Happening = 'sold' | 'damaged' | 'delivered' | 'sold elsewhere' | 'told'

function book(shop: Shop, kind: 'adjustment' | 'receipt'): void {
  const { stock } = shop.terminal
  const goods = { command: v7(), kind, variant: MILK.variant, barcode: null } as const
  const { sheet, version } = value(stock.put(goods))
  const seen = { command: v7(), sheet, version }
  value(kind === 'receipt' ? stock.receive(seen) : stock.adjust({ ...seen, ...DAMAGED }))
}

const DAMAGED = { reason: 'damaged' } as const

it('a variance is what was wrong before the count, whatever moves before or after', async () => {
  const shop = await openTill()
  /** What really lies there, and what the backend would say if all had been told. */
  let real = 500
  let known = 500
  tell(shop, MILK.item, known)
  const happen = async (what: Happening): Promise<void> => {
    const change = what === 'delivered' ? 1 : what === 'told' ? 0 : -1
    real += change
    known += change
    if (what === 'sold') {
      await scan(shop, MILK.gtin)
      await payCash(shop, 1000)
    } else if (what === 'damaged') book(shop, 'adjustment')
    else if (what === 'delivered') book(shop, 'receipt')
    else if (what === 'told') tell(shop, MILK.item, known)
  }
  const all = async (many: readonly Happening[]): Promise<void> => {
    for (const each of many) await happen(each)
  }
  const days = fc.record({
    wrong: fc.integer({ min: -3, max: 3 }),
    before: fc.array(happening, { maxLength: 3 }),
    after: fc.array(happening, { maxLength: 3 }),
    late: fc.array(happening, { maxLength: 2 }),
    isScanned: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(days, async ({ wrong, before, after, late, isScanned }) => {
      real += wrong
      begin(shop)
      await all(before)
      // Whatever another till sold before the figure has come down by then.
      tell(shop, MILK.item, known)
      count(shop, MILK.gtin, isScanned ? real - 1 : real)
      if (isScanned) beep(shop, MILK.gtin)
      await all(after)
      value(post(shop))
      const body = booked(shop).at(-1)?.body
      expect(body).toMatchObject({ lines: [{ variance: wrong * 1000 }] })
      known += wrong
      await all(late)
      tell(shop, MILK.item, known)
      expect(shelf(shop)).toBe(real * 1000)
    }),
    { numRuns: 25 },
  )
})
