import { describe, expect, it } from 'vitest'
import { minor, unitPrice, type UnitPrice } from '../../src/domain/money.ts'
import { ONE, pieces, quantity } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import {
  addLine,
  CART_AMOUNT_LIMIT,
  removeLine,
  setQuantity,
  undo,
} from '../../src/domain/selling/cart.ts'
import {
  emptyDraft,
  LINES_LIMIT,
  REMOVALS_LIMIT,
  STEPS_LIMIT,
  type Draft,
  type Line,
} from '../../src/domain/selling/draft.ts'
import { movementsOf } from '../../src/domain/selling/sale.ts'
import { changeFor, quickAmounts } from '../../src/domain/selling/tender.ts'
import type { Result } from '../../src/domain/failure.ts'

const act = { at: 1, by: 'person' }
const price = (value: number): UnitPrice => unitPrice(value * 10_000)
const vat = { code: 'A', name: 'VAT', rate: rate(190_000) }

function line(id: string, changes: Partial<Line> = {}): Line {
  return {
    ...{ id, variant: `variant of ${id}`, barcode: null, name: id, size: '', unit: 'piece' },
    ...{ department: null, quantity: ONE, unitPrice: price(250), price: 'price' },
    ...{ taxClass: 'standard', rates: [vat], items: [], addedAt: 0 },
    ...changes,
  }
}

function value(result: Result<Draft>): Draft {
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

const code = (result: Result<Draft>) => (result.ok ? 'ok' : result.failure.code)
const cart = (...lines: Line[]) =>
  lines.reduce((draft, each) => value(addLine(draft, each)), emptyDraft('draft', 0))

describe('a cart', () => {
  it('raises the line of the same thing at the same price and taxes, and no other', () => {
    const milk = line('milk')
    const again = (id: string, changes: Partial<Line>) => line(id, { ...milk, id, ...changes })
    expect(cart(milk, again('b', {})).lines).toMatchObject([{ quantity: 2 * ONE }])
    const others: Partial<Line>[] = [
      { price: 'another' },
      { unitPrice: price(1) },
      { taxClass: 'reduced' },
      { rates: [{ ...vat, rate: rate(70_000) }] },
      { rates: [] },
      { variant: null },
    ]
    for (const changes of others) expect(cart(milk, again('b', changes)).lines).toHaveLength(2)
    const cheese = line('cheese', { unit: 'kilogram', quantity: quantity(486) })
    expect(cart(cheese, { ...cheese, id: 'second piece' }).lines).toHaveLength(2)
  })

  it('sells pieces whole and other units in thousandths', () => {
    const draft = cart(line('milk'))
    expect(code(setQuantity(draft, 'milk', quantity(1500), act))).toBe('quantity-whole')
    const weighed = cart(line('cheese', { unit: 'kilogram' }))
    expect(code(setQuantity(weighed, 'cheese', quantity(1500), act))).toBe('ok')
    for (const wrong of [0, -1000]) {
      expect(code(setQuantity(draft, 'milk', quantity(wrong), act))).toBe('limit-amount')
      expect(code(addLine(draft, line('x', { quantity: quantity(wrong) })))).toBe('limit-amount')
    }
  })

  it('remembers what was taken out, also by lowering and by undoing', () => {
    let draft = cart(line('milk', { quantity: pieces(5) }))
    draft = value(setQuantity(draft, 'milk', pieces(2), act))
    draft = value(setQuantity(draft, 'milk', pieces(4), act))
    draft = value(undo(draft, act))
    draft = value(removeLine(draft, 'milk', act))
    expect(draft.removals.map((removal) => removal.quantity / ONE)).toEqual([3, 2, 2])
    expect(draft.removals[0]).toMatchObject({ line: 'milk', at: 1, by: 'person' })
  })

  it('counts a version for each act, and none for setting what is set', () => {
    const draft = cart(line('milk'))
    expect(draft.version).toBe(1)
    expect(value(setQuantity(draft, 'milk', ONE, act))).toBe(draft)
    expect(value(undo(value(removeLine(draft, 'milk', act)), act)).version).toBe(3)
  })

  it('says what it cannot do', () => {
    const draft = cart(line('milk'))
    expect(code(removeLine(draft, 'gone', act))).toBe('line-unknown')
    expect(code(setQuantity(draft, 'gone', ONE, act))).toBe('line-unknown')
    expect(code(undo(emptyDraft('draft', 0), act))).toBe('nothing-to-undo')
  })

  it('has limits, and throws at none of them', () => {
    const lines = Array.from({ length: LINES_LIMIT }, (_, index) => line(String(index)))
    const full = { ...emptyDraft('draft', 0), lines }
    expect(code(addLine(full, line('one more')))).toBe('limit-lines')
    expect(code(addLine(full, line('same', { ...lines[0]!, id: 'same' })))).toBe('ok')
    const dear = line('dear', { unitPrice: price(CART_AMOUNT_LIMIT / 1000) })
    const rich = cart({ ...dear, quantity: pieces(1000) })
    expect(code(setQuantity(rich, 'dear', pieces(1001), act))).toBe('limit-amount')
    expect(code(setQuantity(rich, 'dear', pieces(1_000_000), act))).toBe('limit-amount')
    const milk = cart(line('milk', { quantity: pieces(1_000_000), unitPrice: price(1) }))
    expect(code(addLine(milk, line('b', { ...milk.lines[0]!, quantity: ONE })))).toBe(
      'limit-amount',
    )
  })

  it('removes nothing more than it can remember', () => {
    let draft = cart(line('milk', { quantity: pieces(2) }))
    const removal = value(setQuantity(draft, 'milk', ONE, act)).removals[0]!
    draft = { ...draft, removals: Array.from({ length: REMOVALS_LIMIT }, () => removal) }
    expect(code(removeLine(draft, 'milk', act))).toBe('limit-removals')
    expect(code(setQuantity(draft, 'milk', pieces(3), act))).toBe('ok')
  })

  it('undoes a bounded number of acts', () => {
    let draft = cart(line('milk'))
    for (let count = 2; count < STEPS_LIMIT + 10; count += 1) {
      draft = value(setQuantity(draft, 'milk', pieces(count), act))
    }
    expect(draft.steps).toHaveLength(STEPS_LIMIT)
  })
})

describe('movements', () => {
  it('add up each item over all lines, in the order of the items', () => {
    const items = (...pairs: [string, number][]) =>
      pairs.map(([item, count]) => ({ item, quantity: pieces(count) }))
    const lines = [
      line('hamper', { items: items(['b', 2], ['a', 1]), quantity: pieces(3) }),
      line('bread', { items: items(['b', 1]) }),
      line('service', { items: [] }),
    ]
    expect(movementsOf(lines, 'shelf')).toEqual([
      { item: 'a', location: 'shelf', quantity: -3 * ONE },
      { item: 'b', location: 'shelf', quantity: -7 * ONE },
    ])
  })
})

describe('tenders', () => {
  const euro = [50_000, 20_000, 10_000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1]

  it.each([
    [1234, [1234, 1500, 2000, 5000, 10000]],
    [349, [349, 400, 500, 1000, 2000]],
    [8720, [8720, 10_000, 20_000, 50_000]],
    [100, [100, 200, 500, 1000, 2000]],
    [5_000_000, [5_000_000]],
    [0, []],
  ])('offer what people hand over for %d', (due, offered) => {
    expect(quickAmounts(minor(due), euro.map(minor))).toEqual(offered)
  })

  it('give no change where too little was given', () => {
    expect(changeFor(minor(100), minor(99))).toBeUndefined()
    expect(changeFor(minor(100), minor(100))).toBe(0)
  })
})
