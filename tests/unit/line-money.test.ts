import { expect, it } from 'vitest'
import { lineMoneyOf } from '../../src/domain/reports/line-money.ts'
import { unitPrice } from '../../src/domain/money.ts'
import { quantity } from '../../src/domain/quantity.ts'
import { id, saleOf } from '../store/shop.ts'

const [line] = saleOf(1, id(9), 1).lines
const BACK = { reason: 'faulty', condition: 'opened' } as const
const PROOF = { sale: id(1), line: id(2), receipt: 'T1-1-000001', claim: id(3), word: 'none' }

/** What goods that come back bring of the 1.50 that they had cost. */
function costOf(back: object): number | undefined {
  const sale = saleOf(1, id(9), 1)
  const own = { ...line, quantity: quantity(-1000), cost: unitPrice(1_500_000), ...back }
  return lineMoneyOf({ ...sale, lines: [own as never] })[0]?.cost
}

it.each([
  ['with a receipt', (restocked: boolean) => ({ returned: { ...PROOF, ...BACK, restocked } })],
  ['without one', (restocked: boolean) => ({ unproven: { ...BACK, restocked } })],
])('goods that come back %s bring their cost back only where they are sold again', (_, back) => {
  expect(costOf(back(true))).toBe(-150)
  expect(costOf(back(false))).toBe(0)
})
