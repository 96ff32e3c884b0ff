/** Whatever is done to a cart, no more is given by hand in it than somebody answered for. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Result } from '../../src/domain/failure.ts'
import { minor, unitPrice } from '../../src/domain/money.ts'
import type { ManualDiscount } from '../../src/domain/pricing/discount.ts'
import { NO_PROMOTIONS } from '../../src/domain/pricing/prepare.ts'
import type { PricedLine } from '../../src/domain/pricing/priced.ts'
import { pieces } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import {
  addLine,
  removeLine,
  repeatLast,
  setQuantity,
  undo,
} from '../../src/domain/selling/cart.ts'
import {
  changePrice,
  discountCart,
  discountLine,
  removeDiscount,
} from '../../src/domain/selling/discounting.ts'
import { emptyDraft, type Draft, type Line } from '../../src/domain/selling/draft.ts'
import { priceDraft } from '../../src/domain/selling/priced-cart.ts'
import {
  beyondVouched,
  vouchDiscounts,
  vouchPrices,
  type Voucher,
} from '../../src/domain/selling/vouching.ts'

const ACT = { at: 1, by: 'cashier' }
const MANAGER: Voucher = { by: 'manager', approver: 'manager' }
const OWN = rate(100_000)
const store = { id: 'store', zone: 'UTC' }
const priced = (draft: Draft) =>
  priceDraft(draft, { store, taxIncluded: true, promotions: NO_PROMOTIONS })

const place = fc.nat({ max: 4 })
const discount = fc.oneof(
  fc.record({ kind: fc.constant('percent' as const), rate: fc.nat({ max: 1_000_000 }).map(rate) }),
  fc.record({ kind: fc.constant('amount' as const), amount: fc.nat({ max: 3000 }).map(minor) }),
)
const edit = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), price: fc.integer({ min: 1, max: 3000 }) }),
  fc.record({
    kind: fc.constant('quantity' as const),
    place,
    count: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ kind: fc.constant('remove' as const), place }),
  fc.record({ kind: fc.constant('undo' as const) }),
  fc.record({ kind: fc.constant('repeat' as const) }),
  fc.record({ kind: fc.constant('on-line' as const), place, discount }),
  fc.record({ kind: fc.constant('on-cart' as const), discount }),
  fc.record({ kind: fc.constant('take-back' as const), place }),
  fc.record({ kind: fc.constant('price' as const), place, price: fc.nat({ max: 3000 }) }),
)
type Edit = typeof edit extends fc.Arbitrary<infer Each> ? Each : never

/** What the manager is asked for is granted as often as not, up to so much. */
const asked = fc.record({ edit, most: fc.constantFrom(0, 0, 300_000, 1_000_000) })

function after(draft: Draft, each: Edit, id: string): Result<Draft> {
  const line = 'place' in each ? (draft.lines[each.place]?.id ?? '') : ''
  switch (each.kind) {
    case 'add':
      return addLine(draft, lineOf(id, each.price))
    case 'quantity':
      return setQuantity(draft, line, pieces(each.count), ACT)
    case 'remove':
      return removeLine(draft, line, ACT)
    case 'undo':
      return undo(draft, ACT)
    case 'repeat':
      return repeatLast(draft)
    case 'on-line':
      return discountLine(draft, line, givenOf(each.discount, id))
    case 'on-cart':
      return discountCart(draft, givenOf(each.discount, id))
    case 'take-back': {
      const own = draft.lines[each.place]?.discounts ?? draft.discounts ?? []
      return removeDiscount(draft, own[0]?.id ?? '')
    }
    case 'price': {
      const change = { reason: 'label', by: 'cashier', approver: null }
      return changePrice(draft, line, unitPrice(each.price * 10_000), change)
    }
  }
}

function lineOf(id: string, price: number): Line {
  return {
    ...{ id, variant: id, barcode: null, name: 'goods', size: '', unit: 'piece', department: null },
    ...{ quantity: pieces(1), unitPrice: unitPrice(price * 10_000), price: id, addedAt: 0 },
    ...{ taxClass: 'standard', rates: [], items: [] },
  }
}

