/** Whether the figures of a sale come to one another. */
import { UNIT_PRICE_SCALE, multiplyDivided } from '../money.ts'
import { QUANTITY_SCALE } from '../quantity.ts'
import { NO_SUPPLY } from '../accounts/account.ts'
import { isMoney, isOfAccount, type AccountTender } from '../accounts/moves.ts'
import { saleLineKey, saleTenderKey } from '../claim.ts'
import { isCash, type Tender } from '../selling/tender.ts'
import type { SaleCompleted, SaleLine } from './facts.ts'

/** The first figure of a sale that is not what the others come to; undefined where all are. */
export function wrongFigure(sale: SaleCompleted): string | undefined {
  const { lines, taxes, tenders, subtotal, tax, total, change } = sale
  if (!lines.every(isPriceTimesQuantity)) {
    return 'a line is not its price times its quantity less its discounts'
  }
  if (!lines.every((line) => !line.returned || isClaimed(line, sale))) {
    return 'a return is none, or names no claim'
  }
  if (!lines.every((line) => !line.unproven || isUnproven(line, sale))) {
    return 'goods that came back without a receipt are none, or nobody brought them'
  }
  if (!lines.every((line) => !isMoney(line) || isMoneyAlone(line))) {
    return 'money on an account is taxed, or made less'
  }
  if (!tenders.every((tender) => areRedeemed(tender, sale))) {
    return 'points pay, and are not those that its customer redeemed'
  }
  if (!areTakenBack(sale)) return 'points are taken back that no goods of it had brought'
  if (!tenders.filter(isOfAccount).every((tender) => isDrawn(tender, sale))) {
    return 'a tender draws from an account and names no claim'
  }
  if (!isEndOfLayaway(sale)) return 'what was paid for goods laid away ends with none'
  if (!tenders.every((tender) => isGivenBack(tender, sale))) {
    return 'money goes back to what had not paid, or names no claim'
  }
  if (sumOf(lines) !== subtotal) return 'its lines do not come to the subtotal'
  if (taxes.reduce((all, each) => all + each.tax, 0) !== tax) {
    return 'its taxes do not come to the tax'
  }
  if (sale.pricing && !sharesAddUp(sale)) return 'the taxes of its lines are not its taxes'
  const relief = lines.reduce((all, line) => all + (line.relief ?? 0), 0)
  if (total !== subtotal - relief + (sale.taxIncluded ? 0 : tax)) {
    return 'subtotal and tax do not come to the total'
  }
  const { cashRounding = 0, tip = 0 } = sale
  if (change < 0 || sumOf(tenders) - change !== total + cashRounding + tip) {
    return 'its tenders less the change do not come to the total, its rounding and the tip'
  }
  const cash = tenders.filter(isCash)
  if (change > Math.max(0, sumOf(cash))) return 'its change is not from cash'
  if (cash.length === 0 && cashRounding !== 0) return 'it is rounded, and not paid in cash'
  return tip < 0 ? 'its tip is none' : undefined
}

function isPriceTimesQuantity(line: SaleCompleted['lines'][number]): boolean {
  const { unitPrice, quantity, amount, discounts = [] } = line
  // What goes back is what was paid, which the sale of that time says.
  if (line.returned) return true
  const gross = multiplyDivided(unitPrice, quantity, UNIT_PRICE_SCALE * QUANTITY_SCALE)
  return gross - sumOf(discounts) === amount
}

/** Each row of the tax table is the sum of the lines' parts of it. */
function sharesAddUp({ lines, taxes }: SaleCompleted): boolean {
  const sums = taxes.map(() => ({ base: 0, tax: 0 }))
  for (const { row, base, tax } of lines.flatMap((line) => line.taxes ?? [])) {
    const sum = sums[row]
    if (!sum) return false
    sum.base += base
    sum.tax += tax
  }
  return sums.every((sum, row) => sum.base === taxes[row]?.base && sum.tax === taxes[row].tax)
}

/** Money that changes its form: one of it, at its worth, without tax and without discount. */
function isMoneyAlone(line: SaleLine): boolean {
  const { quantity, amount, discounts = [], taxes = [], taxClass, load } = line
  const isWorth = load ? amount > 0 : amount >= 0
  const isWhole = quantity === QUANTITY_SCALE && isWorth && discounts.length === 0
  return isWhole && taxes.length === 0 && taxClass === NO_SUPPLY && !line.returned
}

/** What is drawn is claimed, and what goes onto an account is not. */
function isDrawn(
  { kind, account, amount, claim: id }: AccountTender,
  { claims }: SaleCompleted,
): boolean {
  if (amount <= 0) return amount < 0 && id === null
  return claims.some(
    (claim) =>
      claim.id === id && claim.kind === kind && claim.key === account && claim.amount === amount,
  )
}

