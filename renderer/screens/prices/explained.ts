/** Why something was taken off, in words: the rule's own figures, as a customer would ask. */
import type { LineView } from '../../../src/contract/terminal/views.ts'
import { RATE_SCALE } from '../../../src/domain/rate.ts'
import type { Format } from '../../format/format.ts'
import type { Say } from '../../language/language.tsx'

type Discount = LineView['discounts'][number]

/** `3 for 2 × 2`, `from 6: 10% off`; empty where the name alone says it all. */
export function explained(
  { kind, how }: Pick<Discount, 'kind' | 'how'>,
  unit: LineView['unit'],
  say: Say,
  format: Format,
): string {
  const { rate, amount, unitPrice, count = 0, get = 0, from, price, times } = how
  const off = rate === undefined ? '' : say('why.percent', { rate: format.rate(rate) })
  const repeated = (text: string): string =>
    times > 1 ? say('why.times', { text, times: format.count(times) }) : text
  switch (how.rule) {
    case 'percent':
    case 'cart-percent':
      return off
    case 'amount':
    case 'cart-amount': {
      if (amount === undefined) return ''
      const isEach = how.rule === 'amount' && kind === 'promotion'
      return say(isEach ? 'why.amount-each' : 'why.amount', { amount: format.money(amount) })
    }
    case 'fixed-price':
      return unitPrice === undefined ? '' : say('cart.each', { price: format.unitPrice(unitPrice) })
    case 'quantity-break': {
      const each =
        unitPrice === undefined ? off : say('cart.each', { price: format.unitPrice(unitPrice) })
      return say('why.from', { from: format.quantity(from ?? 0, unit), text: each })
    }
    case 'buy-get': {
      const figures = { count: format.count(count), paid: format.count(count - get) }
      return repeated(
        rate === RATE_SCALE
          ? say('why.count-for-count', figures)
          : say('why.some-cheaper', { count: figures.count, get: format.count(get), text: off }),
      )
    }
    case 'mix-and-match':
    case 'bundle':
      return repeated(
        say('why.count-for-price', { count: format.count(count), price: format.money(price ?? 0) }),
      )
  }
}
