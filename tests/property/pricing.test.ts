import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minor, unitPrice } from '../../src/domain/money.ts'
import type { Cart, CartLine } from '../../src/domain/pricing/cart.ts'
import type { ManualDiscount } from '../../src/domain/pricing/discount.ts'
import { priceCart } from '../../src/domain/pricing/engine.ts'
import { preparePromotions } from '../../src/domain/pricing/prepare.ts'
import type { PricedCart } from '../../src/domain/pricing/priced.ts'
import type { Promotion, Rule, Target } from '../../src/domain/pricing/promotion.ts'
import { refundOf } from '../../src/domain/pricing/refund.ts'
import { quantity } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import { cart, line, promotion } from '../fixtures/pricing.ts'

const SETTINGS = { seed: 20_261_126, numRuns: 400 }

const rates = fc.integer({ min: 0, max: 1_000_000 }).map(rate)
const amounts = fc.integer({ min: 1, max: 3000 }).map(minor)
const counts = fc.integer({ min: 1, max: 4 })
const targets: fc.Arbitrary<Target> = fc.record({
  variants: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }),
  departments: fc.subarray(['food', 'home'], { maxLength: 1 }),
  except: fc.subarray(['a', 'd'], { maxLength: 1 }),
})
const parts = fc.record({ target: targets, count: counts })

