/** What a rule does, as the discounts that it gives will explain it. */
import { minor } from '../money.ts'
import { quantity } from '../quantity.ts'
import type { Explanation, LineDiscount } from './discount.ts'
import type { Rule } from './promotion.ts'

type Figures = Omit<Explanation, 'quantity' | 'times' | 'of'>

/** To be said by `explained`: one for each tier of a quantity break, else one. */
export function discountsOf(rule: Rule): readonly Pick<LineDiscount, 'kind' | 'how'>[] {
  return figuresOf(rule).map((figures) => {
    const how = { ...figures, quantity: quantity(0), times: 1, of: minor(0) }
    return { kind: 'promotion', how }
  })
}

function figuresOf(rule: Rule): readonly Figures[] {
  switch (rule.kind) {
    case 'percent':
    case 'cart-percent':
      return [{ rule: rule.kind, rate: rule.rate }]
    case 'amount':
    case 'cart-amount':
      return [{ rule: rule.kind, amount: rule.amount }]
    case 'fixed-price':
      return [{ rule: rule.kind, unitPrice: rule.unitPrice }]
    case 'quantity-break':
      return rule.tiers.map((tier) => {
        const figure = tier.kind === 'percent' ? { rate: tier.rate } : { unitPrice: tier.unitPrice }
        return { rule: rule.kind, from: tier.from, ...figure }
      })
    case 'buy-get': {
      const get = rule.get.count
      return [{ rule: rule.kind, rate: rule.rate, count: rule.buy.count + get, get }]
    }
    case 'mix-and-match':
      return [{ rule: rule.kind, count: rule.count, price: rule.price }]
    case 'bundle': {
      const count = rule.parts.reduce((sum, part) => sum + part.count, 0)
      return [{ rule: rule.kind, count, price: rule.price }]
    }
  }
}
