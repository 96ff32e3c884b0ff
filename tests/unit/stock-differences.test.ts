/** What entries say was lost of the stock and found, and what reports add up of it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry, Fact } from '../../src/domain/journal/facts.ts'
import { unitPrice } from '../../src/domain/money.ts'
import { extend, quantity } from '../../src/domain/quantity.ts'
import { figuresOf } from '../../src/domain/reports/entry-figures.ts'
import { differencesOf } from '../../src/domain/reports/stock-differences.ts'
import { writtenOffOf } from '../../src/domain/stock/write-off.ts'

const line = fc.record({
  ordered: fc.nat(50_000).map(quantity),
  received: fc.nat(50_000).map(quantity),
  price: fc.option(fc.nat(9_000_000).map(unitPrice), { nil: undefined }),
  cost: fc.option(fc.nat(9_000_000).map(unitPrice), { nil: undefined }),
})
const goods = { name: 'Milk', sku: '', unit: 'piece' } as const

function figures(fact: Fact) {
  return figuresOf({ ...fact, at: 0, businessDate: '2026-05-28' } as unknown as Entry, 'UTC')
}

describe('what of a transfer is written off', () => {
  it('is what was sent and has not come, at its price and cost, and lost in the reports', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (made) => {
        const order = made.map((each, place) => ({ ...goods, item: String(place), ...each }))
        const sent = { sentFrom: 'other', lines: order }
        const rest = writtenOffOf(sent, 'EUR', (item) => made[Number(item)]!)
        const missing = made.filter(({ ordered, received }) => received < ordered)
        if (missing.length === 0) {
          expect(rest).toBeUndefined()
          return
        }
        const sum = (valueOf: (each: (typeof made)[number]) => number) =>
          missing.reduce((all, each) => all + valueOf(each), 0)
        const short = ({ ordered, received }: (typeof made)[number]) => quantity(ordered - received)
        const body = { order: 'o', number: 'TR-1', reason: 'Gone', writtenOff: rest }
        expect(figures({ kind: 'order-closed', body })).toMatchObject([
          {
            ...{ part: 'stock-lost', key: 'not-arrived', count: missing.length },
            quantity: sum(short),
            amount: sum((each) => (each.price === undefined ? 0 : extend(each.price, short(each)))),
            cost: sum((each) => (each.cost === undefined ? 0 : extend(each.cost, short(each)))),
          },
        ])
      }),
      { seed: 20_261_127 },
    )
  })

  it('is nothing of an order from a supplier, who never sent it', () => {
    const lines = [{ ...goods, item: 'i', ordered: quantity(1000), received: quantity(0) }]
    const nobody = () => ({ price: undefined, cost: undefined })
    expect(writtenOffOf({ lines }, 'EUR', nobody)).toBeUndefined()
    const body = { order: 'o', number: 'PO-1', reason: 'Sold out' }
    expect(figures({ kind: 'order-closed', body })).toEqual([])
  })
})

describe('a correction', () => {
  const adjusted = (worths: readonly (number | undefined)[], worth?: number) =>
    differencesOf({
      kind: 'stock-adjusted',
      body: {
        reason: 'stolen',
        lines: worths.map((each) => ({ ...goods, size: '1 l', quantity: 2000, worth: each })),
        worth,
      },
    } as unknown as Fact)

  it('of before lines had a worth keeps what all of them were worth', () => {
    expect(adjusted([undefined, undefined], 70)).toMatchObject([
      { worth: 70, quantity: 4000, lines: [{ name: 'Milk 1 l', worth: undefined }, {}] },
    ])
    expect(adjusted([undefined], 70)).toMatchObject([{ worth: 70, lines: [{ worth: 70 }] }])
  })

  it('adds up the lines that have a price, beside those that have none', () => {
    expect(adjusted([30, undefined])).toMatchObject([{ worth: 30, quantity: 4000 }])
  })
})
