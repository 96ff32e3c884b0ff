import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { unitPrice } from '../../src/domain/money.ts'
import { listsOf, lowestOf, pricedAt, shelfOf } from '../../src/domain/pricing/group-price.ts'
import type { ListedPrice } from '../../src/domain/pricing/group-price.ts'

const listed = (name: string) =>
  fc.nat(20).map((price): ListedPrice => ({ price: name, unitPrice: unitPrice(price) }))
const offers = fc.array(listed('offered'), { maxLength: 3 })

it('whoever had the cart before, the last one pays what they alone would have paid', () => {
  fc.assert(
    fc.property(listed('shelf'), fc.array(offers, { minLength: 1, maxLength: 5 }), (rung, all) => {
      const price = (line: ListedPrice, offered: readonly ListedPrice[]) => {
        const shelf = shelfOf(line)
        if (!shelf) throw new Error('a list has its price')
        return pricedAt(line, shelf, lowestOf(shelf, offered))
      }
      const last = all.at(-1) ?? []
      expect(all.reduce(price, rung)).toEqual(price(rung, last))
      expect(price(price(rung, last), [])).toEqual(rung)
      const lowest = Math.min(rung.unitPrice, ...last.map((each) => each.unitPrice))
      expect(price(rung, last).unitPrice).toBe(lowest)
    }),
  )
})

it('a list counts once, whichever groups of a customer have it', () => {
  const groups = ['a', 'b', 'c'].map((id) => ({ id, name: id, ...(id !== 'c' && { list: 'l' }) }))
  expect(listsOf(groups, ['c', 'b', 'a', 'x'])).toEqual(['l'])
  expect(listsOf(groups, ['c'])).toEqual([])
  expect(listsOf(undefined, ['a'])).toEqual([])
})
