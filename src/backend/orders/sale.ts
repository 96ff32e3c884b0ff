/** An order as the fact that a till would make of the same cart. */
import { claimsOfTenders } from '../../domain/accounts/moves.ts'
import type { Claim } from '../../domain/claim.ts'
import { earnedPoints } from '../../domain/customer/loyalty.ts'
import type { SaleCompleted } from '../../domain/journal/facts.ts'
import { exponentOf, minor, sum } from '../../domain/money.ts'
import { ENGINE_VERSION } from '../../domain/pricing/engine.ts'
import { receiptNumber } from '../../domain/receipt/number.ts'
import { lineCost, movementsOf, saleLinesOf } from '../../domain/selling/sale.ts'
import { pricingOf } from '../../domain/selling/sale-pricing.ts'
import type { Tender } from '../../domain/selling/tender.ts'
import type { Random } from '../../ports/random.ts'
import type { HeldCounter } from '../counter/append.ts'
import type { WebCart } from '../pricing/web-cart.ts'
import type { Shop } from '../setup/shop.ts'

interface Ordered {
  readonly counter: HeldCounter
  readonly number: number
  readonly tenders: readonly Tender[]
}

export function saleOf(
  random: Random,
  shop: Shop,
  cart: WebCart,
  { counter, number, tenders }: Ordered,
): SaleCompleted {
  const { draft, priced, rules, settings } = cart
  const lines = linesOf(cart)
  const { subtotal, tax, total } = priced
  return {
    ...{ sale: draft.id, number, receipt: receiptNumber(counter.code, counter.epoch, number) },
    seller: { name: settings.name, address: settings.address, taxNumber: settings.taxNumber },
    ...{ channel: 'web', currency: shop.currency, taxIncluded: shop.taxIncluded },
    ...{ priceList: shop.priceList, engine: ENGINE_VERSION, openedAt: draft.openedAt },
    ...customerOf(shop, cart, lines, tenders),
    ...{ lines, removals: [], pricing: pricingOf(draft, priced, rules) },
    ...{ taxes: [...priced.taxes], subtotal, tax, total, tenders: [...tenders], change: minor(0) },
    movements: movementsOf(draft.lines, shop.location),
    claims: [...claimsOfTenders(tenders), ...couponClaims(random, cart)],
    marks: [],
  }
}

function linesOf({ draft, priced, costs }: WebCart): SaleCompleted['lines'] {
  return saleLinesOf(draft.lines, priced).map((line, place) => {
    const own = draft.lines[place]
    const cost = own && lineCost(own, (item) => costs.get(item))
    return cost === undefined ? line : { ...line, cost }
  })
}

/** Points are counted as a till counts them. */
function customerOf(
  { currency }: Shop,
  { draft: { customer }, settings: { loyalty } }: WebCart,
  lines: SaleCompleted['lines'],
  tenders: readonly Tender[],
): Pick<SaleCompleted, 'customer' | 'points'> {
  if (!customer) return {}
  if (!loyalty) return { customer }
  const spent = tenders.filter((tender) => tender.kind === 'points')
  const paid = sum(spent.map(({ amount }) => amount))
  const earned = earnedPoints(loyalty, lines, paid, 10 ** exponentOf(currency))
  const redeemed = spent.reduce((all, { points }) => all + points, 0)
  return { customer, points: { earned, redeemed } }
}

/** Nobody holds them: codes that are used up, or promised to tills, are not in the cart. */
function couponClaims(random: Random, { draft, priced }: WebCart): Claim[] {
  const used = new Set(priced.applied.map(({ coupon }) => coupon))
  return (draft.coupons ?? [])
    .filter(({ code }) => used.has(code))
    .map(({ code }) => ({ id: random.id(), kind: 'coupon', key: code, amount: 1 }))
}
