/** Why something was taken off, in words: the rule's own figures, as a customer would ask. */
import { minor, type Minor, type UnitPrice } from '../money.ts'
import { quantity, type Quantity } from '../quantity.ts'
import { RATE_SCALE, type Rate } from '../rate.ts'
import type { LineDiscount } from './discount.ts'

/** Sentences with room for figures: `{count} for {paid}`. */
export type Reason =
  | ('percent' | 'amount' | 'amount-each' | 'each' | 'from')
  | ('count-for-count' | 'count-for-price' | 'some-cheaper' | 'times')

/** How a screen or a receipt writes it. */
export interface Wording {
  say(reason: Reason, figures: Readonly<Record<string, string>>): string
  money(amount: Minor): string
  unitPrice(price: UnitPrice): string
  /** In the line's own unit. */
  quantity(amount: Quantity): string
  rate(rate: Rate): string
  count(whole: number): string
}

/** `3 for 2 × 2`, `from 6: 10% off`; empty where the name alone says it all. */
export function explained(
  { kind, how }: Pick<LineDiscount, 'kind' | 'how'>,
  { say, ...write }: Wording,
): string {
  const { rate, amount, unitPrice, count = 0, get = 0, from = quantity(0), price, times } = how
  const off = rate === undefined ? '' : say('percent', { rate: write.rate(rate) })
  const each = unitPrice === undefined ? '' : say('each', { price: write.unitPrice(unitPrice) })
  const repeated = (text: string): string =>
    times > 1 ? say('times', { text, times: write.count(times) }) : text
  switch (how.rule) {
    case 'percent':
    case 'cart-percent':
      return off
    case 'amount':
    case 'cart-amount': {
      if (amount === undefined) return ''
      const isEach = how.rule === 'amount' && kind === 'promotion'
      return say(isEach ? 'amount-each' : 'amount', { amount: write.money(amount) })
    }
    case 'fixed-price':
      return each
    case 'quantity-break':
      return say('from', { from: write.quantity(from), text: each === '' ? off : each })
    case 'buy-get': {
      const whole = write.count(count)
      return repeated(
        rate === RATE_SCALE
          ? say('count-for-count', { count: whole, paid: write.count(count - get) })
          : say('some-cheaper', { count: whole, get: write.count(get), text: off }),
      )
    }
    case 'mix-and-match':
    case 'bundle': {
      const cost = write.money(price ?? minor(0))
      return repeated(say('count-for-price', { count: write.count(count), price: cost }))
    }
  }
}
