/** A golden cart as the engine takes it: decimals become the integers of `src/domain`. */
import type { Cart, CartLine, ReturnLine } from '../../../src/domain/pricing/cart.ts'
import type { ManualDiscount } from '../../../src/domain/pricing/discount.ts'
import { priceCart } from '../../../src/domain/pricing/engine.ts'
import { lowestOf } from '../../../src/domain/pricing/group-price.ts'
import { preparePromotions } from '../../../src/domain/pricing/prepare.ts'
import type { PricedCart } from '../../../src/domain/pricing/priced.ts'
import type { Promotion, Rule, Target, Tier } from '../../../src/domain/pricing/promotion.ts'
import { refundOf } from '../../../src/domain/pricing/refund.ts'
import { minor, unitPrice } from '../../../src/domain/money.ts'
import { quantity } from '../../../src/domain/quantity.ts'
import { rate } from '../../../src/domain/rate.ts'
import { COUNTRIES } from './countries.ts'
import { listedPrices, readDiscount, readHours, readLine, readMoment } from './written.ts'
import { readTarget, STORE, type WrittenLine } from './written.ts'
import type { Country, WrittenCart, WrittenDiscount, WrittenPromotion } from './written.ts'

const UNIT_PRICE_DECIMALS = 4
const PEOPLE = { by: 'anybody', approver: null }

/** `find` answers the cart that a return refers to. */
export function priceWritten(cart: WrittenCart, find: (shows: string) => WrittenCart): PricedCart {
  const country = COUNTRIES[cart.country]!
  const sold = (cart.lines ?? []).map((written, index) => {
    return forMember(lineOf(written, index, country), cart, readLine(written, index), country)
  })
  const returned = (cart.returns ?? []).map((_, index) => returnOf(cart, index, find))
  const priced: Cart = {
    lines: [...sold, ...returned],
    discounts: (cart.discounts ?? []).map((each) => discountOf(readDiscount(each), country)),
    coupons: (cart.coupons ?? []).map((promotion) => ({ code: 'GOLDEN', promotion })),
    store: STORE,
    groups: cart.groups ?? [],
    exempt: cart.exempt === true,
    moment: { ...readMoment(cart.at), instant: instantOf(cart.at) },
    taxIncluded: cart.taxIncluded ?? country.taxIncluded,
    taxRounding: cart.taxRounding ?? country.taxRounding,
  }
  const promotions = (cart.promotions ?? []).map((each) => promotionOf(each, country))
  return priceCart(priced, preparePromotions(promotions))
}

/** A decimal as an integer with so many more decimals. */
function integer(written: string, decimals: number): number {
  const [whole = '', fraction = ''] = written.split('.')
  return Number(whole + fraction.padEnd(decimals, '0'))
}

/** At the price of the customer's groups, as the till chooses it. */
function forMember(
  line: CartLine,
  cart: WrittenCart,
  written: WrittenLine,
  country: Country,
): CartLine {
  const offered = listedPrices(cart, written).map((price, place) => {
    return { price: String(place), unitPrice: priceOf(price, country) }
  })
  const { unitPrice: price } = lowestOf({ price: 'own', unitPrice: line.unitPrice }, offered)
  return { ...line, unitPrice: price }
}

function lineOf(written: string, index: number, country: Country): CartLine {
  const line = readLine(written, index)
  return {
    kind: 'sale',
    id: line.id,
    variant: line.variant,
    department: line.department,
    unit: line.unit,
    quantity: quantity(integer(line.quantity, 3)),
    unitPrice: priceOf(line.price, country),
    taxClass: line.taxClass,
    rates: (country.classes[line.taxClass] ?? []).map((each) => ({
      ...each,
      name: each.code,
      rate: rateOf(each.rate),
    })),
    discountable: !line.isFirm,
    discounts: line.discounts.map((each) => discountOf(each, country)),
  }
}