const rules: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ kind: fc.constant('percent'), target: targets, rate: rates }),
  fc.record({ kind: fc.constant('amount'), target: targets, amount: amounts }),
  fc.record({
    ...{ kind: fc.constant('fixed-price'), target: targets },
    unitPrice: fc.integer({ min: 0, max: 9_000_000 }).map(unitPrice),
  }),
  fc.record({
    ...{ kind: fc.constant('quantity-break'), target: targets, together: fc.boolean() },
    tiers: fc.array(
      fc.record({
        ...{ kind: fc.constant('percent'), rate: rates },
        from: fc.integer({ min: 0, max: 9000 }).map(quantity),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({ kind: fc.constant('buy-get'), buy: parts, get: parts, rate: rates }),
  fc.record({ kind: fc.constant('mix-and-match'), target: targets, count: counts, price: amounts }),
  fc.record({
    ...{ kind: fc.constant('bundle'), price: amounts },
    parts: fc.array(parts, { minLength: 2, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('cart-percent'), target: targets, minimum: amounts, rate: rates }),
  fc.record({
    ...{ kind: fc.constant('cart-amount'), target: targets, minimum: amounts, amount: amounts },
  }),
)

const promotions: fc.Arbitrary<Promotion[]> = fc
  .array(
    fc.record({
      rule: rules,
      stackable: fc.boolean(),
      limit: fc.option(counts),
      priority: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 8 },
  )
  .map((all) => all.map(({ rule, ...rest }, index) => promotion(`p${String(index)}`, rule, rest)))

const manual: fc.Arbitrary<ManualDiscount[]> = fc
  .array(fc.oneof(rates, amounts), { maxLength: 2 })
  .map((all) =>
    all.map((value, index): ManualDiscount => {
      const given = { id: `m${String(index)}`, reason: 'r', by: 'x', approver: null }
      return index === 0
        ? { kind: 'percent', rate: rate(value), ...given }
        : { kind: 'amount', amount: minor(value), ...given }
    }),
  )

const lines: fc.Arbitrary<CartLine[]> = fc
  .array(
    fc.record({
      variant: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      department: fc.constantFrom('food', 'home'),
      price: fc.integer({ min: 0, max: 2_000_000 }).map((each) => unitPrice(each * 10)),
      count: fc.integer({ min: 1, max: 6 }),
      weight: fc.option(fc.integer({ min: 1, max: 3000 })),
      taxes: fc.array(fc.integer({ min: 0, max: 300_000 }), { minLength: 1, maxLength: 3 }),
      isCompound: fc.boolean(),
      discountable: fc.boolean(),
      discounts: manual,
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((all) =>
    all.map((each, index) =>
      line(`line ${String(index)}`, 0, each.count, {
        ...{ variant: each.variant, department: each.department, unitPrice: each.price },
        ...(each.weight === null ? {} : { unit: 'kilogram', quantity: quantity(each.weight) }),
        ...{ discountable: each.discountable, discounts: each.discounts },
        taxClass: `class ${String(index % 2)}`,
        rates: each.taxes.map((ppm, place) => ({
          ...{ code: 'ABC'[place] ?? '', name: 'Tax', rate: rate(ppm) },
          ...(each.isCompound && place > 0 ? { compound: true } : {}),
        })),
      }),
    ),
  )

const carts: fc.Arbitrary<Cart> = fc
  .record({
    ...{ lines, discounts: manual, taxIncluded: fc.boolean(), exempt: fc.boolean() },
    taxRounding: fc.constantFrom('line', 'document'),
  })
  .map(({ lines: sold, ...rest }) => cart(sold, rest))

const total = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0)

/** What two pricings of the same goods must agree on, whatever stands first. */
const content = (priced: PricedCart): unknown => ({
  ...priced,
  lines: new Map(priced.lines.map((each) => [each.id, each])),
  taxes: new Set(priced.taxes.map((each) => JSON.stringify(each))),
})

describe('a priced cart', () => {
  it('adds up to the minor unit, figure by figure', () => {
    fc.assert(
      fc.property(carts, promotions, (priced, offered) => {
        const { lines: sold, ...sums } = priceCart(priced, preparePromotions(offered))
        for (const each of sold) {
          expect(each.net).toBe(each.gross - total(each.discounts.map(({ amount }) => amount)))
          const tax = total(each.taxes.map((share) => share.tax))
          expect(each.total).toBe(priced.taxIncluded ? each.net - each.relief : each.net + tax)
          for (const { base } of each.taxes) {
            expect(base).toBe(priced.taxIncluded ? each.total - tax : each.net)
          }
        }
        expect(sums.gross - sums.discount).toBe(sums.subtotal)
        expect(sums.total).toBe(total(sold.map((each) => each.total)))
        expect(sums.tax).toBe(total(sums.taxes.map(({ tax }) => tax)))
        const paid = priced.taxIncluded ? sums.subtotal - sums.relief : sums.subtotal + sums.tax
        expect(sums.total).toBe(paid)
        const given = total(sums.applied.map(({ saving }) => saving))
        const byHand = sold.flatMap(({ discounts }) =>
          discounts.filter((d) => d.kind !== 'promotion'),
        )
        expect(sums.discount).toBe(given + total(byHand.map(({ amount }) => amount)))
      }),
      SETTINGS,
    )
  })

  it('has no line below zero, no discount below one unit and no negative tax', () => {
    fc.assert(
      fc.property(carts, promotions, (priced, offered) => {
        for (const each of priceCart(priced, preparePromotions(offered)).lines) {
          expect(each.net).toBeGreaterThanOrEqual(0)
          expect(each.total).toBeGreaterThanOrEqual(0)
          for (const { amount } of each.discounts) expect(amount).toBeGreaterThan(0)
          for (const { tax } of each.taxes) expect(tax).toBeGreaterThanOrEqual(0)
        }
      }),
      SETTINGS,
    )
  })

  it('is the same whatever was scanned first and however the promotions came', () => {
    const shuffled = carts.chain((priced) =>
      fc.tuple(
        fc.constant(priced),
        fc.shuffledSubarray([...priced.lines], {
          ...{ minLength: priced.lines.length, maxLength: priced.lines.length },
        }),
      ),
    )
    fc.assert(
      fc.property(shuffled, promotions, ([priced, other], offered) => {
        const one = priceCart(priced, preparePromotions(offered))
        const reordered = { ...priced, lines: other }
        const two = priceCart(reordered, preparePromotions(offered.toReversed()))
        expect(content(two)).toEqual(content(one))
      }),
      SETTINGS,
    )
  })

  it('is the same whichever of equal goods was scanned first, whatever was given on one', () => {
    const twins = fc.array(fc.record({ variant: fc.constantFrom('a', 'b'), discounts: manual }), {
      ...{ minLength: 2, maxLength: 6 },
    })
    const scanned = (all: readonly Pick<CartLine, 'variant' | 'discounts'>[]) =>
      cart(all.map((each, index) => line(`line ${String(index)}`, 500, 1, each)))
    const shuffled = twins.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    )
    fc.assert(
      fc.property(shuffled, promotions, ([all, other], offered) => {
        const prepared = preparePromotions(offered)
        const { total, applied } = priceCart(scanned(all), prepared)
        expect(priceCart(scanned(other), prepared)).toMatchObject({ total, applied })
      }),
      SETTINGS,
    )
  })

  it('never costs more for having promotions', () => {
    fc.assert(
      fc.property(carts, promotions, (priced, offered) => {
        const plain = { ...priced, discounts: [], taxIncluded: true, exempt: false }
        const bare = {
          ...plain,
          lines: plain.lines.map((each) => ({ ...each, discounts: [] })),
        }
        const none = priceCart(bare, preparePromotions([])).total
        expect(priceCart(bare, preparePromotions(offered)).total).toBeLessThanOrEqual(none)
      }),
      SETTINGS,
    )
  })

  it('goes back to nothing when all of its lines are refunded, in one step or in many', () => {
    fc.assert(
      fc.property(carts, promotions, fc.integer({ min: 1, max: 3 }), (priced, offered, steps) => {
        const prepared = preparePromotions(offered)
        const sold = priceCart(priced, prepared)
        const back = priced.lines.flatMap((each, index) => {
          const paid = sold.lines[index]
          if (each.kind !== 'sale' || !paid) return []
          const at = (step: number): number => Math.floor((each.quantity * step) / steps)
          return Array.from({ length: steps }, (_, step) => ({
            ...{ before: quantity(at(step)), now: quantity(at(step + 1) - at(step)) },
            ...{ line: paid, sold: each.quantity, taxIncluded: priced.taxIncluded },
            id: `${each.id} back ${String(step)}`,
          }))
            .filter(({ now }) => now > 0)
            .map(refundOf)
        })
        const { total: refunded, tax, discount } = priceCart({ ...priced, lines: back }, prepared)
        expect([refunded, tax, discount]).toEqual(
          [sold.total, sold.tax, sold.discount].map((each) => 0 - each),
        )
      }),
      SETTINGS,
    )
  })
})
