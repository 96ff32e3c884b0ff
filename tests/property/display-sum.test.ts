/** What the customer reads row by row comes to what is asked for, whatever is in the cart. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BLANK, displayAfter } from '../../src/application/display/display.ts'
import { draftView } from '../../src/application/selling/views.ts'
import type { DisplaySum, DisplayView } from '../../src/contract/terminal/display.ts'
import type { DraftView } from '../../src/contract/terminal/views.ts'
import { minor, unitPrice } from '../../src/domain/money.ts'
import { preparePromotions } from '../../src/domain/pricing/prepare.ts'
import { pieces } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import { emptyDraft, type Line, type Taken } from '../../src/domain/selling/draft.ts'
import { priceDraft } from '../../src/domain/selling/priced-cart.ts'
import { EVERYTHING, of, promotion } from '../fixtures/pricing.ts'

const SETTINGS = { seed: 20_261_127, numRuns: 400 }

const OFFERS = preparePromotions([
  promotion('third', { kind: 'percent', target: of('v0', 'v2'), rate: rate(333_333) }),
  promotion(
    'cart',
    { kind: 'cart-amount', target: EVERYTHING, minimum: minor(0), amount: minor(77) },
    { stackable: true },
  ),
])

const lines = fc
  .array(
    fc.record({
      price: fc.integer({ min: 0, max: 99_990_000 }),
      count: fc.integer({ min: 1, max: 9 }),
      variant: fc.nat({ max: 4 }),
      given: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
      isBack: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((all) =>
    all.map(({ price, count, variant, given, isBack }, place): Line => {
      const tax = { code: 'A', name: 'Tax', rate: rate(70_000) }
      const back = minor(0 - Math.round(price / 10_000))
      const share = { ...tax, taxClass: 'standard', base: back, tax: minor(0) }
      return {
        ...{ id: `line ${String(place)}`, variant: `v${String(variant)}`, barcode: null },
        ...{ name: 'goods', size: '', unit: 'piece', department: null, items: [], addedAt: 0 },
        ...{ unitPrice: unitPrice(price), price: null, taxClass: 'standard', rates: [tax] },
        quantity: pieces(isBack ? -1 : count),
        ...(given !== null &&
          !isBack && {
            discounts: [
              {
                ...{ kind: 'percent', id: `given ${String(place)}`, rate: rate(given) },
                ...{ reason: 'Dented', by: 'person', approver: null },
              },
            ],
          }),
        ...(isBack && {
          refund: {
            ...{ gross: back, discounts: [], net: back, relief: minor(0) },
            ...{ taxes: [share], total: back },
          },
        }),
      }
    }),
  )

const carts = fc.record({
  lines,
  taxIncluded: fc.boolean(),
  exempt: fc.boolean(),
  tip: fc.nat({ max: 500 }),
  taken: fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 3 }),
})

/** The same steps that a customer's eyes go: each line, what is taken off it, and on to the end. */
function walk(shown: DisplayView['lines'], { rows, result }: DisplaySum): void {
  const of = (kind: DisplaySum['rows'][number]['kind']) =>
    rows.filter((row) => row.kind === kind).reduce((all, { amount }) => all + amount, 0)
  const goods = shown.reduce((all, { amount, discounts }) => {
    return discounts.reduce((left, discount) => left - discount.amount, all + amount)
  }, 0)
  const end = result.kind === 'back' || result.kind === 'change' ? 0 - result.amount : result.amount
  const total = goods + of('tax') + of('relief')
  if (rows.some(({ kind }) => kind === 'total')) expect(of('total')).toBe(total)
  expect(total + of('tip') + of('rounding') - of('paid')).toBe(end)
}

describe('the customer’s screen', () => {
  it('adds up: lines, what is taken off them, tax, tip and what was paid to what is asked', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(carts, ({ lines, taxIncluded, exempt, tip, taken }) => {
        const tenders = taken.map((amount, place): Taken => {
          const tender = { kind: 'cash', amount: minor(amount), tendered: minor(amount) } as never
          return { id: String(place), tender, at: 0, by: 'person' }
        })
        const buyer = { groups: [], exempt }
        const draft = { ...emptyDraft('draft', 0), lines, buyer, tip: minor(tip), tenders }
        const store = { id: 'store', zone: 'UTC' }
        const priced = priceDraft(draft, { store, taxIncluded, promotions: OFFERS })
        const view = draftView(draft, priced, undefined, null, {
          ...{ payment: null, customer: null, parked: 0, accounts: [], points: null },
          refund: undefined,
        })
        const { lines: shown, sum } = told(view, taxIncluded)
        if (!sum) throw new Error('a cart has a sum')
        walk(shown, sum)
        seen.add(sum.result.kind)
        for (const { kind } of sum.rows) seen.add(kind)
        if (shown.some(({ discounts }) => discounts.length > 0)) seen.add('discounts')
      }),
      SETTINGS,
    )
    expect([...seen].toSorted()).toEqual(
      ['back', 'discounts', 'due', 'paid', 'relief', 'tax', 'tip', 'total'].toSorted(),
    )
  })
})

/** By the events that every screen is told. */
function told(draft: DraftView, taxIncluded: boolean): DisplayView {
  const shop = { store: 'Shop', currency: 'EUR', locale: 'en', zone: 'UTC', taxIncluded } as never
  const knowing = displayAfter(BLANK, { kind: 'shop', shop }, () => [])
  return displayAfter(knowing, { kind: 'draft', draft }, () => [])
}