function returnOf(
  cart: WrittenCart,
  index: number,
  find: (shows: string) => WrittenCart,
): ReturnLine {
  const back = cart.returns![index]!
  const first = find(back.cart)
  const sold = (first.lines ?? []).map(readLine).find(({ id }) => id === back.line)!
  const line = priceWritten(first, find).lines.find(({ id }) => id === back.line)!
  const country = COUNTRIES[cart.country]!
  return refundOf({
    line,
    sold: quantity(integer(sold.quantity, 3)),
    before: quantity(integer(back.before ?? '0', 3)),
    now: quantity(integer(back.now, 3)),
    taxIncluded: cart.taxIncluded ?? country.taxIncluded,
    id: readLine('1 - 0 -', (cart.lines ?? []).length + index).id,
  })
}

function instantOf(at: string | undefined): number {
  const { day, minute } = readMoment(at)
  return Date.parse(`${day}T00:00Z`) + minute * 60_000
}

function priceOf(written: string, { decimals }: Country) {
  return unitPrice(integer(written, decimals + UNIT_PRICE_DECIMALS))
}

function rateOf(percent: string) {
  return rate(integer(percent, 4))
}

function discountOf({ kind, figure }: WrittenDiscount, { decimals }: Country): ManualDiscount {
  const given = { id: `by-hand-${figure}`, reason: 'by hand', ...PEOPLE }
  if (kind === 'percent') return { kind, rate: rateOf(figure), ...given }
  return { kind, amount: minor(integer(figure, decimals)), ...given }
}

function promotionOf(written: WrittenPromotion, country: Country): Promotion {
  return {
    id: written.id,
    kind: 'promotion',
    name: written.id,
    rule: ruleOf(written, country),
    from: written.from === undefined ? 0 : Date.parse(`${written.from}T00:00Z`),
    to: written.to === undefined ? null : Date.parse(`${written.to}T00:00Z`),
    hours: (written.hours ?? []).map(readHours).map(({ weekdays, from, to }) => ({
      ...{ weekdays: [...weekdays], from, to },
    })),
    stores: [...(written.stores ?? [])],
    groups: [...(written.groups ?? [])],
    needsCoupon: written.coupon === true,
    limit: written.limit ?? null,
    stackable: written.stackable === true,
    priority: written.priority ?? 0,
  }
}

function targetOf(written: string): Target {
  const { variants, departments, except } = readTarget(written)
  return { variants: [...variants], departments: [...departments], except: [...except] }
}

function ruleOf(written: WrittenPromotion, country: Country): Rule {
  const money = (amount: string) => minor(integer(amount, country.decimals))
  switch (written.rule) {
    case 'percent':
      return { kind: written.rule, target: targetOf(written.of), rate: rateOf(written.rate) }
    case 'amount':
      return { kind: written.rule, target: targetOf(written.of), amount: money(written.amount) }
    case 'fixed-price': {
      const price = priceOf(written.unitPrice, country)
      return { kind: written.rule, target: targetOf(written.of), unitPrice: price }
    }
    case 'quantity-break': {
      const tiers = written.tiers.map((tier): Tier => {
        const from = quantity(integer(tier.from, 3))
        if ('rate' in tier) return { kind: 'percent', from, rate: rateOf(tier.rate) }
        return { kind: 'fixed-price', from, unitPrice: priceOf(tier.unitPrice, country) }
      })
      return { kind: written.rule, target: targetOf(written.of), together: written.together, tiers }
    }
    case 'buy-get': {
      const buy = { target: targetOf(written.buyOf), count: written.buy }
      const get = { target: targetOf(written.getOf), count: written.get }
      return { kind: written.rule, buy, get, rate: rateOf(written.rate) }
    }
    case 'mix-and-match': {
      const { rule: kind, of, count, price } = written
      return { kind, target: targetOf(of), count, price: money(price) }
    }
    case 'bundle': {
      const parts = written.parts.map(([of, count]) => ({ target: targetOf(of), count }))
      return { kind: written.rule, parts, price: money(written.price) }
    }
    case 'cart-percent': {
      const { rule: kind, of, minimum } = written
      return { kind, target: targetOf(of), minimum: money(minimum), rate: rateOf(written.rate) }
    }
    case 'cart-amount': {
      const { rule: kind, of, minimum } = written
      return { kind, target: targetOf(of), minimum: money(minimum), amount: money(written.amount) }
    }
  }
}
