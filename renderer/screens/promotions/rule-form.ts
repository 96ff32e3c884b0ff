/** The rule of a promotion, from the fields that its kind has. */
import type { Rule, Tier } from '../../../src/domain/pricing/promotion.ts'
import { readCost } from '../../format/typed-cost.ts'
import { targetOf, type PartForm, type PromotionForm, type TierForm } from './form.ts'
import { readAmountOf, readMoney, readRate, readWhole, whole, type Read } from './typed.ts'

/** The most pieces that one application of a rule takes together, as the schema has it. */
const PIECES_MOST = 1000

type Fields = Omit<PromotionForm, 'name'>

export function ruleOf(form: Fields, exponent: number): Read<Rule> {
  const target = [targetOf(form.target), 'promotion.goods'] as const
  const rate = [readRate(form.rate), 'promotion.rate'] as const
  const amount = [aboveNothing(readMoney(form.amount, exponent)), 'promotion.amount'] as const
  const price = [readMoney(form.price, exponent), 'promotion.price'] as const
  const minimum = [readMoney(form.minimum || '0', exponent), 'promotion.minimum'] as const
  switch (form.kind) {
    case 'percent':
      return ruled(whole({ target, rate }), (read) => ({ kind: 'percent', ...read }))
    case 'amount':
      return ruled(whole({ target, amount }), (read) => ({ kind: 'amount', ...read }))
    case 'fixed-price': {
      const unitPrice = [readCost(form.price, exponent), 'promotion.price'] as const
      return ruled(whole({ target, unitPrice }), (read) => ({ kind: 'fixed-price', ...read }))
    }
    case 'quantity-break': {
      const tiers = [tiersOf(form.tiers, exponent), 'promotion.tiers'] as const
      const { together } = form
      return ruled(whole({ target, tiers }), (read) => {
        return { kind: 'quantity-break', together, ...read }
      })
    }
    case 'buy-get':
      return buyGetOf(form)
    case 'mix-and-match': {
      const count = [readWhole(form.count, 1, PIECES_MOST), 'promotion.count'] as const
      return ruled(whole({ target, count, price }), (read) => {
        return { kind: 'mix-and-match', ...read }
      })
    }
    case 'bundle': {
      const parts = [partsOf(form.parts), 'promotion.parts'] as const
      return ruled(whole({ parts, price }), (read) => ({ kind: 'bundle', ...read }))
    }
    case 'cart-percent':
      return ruled(whole({ target, rate, minimum }), (read) => ({ kind: 'cart-percent', ...read }))
    case 'cart-amount':
      return ruled(whole({ target, amount, minimum }), (read) => {
        return { kind: 'cart-amount', ...read }
      })
  }
}

function ruled<Value>(read: Read<Value>, rule: (value: Value) => Rule): Read<Rule> {
  return 'wrong' in read ? read : { value: rule(read.value) }
}

function buyGetOf({ buy, get, isSame, rate }: Fields): Read<Rule> {
  const read = whole({
    buy: [readWhole(buy.count, 1, PIECES_MOST), 'promotion.buy'],
    get: [readWhole(get.count, 1, PIECES_MOST), 'promotion.get'],
    paid: [targetOf(buy.target), isSame ? 'promotion.goods' : 'promotion.buy.goods'],
    cheaper: [
      targetOf(isSame ? buy.target : get.target),
      isSame ? 'promotion.goods' : 'promotion.get.goods',
    ],
    rate: [readRate(rate), 'promotion.rate'],
  })
  return ruled(read, ({ paid, cheaper, ...said }) => ({
    kind: 'buy-get',
    buy: { count: said.buy, target: paid },
    get: { count: said.get, target: cheaper },
    rate: said.rate,
  }))
}

function partsOf(forms: readonly PartForm[]) {
  const parts = forms.flatMap((form) => {
    const [count, target] = [readWhole(form.count, 1, PIECES_MOST), targetOf(form.target)]
    return count === undefined || target === undefined ? [] : [{ count, target }]
  })
  return parts.length === forms.length ? parts : undefined
}

function tiersOf(forms: readonly TierForm[], exponent: number): Tier[] | undefined {
  const tiers = forms.flatMap(({ from: typed, kind, figure }): Tier[] => {
    const from = readAmountOf(typed)
    if (from === undefined) return []
    if (kind === 'percent') {
      const rate = readRate(figure)
      return rate === undefined ? [] : [{ kind, from, rate }]
    }
    const unitPrice = readCost(figure, exponent)
    return unitPrice === undefined ? [] : [{ kind, from, unitPrice }]
  })
  return tiers.length === forms.length ? tiers : undefined
}

function aboveNothing<Amount extends number>(amount: Amount | undefined): Amount | undefined {
  return amount === 0 ? undefined : amount
}