function givenOf(
  given: typeof discount extends fc.Arbitrary<infer Each> ? Each : never,
  id: string,
) {
  const by = { id, reason: 'dented', by: 'cashier', approver: null }
  return { ...given, ...by } satisfies ManualDiscount
}

const byHand = ({ discounts }: PricedLine): number =>
  discounts.reduce((all, { amount }) => all + amount, 0)

it('the sale never ends with more given by hand than was vouched for', () => {
  fc.assert(
    fc.property(fc.array(asked, { minLength: 1, maxLength: 40 }), (acts) => {
      let draft = emptyDraft('draft', 0)
      let most = Number(OWN)
      const pricedFor = new Map<string, number>()
      acts.forEach(({ edit: each, most: granted }, index) => {
        const changed = after(draft, each, `id ${String(index)}`)
        if (!changed.ok) return
        const { discount: beyond, price } = beyondVouched(changed.value, priced(changed.value))
        const isOwn = beyond === undefined || beyond.percent <= OWN
        const isAllowed = (isOwn || beyond.percent <= granted) && (!price || granted > 0)
        if (!isAllowed) return
        const voucher: Voucher = isOwn ? { by: 'cashier', approver: null } : MANAGER
        most = Math.max(most, isOwn ? 0 : beyond.percent)
        draft = vouchPrices(changed.value, MANAGER)
        draft = beyond ? vouchDiscounts(draft, priced(draft), voucher) : draft
        for (const { id, quantity, priceChange } of draft.lines) {
          if (price && priceChange) {
            pricedFor.set(id, Math.max(quantity, pricedFor.get(id) ?? 0))
          }
        }
        // Nothing that was stored is beyond what was said.
        expect(beyondVouched(draft, priced(draft))).toEqual({
          ...{ discount: undefined, price: undefined },
        })
      })
      const { lines } = priced(draft)
      for (const line of lines) {
        // Each discount may be rounded up by half a cent, or be the odd cent of a split.
        const slack = line.discounts.length
        expect(byHand(line)).toBeLessThanOrEqual((line.gross * most) / 1_000_000 + slack)
      }
      for (const { id, quantity, priceChange } of draft.lines) {
        if (priceChange) expect(quantity).toBeLessThanOrEqual(pricedFor.get(id) ?? 0)
      }
    }),
    { seed: 20_261_127, numRuns: 500 },
  )
})

it('what falls or stays asks nobody', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 })
  const shares = fc.array(fc.nat({ max: 900_000 }).map(rate), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(counts, shares, shares, (quantities, onLine, onCart) => {
      let draft = emptyDraft('draft', 0)
      const keep = (result: Result<Draft>): void => {
        if (!result.ok) throw new Error(result.failure.code)
        draft = vouchDiscounts(result.value, priced(result.value), MANAGER)
      }
      const asksNobody = (result: Result<Draft>): void => {
        if (!result.ok) throw new Error(result.failure.code)
        draft = result.value
        expect(beyondVouched(draft, priced(draft)).discount).toBeUndefined()
      }
      const given = (share: number, id: string): ManualDiscount =>
        givenOf({ kind: 'percent', rate: rate(share) }, id)
      quantities.forEach((count, index) => {
        const line = {
          ...lineOf(`line ${String(index)}`, 97 + index * 31),
          quantity: pieces(count),
        }
        keep(addLine(draft, line))
      })
      onLine.forEach((share, index) => {
        keep(discountLine(draft, 'line 0', given(share, `own ${String(index)}`)))
      })
      onCart.forEach((share, index) => {
        keep(discountCart(draft, given(share, `cart ${String(index)}`)))
      })
      for (const { id, quantity } of draft.lines) {
        const fewer = pieces(Math.ceil(quantity / 2000))
        asksNobody(setQuantity(draft, id, fewer, ACT))
      }
      asksNobody(undo(draft, ACT))
      asksNobody(removeLine(draft, draft.lines.at(-1)?.id ?? '', ACT))
      asksNobody(undo(draft, ACT))
    }),
    { seed: 20_261_127, numRuns: 300 },
  )
})
