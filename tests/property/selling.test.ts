import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../src/domain/failure.ts'
import { exponentOf, minor, unitPrice } from '../../src/domain/money.ts'
import { ONE, pieces, quantity } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import { addLine, removeLine, setQuantity, undo } from '../../src/domain/selling/cart.ts'
import { addCoupon, removeCoupon } from '../../src/domain/selling/discounting.ts'
import { emptyDraft, type Draft, type Line } from '../../src/domain/selling/draft.ts'
import { leaving } from '../../src/domain/selling/sale.ts'
import { changeFor, quickAmounts } from '../../src/domain/selling/tender.ts'
import { NO_PROMOTIONS, preparePromotions } from '../../src/domain/pricing/prepare.ts'
import { priceDraft } from '../../src/domain/selling/priced-cart.ts'
import { EVERYTHING, of, promotion } from '../fixtures/pricing.ts'

const SETTINGS = { seed: 20_261_123, numRuns: 300 }
const act = { at: 1, by: 'person' }

/** Amounts as a shop of that currency has them: some hundreds of yen, cents or fils each. */
const currencies = fc.constantFrom('JPY', 'EUR', 'KWD')

const rates = fc.array(fc.integer({ min: 0, max: 300_000 }), { minLength: 1, maxLength: 4 })

/** Some goods: each with its own price and tax class, all of a class with the same rates. */
const goods = fc
  .tuple(currencies, fc.array(rates, { minLength: 1, maxLength: 3 }))
  .chain(([currency, classes]) =>
    fc
      .array(
        fc.record({
          price: fc.integer({ min: 0, max: 90 * 10 ** exponentOf(currency) * 10_000 }),
          taxClass: fc.nat({ max: classes.length - 1 }),
          isWeighed: fc.boolean(),
          items: fc.array(fc.integer({ min: 1, max: 12_000 }), { maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 6 },
      )
      .map((all) =>
        all.map(({ price, taxClass, isWeighed, items }, index): Omit<Line, 'id' | 'quantity'> => ({
          ...{ variant: `variant ${String(index)}`, barcode: null, name: 'goods', size: '' },
          ...{ unit: isWeighed ? 'kilogram' : 'piece', department: null, addedAt: 0 },
          ...{ unitPrice: unitPrice(price), price: `price ${String(index)}` },
          taxClass: `class ${String(taxClass)}`,
          rates: (classes[taxClass] ?? []).map((each, place) => ({
            ...{ code: 'ABCD'[place] ?? '', name: 'tax', rate: rate(each) },
          })),
          items: items.map((each, place) => ({
            item: `item ${String(place)}`,
            quantity: quantity(each),
          })),
        })),
      ),
  )

/** Goods, and a sequence of beeps over them, each with how many. */
const shopping = goods.chain((all) =>
  fc
    .array(
      fc.record({ which: fc.nat({ max: all.length - 1 }), count: fc.integer({ min: 1, max: 9 }) }),
      { minLength: 1, maxLength: 20 },
    )
    .map((beeps) =>
      beeps.map(({ which, count }, index): Line => {
        const thing = all[which]!
        const amount = thing.unit === 'piece' ? pieces(count) : quantity(count * 137)
        return { ...thing, id: `line ${String(index)}`, quantity: amount }
      }),
    ),
)

function value(result: Result<Draft>): Draft {
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

const cartOf = (lines: readonly Line[]) =>
  lines.reduce((draft, line) => value(addLine(draft, line)), emptyDraft('draft', 0))

const holds = <Value>(arbitrary: fc.Arbitrary<Value>, check: (value: Value) => void) =>
  fc.assert(fc.property(arbitrary, check), SETTINGS)

const totalsOf = (draft: Draft, taxIncluded: boolean, promotions = NO_PROMOTIONS) => {
  const store = { id: 'store', zone: 'UTC' }
  return priceDraft(draft, { store, taxIncluded, promotions })
}

/** One of each stage, of which some want a coupon or a customer of a group. */
const OFFERS = preparePromotions([
  promotion('each', { kind: 'percent', target: EVERYTHING, rate: rate(70_000) }),
  promotion(
    'group',
    { kind: 'amount', target: EVERYTHING, amount: minor(3) },
    { groups: ['friends'], stackable: true },
  ),
  promotion('break', {
    ...{ kind: 'quantity-break', target: EVERYTHING, together: true },
    tiers: [{ from: pieces(6), kind: 'percent', rate: rate(90_000) }],
  }),
  promotion(
    'three',
    {
      ...{ kind: 'buy-get', rate: rate(1_000_000) },
      buy: { target: of('variant 0', 'variant 1'), count: 2 },
      get: { target: of('variant 0', 'variant 1'), count: 1 },
    },
    { limit: 3 },
  ),
  promotion(
    'coupon',
    { kind: 'cart-percent', target: EVERYTHING, minimum: minor(0), rate: rate(100_000) },
    { needsCoupon: true },
  ),
])
const COUPON = { code: 'TENTH', promotion: 'coupon', singleUse: false }
const BUYER = { groups: ['friends'], exempt: false }

describe('the totals of any cart', () => {
  it('do not depend on the order of the scans', () => {
    const shuffled = shopping.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
    )
    holds(fc.tuple(shuffled, fc.boolean()), ([[lines, other], taxIncluded]) => {
      const { subtotal, tax, total } = totalsOf(cartOf(lines), taxIncluded)
      expect(totalsOf(cartOf(other), taxIncluded)).toMatchObject({ subtotal, tax, total })
    })
  })

  it('move the same stock in whatever order it was scanned', () => {
    holds(shopping, (lines) => {
      const moved = (draft: Draft) => Object.fromEntries(leaving(draft.lines))
      const pieces = lines.filter((line) => line.unit === 'piece')
      expect(moved(cartOf(pieces.toReversed()))).toEqual(moved(cartOf(pieces)))
    })
  })
})

describe('any act on a cart', () => {
  it('that is an addition is taken back by removing it', () => {
    holds(fc.tuple(shopping, fc.boolean()), ([lines, taxIncluded]) => {
      const before = cartOf(lines)
      const added = value(addLine(before, { ...lines[0]!, id: 'new', variant: 'new' }))
      const after = value(removeLine(added, 'new', act))
      expect(totalsOf(after, taxIncluded)).toEqual(totalsOf(before, taxIncluded))
      expect(after.removals).toHaveLength(before.removals.length + 1)
    })
  })

  it('is taken back so under promotions, coupons and prices of a group too', () => {
    const whose = fc.record({
      coupons: fc.boolean().map((isBrought) => (isBrought ? [COUPON] : [])),
      buyer: fc.constantFrom({ ...BUYER, groups: [] }, BUYER, { ...BUYER, exempt: true }),
    })
    let saved = 0
    holds(fc.tuple(shopping, whose, fc.boolean(), fc.nat()), ([lines, more, isIncluded, which]) => {
      const before = { ...cartOf(lines), ...more }
      const priced = totalsOf(before, isIncluded, OFFERS)
      saved += priced.discount
      const own = lines[which % lines.length]!
      // Another piece of what is there takes part in what is offered on it.
      const added = value(addLine(before, { ...own, id: 'new', note: 'alone' }))
      totalsOf(added, isIncluded, OFFERS)
      const after = value(removeLine(added, 'new', act))
      expect(totalsOf(after, isIncluded, OFFERS)).toEqual(priced)
      const coupled = value(addCoupon(before, { ...COUPON, code: 'OTHER' }))
      const back = value(removeCoupon(coupled, 'OTHER'))
      expect(totalsOf(back, isIncluded, OFFERS)).toEqual(priced)
    })
    expect(saved).toBeGreaterThan(0)
  })

  it('is undone to the very lines before it, and all of them to the empty cart', () => {
    const acts = fc.array(
      fc.record({
        kind: fc.constantFrom('add', 'set', 'remove'),
        which: fc.nat(),
        count: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 1, maxLength: 30 },
    )
    holds(fc.tuple(shopping, acts), ([lines, all]) => {
      const past: Draft[] = [emptyDraft('draft', 0)]
      all.forEach(({ kind, which, count }, index) => {
        const draft = past.at(-1)!
        const target = draft.lines[which % Math.max(1, draft.lines.length)]
        const next =
          kind === 'add' || !target
            ? addLine(draft, { ...lines[which % lines.length]!, id: `act ${String(index)}` })
            : kind === 'set'
              ? setQuantity(draft, target.id, pieces(count), act)
              : removeLine(draft, target.id, act)
        if (next.ok && next.value !== draft) past.push(next.value)
      })
      let draft = past.pop()!
      for (const before of past.toReversed()) {
        const version = draft.version
        draft = value(undo(draft, act))
        expect(draft.lines).toEqual(before.lines)
        expect(draft.version).toBe(version + 1)
      }
      expect(draft.lines).toEqual([])
    })
  })

  it('forgets nothing: what came in is in the cart or among the removals', () => {
    holds(fc.tuple(shopping, fc.array(fc.nat(), { maxLength: 20 })), ([lines, removed]) => {
      let draft = cartOf(lines)
      for (const which of removed) {
        const target = draft.lines[which % Math.max(1, draft.lines.length)]
        if (target) draft = value(removeLine(draft, target.id, act))
      }
      const came = lines.reduce((sum, line) => sum + line.quantity, 0)
      const there = draft.lines.reduce((sum, line) => sum + line.quantity, 0)
      const gone = draft.removals.reduce((sum, removal) => sum + removal.quantity, 0)
      expect(there + gone).toBe(came)
    })
  })
})

describe('taking money for any amount', () => {
  const due = currencies.chain((currency) =>
    fc.integer({ min: 1, max: 100_000 * 10 ** exponentOf(currency) }),
  )
  const denominations = fc.array(fc.integer({ min: -5, max: 100_000 }), { maxLength: 15 })

  it('offers amounts that cover it, the exact one first, each once', () => {
    holds(fc.tuple(due, denominations), ([amount, notes]) => {
      const offered = quickAmounts(minor(amount), notes.map(minor))
      expect(offered[0]).toBe(amount)
      expect(offered.length).toBeLessThanOrEqual(5)
      expect([...new Set(offered)].toSorted((a, b) => a - b)).toEqual(offered)
    })
  })

  it('gives back what is over, and takes no less', () => {
    holds(fc.tuple(due, due), ([amount, tendered]) => {
      const change = changeFor(minor(amount), minor(tendered))
      expect(change).toBe(tendered < amount ? undefined : tendered - amount)
    })
  })
})

describe('a cart of pieces', () => {
  it('holds one line for each thing, however often it was scanned', () => {
    holds(shopping, (lines) => {
      const whole = lines.map((line) => ({ ...line, unit: 'piece' as const, quantity: ONE }))
      const things = new Set(whole.map((line) => line.variant))
      expect(cartOf(whole).lines).toHaveLength(things.size)
    })
  })
})