/** What was paid before is drawn once, by the sale that ends the layaway and claims its cart. */
function isEndOfLayaway({ layaway, tenders, lines, claims }: SaleCompleted): boolean {
  const drawn = tenders.filter(({ kind }) => kind === 'layaway')
  const kept = lines.filter((line) => line.kept !== undefined)
  if (!layaway) return drawn.length + kept.length === 0
  const [tender] = drawn
  const { payments = [] } = layaway
  return (
    sumOf(payments) <= sumOf(drawn) &&
    new Set(payments.map(({ sale }) => sale)).size === payments.length &&
    (drawn.length === 0 || (drawn.length === 1 && isOf(layaway.park, tender))) &&
    kept.length === (layaway.as === 'given-up' ? 1 : 0) &&
    claims.some(({ kind, key }) => kind === 'parked-cart' && key === layaway.park)
  )
}

function isOf(park: string, tender: Tender | undefined): boolean {
  return tender?.kind === 'layaway' && tender.account === park && tender.amount > 0
}

/** Points that pay are claimed, and all together are what the sale says of its customer. */
function areRedeemed(
  tender: Tender,
  { claims, customer, points, tenders }: SaleCompleted,
): boolean {
  if (tender.kind !== 'points') return true
  const spent = tenders.reduce((sum, each) => sum + spentBy(each), 0)
  const isOwn = tender.customer === customer && spent === points?.redeemed
  if (tender.points <= 0) return isOwn && tender.amount < 0 && tender.back !== undefined
  return (
    isOwn &&
    claims.some(
      ({ id, kind, amount }) =>
        id === tender.claim && kind === 'points' && amount === tender.points,
    )
  )
}

/** From whoever had bought goods that came back, each once, and no more than these had brought. */
function areTakenBack({ customer, lines, takenBack = [] }: SaleCompleted): boolean {
  const brought = new Map<string, Map<string, number>>()
  for (const { returned } of lines) {
    if (!returned?.brought) continue
    const { customer: bought, points } = returned.brought
    const sales = brought.get(bought) ?? new Map<string, number>()
    brought.set(bought, sales.set(returned.sale, points))
  }
  const isOnce = new Set(takenBack.map((each) => each.customer)).size === takenBack.length
  const most = (of: string) => [...(brought.get(of)?.values() ?? [])].reduce((a, b) => a + b, 0)
  return (
    isOnce &&
    takenBack.every((each) => {
      return each.customer !== customer && each.points <= most(each.customer)
    })
  )
}

function spentBy(tender: Tender): number {
  return tender.kind === 'points' ? tender.points : 0
}

/** Of these money goes back to a payment that is named, or not at all. */
const NAMES_ITS_PAYMENT: ReadonlySet<Tender['kind']> = new Set(['card', 'online'])

/**
 * What goes back to a tender comes from a sale of which goods came back, or by which a layaway was
 * paid that ends with this one, and under a claim.
 */
function isGivenBack(tender: Tender, sale: SaleCompleted): boolean {
  const { lines, claims } = sale
  const back = 'back' in tender ? tender.back : undefined
  if (!back) return !NAMES_ITS_PAYMENT.has(tender.kind) || tender.amount >= 0
  const key = saleTenderKey(back.sale, back.tender)
  return (
    tender.amount < 0 &&
    (lines.some(({ returned }) => returned?.sale === back.sale) || hadPaid(back.sale, sale)) &&
    claims.some(
      (claim) =>
        claim.id === back.claim &&
        claim.kind === 'sale-tender' &&
        claim.key === key &&
        claim.amount === 0 - tender.amount,
    )
  )
}

/** For the layaway that ends: no less than what goes back to the tenders of that sale. */
function hadPaid(sale: string, { layaway, tenders }: SaleCompleted): boolean {
  const paid = layaway?.payments?.find((payment) => payment.sale === sale)
  const back = tenders.filter((tender) => 'back' in tender && tender.back?.sale === sale)
  return paid !== undefined && 0 - sumOf(back) <= paid.amount
}

/** Goods that come back lower the sale, and the sale takes them from what can still come back. */
function isClaimed({ returned, quantity, amount }: SaleLine, { claims }: SaleCompleted): boolean {
  if (!returned || quantity >= 0 || amount > 0) return false
  const key = saleLineKey(returned.sale, returned.line)
  return claims.some(
    (claim) =>
      claim.id === returned.claim &&
      claim.kind === 'sale-line' &&
      claim.key === key &&
      claim.amount === 0 - quantity,
  )
}

/** Whoever brings goods without a receipt is named. */
function isUnproven(
  { quantity, amount, returned }: SaleLine,
  { customer }: SaleCompleted,
): boolean {
  return quantity < 0 && amount <= 0 && !returned && customer !== undefined
}

function sumOf(parts: readonly { readonly amount: number }[]): number {
  return parts.reduce((all, { amount }) => all + amount, 0)
}
