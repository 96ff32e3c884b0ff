/** The fullest cart that the rules allow can be paid and given up: its entry fits. */
import { describe, expect, it } from 'vitest'
import { CLAIMS_LIMIT } from '../../src/domain/claim.ts'
import { ENTRY_BYTES_LIMIT } from '../../src/domain/journal/entry.ts'
import type { Entry, SaleCompleted } from '../../src/domain/journal/facts.ts'
import type { LineDiscount } from '../../src/domain/pricing/discount.ts'
import { MINOR_LIMIT, minor, unitPrice } from '../../src/domain/money.ts'
import { ONE, pieces, quantity, QUANTITY_LIMIT } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import { addLine } from '../../src/domain/selling/cart.ts'
import {
  emptyDraft,
  LINES_LIMIT,
  MOVEMENTS_LIMIT,
  REMOVALS_LIMIT,
  TAXES_LIMIT,
  type Draft,
  type Line,
} from '../../src/domain/selling/draft.ts'
import { NO_PROMOTIONS } from '../../src/domain/pricing/prepare.ts'
import { priceDraft } from '../../src/domain/selling/priced-cart.ts'
import { saleLinesOf } from '../../src/domain/selling/sale.ts'
import { seal } from '../../src/store/seal.ts'
import { id, secrets, START } from '../store/shop.ts'

/** Three bytes a character: nothing that a text may hold takes more. */
const longest = (characters: number): string => '€'.repeat(characters)
const times = <Made>(count: number, make: (number: number) => Made): Made[] =>
  Array.from({ length: count }, (_, number) => make(number))

function lineOf(number: number, change: Partial<Line> = {}): Line {
  return {
    ...{ id: id(0x1000 + number), variant: id(number), barcode: '0'.repeat(14) },
    ...{ name: longest(200), size: longest(80), unit: 'kilogram', department: id(1) },
    ...{ quantity: quantity(ONE), unitPrice: unitPrice(10_000), price: id(2) },
    ...{ taxClass: longest(40), rates: [], items: [], addedAt: START },
    ...change,
  }
}

const dear = { quantity: quantity(QUANTITY_LIMIT), unitPrice: unitPrice(MINOR_LIMIT) }
const full = { ...emptyDraft(id(1), START), lines: times(LINES_LIMIT, (each) => lineOf(each)) }
const priced = priceDraft(full, {
  ...{ store: { id: id(2), zone: 'UTC' }, taxIncluded: true, promotions: NO_PROMOTIONS },
})
const discount: LineDiscount = {
  ...{ source: id(8), kind: 'promotion', name: longest(80), amount: minor(-MINOR_LIMIT) },
  coupon: 'A'.repeat(40),
  how: {
    ...{ rule: 'mix-and-match', quantity: quantity(QUANTITY_LIMIT), times: 1_000_000 },
    ...{ of: minor(-MINOR_LIMIT), count: 1000, price: minor(MINOR_LIMIT) },
  },
}
const lines = saleLinesOf(full.lines, priced).map((each) => ({
  ...each,
  ...{ discounts: times(8, () => discount), relief: minor(-MINOR_LIMIT) },
  taxes: times(4, () => ({ row: 99, base: minor(-MINOR_LIMIT), tax: minor(-MINOR_LIMIT) })),
  ...{ ...dear, amount: minor(-MINOR_LIMIT) },
}))
const removals = times(REMOVALS_LIMIT, (number) => ({
  ...{ line: id(number), variant: id(number), name: longest(200), ...dear },
  ...{ at: START, by: id(3) },
}))
const money = minor(-MINOR_LIMIT)

const sale: SaleCompleted = {
  ...{ sale: id(4), number: 999_999_999, receipt: 'A'.repeat(40), currency: 'EUR' },
  ...{ taxIncluded: true, priceList: id(5), engine: 1, openedAt: START, lines, removals },
  taxes: times(TAXES_LIMIT, () => ({
    ...{ taxClass: longest(40), code: longest(8), name: longest(40), rate: rate(1_000_000) },
    ...{ base: money, tax: money },
  })),
  ...{ subtotal: money, tax: money, total: money, change: money },
  tenders: times(20, () => ({
    ...{ kind: 'card', amount: money, intent: id(6), scheme: longest(40), lastFour: '0000' },
    authorisation: longest(20),
  })),
  movements: times(MOVEMENTS_LIMIT, (number) => ({
    ...{ item: id(number), location: id(7), quantity: quantity(-QUANTITY_LIMIT) },
  })),
  claims: times(CLAIMS_LIMIT, () => ({
    ...{ id: id(8), kind: 'sale-line', key: 'k'.repeat(80), amount: MINOR_LIMIT },
  })),
  marks: times(20, () => longest(200)),
}

function sealed(fact: Pick<Entry, 'kind' | 'body'>): number {
  const entry = {
    ...{
      format: 1,
      tenant: id(1),
      store: id(2),
      terminal: id(3),
      epoch: { ordinal: 9999, id: id(4) },
    },
    ...{ seq: 999_999_999, at: START, businessDate: '2026-11-23', session: id(5), actor: id(6) },
    ...{ approver: id(7), prevHash: '0'.repeat(64), ...fact },
  } as Entry
  return Buffer.byteLength(seal(entry, null, secrets).canonical)
}

describe('the fullest cart', () => {
  it('can be paid, and given up', () => {
    expect(sealed({ kind: 'sale-completed', body: sale })).toBeLessThan(ENTRY_BYTES_LIMIT)
    const body = { draft: id(4), openedAt: START, lines, removals, total: money }
    expect(sealed({ kind: 'cart-abandoned', body })).toBeLessThan(ENTRY_BYTES_LIMIT)
  })

  it('takes nothing more whose movements or taxes its sale could not hold', () => {
    const bundle = (number: number, items: number) =>
      lineOf(number, {
        items: times(items, (item) => ({ item: id(number * 1000 + item), quantity: pieces(1) })),
      })
    let moved: Draft = emptyDraft(id(1), START)
    for (let number = 1; number <= MOVEMENTS_LIMIT / 50; number += 1) {
      const grown = addLine(moved, bundle(number, 50))
      if (!grown.ok) throw new Error(grown.failure.code)
      moved = grown.value
    }
    expect(addLine(moved, bundle(900, 1))).toMatchObject({ failure: { code: 'limit-lines' } })
    expect(addLine(moved, bundle(900, 0)).ok).toBe(true)
    const rates = times(4, (code) => ({ code: String(code), name: 'VAT', rate: rate(10_000) }))
    const taxed = (number: number) => lineOf(number, { taxClass: String(number), rates })
    const full = { ...emptyDraft(id(1), START), lines: times(TAXES_LIMIT / 4, taxed) }
    expect(addLine(full, taxed(900))).toMatchObject({ failure: { code: 'limit-lines' } })
    expect(addLine(full, lineOf(900)).ok).toBe(true)
  })
})
