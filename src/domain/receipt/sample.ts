/** A sale that nobody made, to show what a store's receipts look like. */
import { earnedPoints, type LoyaltyRule } from '../customer/loyalty.ts'
import type { SaleCompleted, SaleLine } from '../journal/facts.ts'
import { exponentOf, minor, sum, unitPrice, UNIT_PRICE_SCALE, type Minor } from '../money.ts'
import type { TaxRate } from '../pricing/tax-rate.ts'
import { pieces } from '../quantity.ts'
import { RATE_SCALE } from '../rate.ts'
import type { StoreSettings } from '../settings.ts'

const ID = '00000000-0000-7000-8000-000000000000'
/** What it sells: name, how many, and what one costs in hundredths of the currency. */
const GOODS = [
  ['Espresso beans', 1, 890],
  ['Oat drink', 2, 215],
  ['Dark chocolate', 3, 149],
] as const

/** How long it took, in ms. */
const LASTED_MS = 95_000

/** Ended at that instant. `rate` is one of the store's own, so that its name stands there. */
export function sampleSale(
  store: StoreSettings,
  rate: TaxRate | undefined,
  at: number,
): SaleCompleted {
  const lines = GOODS.map(([name, count, cents]) => sampleLine(store, name, count, cents))
  const total = sum(lines.map(({ amount }) => amount))
  const share = rate ? rate.rate / (RATE_SCALE + rate.rate) : 0
  const tax = minor(Math.round(total * share))
  const given = minor(Math.ceil(total / 1000) * 1000)
  return {
    ...{ sale: ID, number: 128, receipt: 'T1-1-000128', currency: store.currency },
    ...{ taxIncluded: true, priceList: store.priceList, engine: 1, lines },
    openedAt: at - LASTED_MS,
    ...{ removals: [], movements: [], claims: [], marks: [], subtotal: total, tax, total },
    taxes: rate ? [{ ...rate, taxClass: 'sample', base: minor(total - tax), tax }] : [],
    ...{ tenders: [{ kind: 'cash', amount: given }], change: minor(given - total) },
    ...(store.loyalty && { points: sampledPoints(store.loyalty, lines, store.currency) }),
  }
}

/** As those of a customer who was named. */
function sampledPoints(rule: LoyaltyRule, lines: readonly SaleLine[], currency: string) {
  const scale = 10 ** exponentOf(currency)
  return { earned: earnedPoints(rule, lines, minor(0), scale), redeemed: 0 }
}

function sampleLine(store: StoreSettings, name: string, count: number, cents: number): SaleLine {
  const price = minor(Math.round((cents * 10 ** exponentOf(store.currency)) / 100))
  const amount: Minor = minor(price * count)
  return {
    ...{ id: ID, variant: null, barcode: null, name, size: '', unit: 'piece', department: null },
    ...{ quantity: pieces(count), unitPrice: unitPrice(price * UNIT_PRICE_SCALE), price: null },
    ...{ taxClass: 'sample', amount },
  }
}
