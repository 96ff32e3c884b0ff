/** The cart and a sale as a screen shows them: ready to draw, the screen computes no money. */
import type { DraftView, LineView, SaleView } from '../../contract/terminal/views.ts'
import type { SaleCompleted } from '../../domain/journal/facts.ts'
import { minor, multiplyDivided, sum, type Minor } from '../../domain/money.ts'
import type { LineDiscount } from '../../domain/pricing/discount.ts'
import type { PricedCart } from '../../domain/pricing/priced.ts'
import { RATE_SCALE } from '../../domain/rate.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import { figuresFor } from '../../domain/receipt/figures.ts'
import type { RefundPlanWithCredit } from '../../domain/returns/refund-plan.ts'
import type { Returned } from '../../domain/returns/returned.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import { detailOf } from '../../domain/selling/line-detail.ts'
import { isEmptied } from '../../domain/selling/parked.ts'
import { foreignDue, quickAmounts, type Tender } from '../../domain/selling/tender.ts'
import { balanceOf } from '../../domain/selling/tendering.ts'
import type { Shop } from '../shop.ts'

/** What a draft is shown with and does not hold itself. */
interface Beside extends Pick<
  DraftView,
  'payment' | 'customer' | 'parked' | 'accounts' | 'points'
> {
  readonly refund: RefundPlanWithCredit | undefined
}

/** `shop` is undefined before the first pull, when no cart can hold anything yet. */
export function draftView(
  draft: Draft,
  priced: PricedCart,
  shop: Shop | undefined,
  touched: string | null,
  { payment, customer, parked, accounts, points, refund }: Beside,
): DraftView {
  const { subtotal, discount, tax, taxes, total } = priced
  const figures = new Map(priced.lines.map((line) => [line.id, line]))
  const balance = balanceOf(draft, total, shop?.store.cashRounding)
  return {
    id: draft.id,
    version: draft.version,
    customer,
    lines: draft.lines.map((line) => ({
      id: line.id,
      name: line.name,
      size: line.size,
      unit: line.unit,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      returned: line.returned ? returnedView(line.returned) : null,
      rungAt: line.priceChange?.before ?? line.shelf?.unitPrice ?? null,
      // What it is before its discounts, which stand below it.
      amount: figures.get(line.id)?.gross ?? minor(0),
      discounts: (figures.get(line.id)?.discounts ?? []).map(discountView),
      ...detailOf(line),
    })),
    ...{ subtotal, discount, tax, total },
    taxes: taxes.map(({ code, name, rate, base, tax }) => ({ code, name, rate, base, tax })),
    given: (draft.discounts ?? []).map(({ id, reason }) => ({
      ...{ id, reason, saving: savedBy(priced, id) },
    })),
    coupons: couponViews(draft, priced),
    ...balance,
    refund: refund ? refundView(refund, shop) : null,
    tip: draft.tip,
    tenders: draft.tenders.map(({ id, tender }) => {
      return { id, kind: tender.kind, amount: tender.amount, detail: tenderDetailOf(tender, shop) }
    }),
    foreign: shop ? foreignDues(balance.cashDue, shop) : [],
    tips: (shop?.store.tips?.offered ?? []).map((share) => {
      return minor(multiplyDivided(total, share, RATE_SCALE))
    }),
    quickAmounts: [...quickAmounts(balance.cashDue, shop?.store.denominations ?? [])],
    ...(draft.note !== undefined && { note: draft.note }),
    ...(draft.layaway && { layaway: { layaway: draft.layaway.layaway, as: draft.layaway.as } }),
    ...(isEmptied(draft) && { isEmptied: true as const }),
    canUndo: draft.steps.length > 0 || draft.begins !== undefined,
    ...{ parked, accounts, points },
    touched,
    payment,
  }
}

function returnedView({ receipt, reason, word }: Returned): LineView['returned'] {
  return { receipt, reason, word }
}

function discountView({ source, kind, name, amount, coupon, how }: LineDiscount) {
  return { source, kind, name, amount, coupon, how }
}

function savedBy({ lines }: PricedCart, source: string): Minor {
  const own = lines.flatMap(({ discounts }) => discounts.filter((each) => each.source === source))
  return sum(own.map(({ amount }) => amount))
}

/** A coupon whose promotion is not known here any more brings nothing either. */
function couponViews({ coupons = [] }: Draft, { applied, passed }: PricedCart) {
  return coupons.map(({ code, promotion, word }): DraftView['coupons'][number] => {
    const isProvisional = word === 'none'
    const own = applied.find((each) => each.promotion === promotion)
    if (own) return { code, name: own.name, saving: own.saving, why: null, isProvisional }
    const left = passed.find((each) => each.promotion === promotion)
    const why = left?.reason ?? 'not-now'
    return { code, name: left?.name ?? '', saving: minor(0), why, isProvisional }
  })
}

/** What is due in each other currency that the store takes in cash. */
function foreignDues(due: Minor, { store }: Shop): DraftView['foreign'] {
  return (store.foreignCash ?? []).map((each) => {
    const { currency, date, denominations } = each
    const foreign = foreignDue(due, each, store.currency)
    return { currency, date, due: foreign, quickAmounts: [...quickAmounts(foreign, denominations)] }
  })
}

function refundView(
  { shares, cash, credit, beyond, unreached }: RefundPlanWithCredit,
  shop: Shop | undefined,
) {
  const shown = shares.map(({ tender, amount }) => {
    return { kind: tender.kind, amount, detail: tenderDetailOf(tender, shop) }
  })
  return { shares: shown, cash, credit, beyond, unreached: [...unreached] }
}

/** What tells a tender from another of its kind. */
function tenderDetailOf(tender: Tender, shop: Shop | undefined): string {
  switch (tender.kind) {
    case 'cash':
      return ''
    case 'card':
      return [tender.scheme, tender.lastFour === null ? '' : `····${tender.lastFour}`]
        .filter((part) => part !== '')
        .join(' ')
    case 'store-credit':
    case 'on-account':
    case 'layaway':
      return ''
    case 'gift-card':
      return `····${tender.lastFour}`
    case 'voucher':
      return [tender.name, tender.number].filter((part) => part !== '').join(' ')
    case 'online':
      return tender.provider
    case 'points':
      return String(tender.points)
    case 'foreign-cash': {
      const { locale, zone } = shop?.store ?? { locale: 'en', zone: 'UTC' }
      return figuresFor(locale, tender.currency, zone).money(tender.tendered)
    }
  }
}

/** The line that differs from before: added, put back or with another quantity. */
export function touchedLine(before: Draft, after: Draft): string | null {
  const known = new Map(before.lines.map((line) => [line.id, line.quantity]))
  return after.lines.find((line) => known.get(line.id) !== line.quantity)?.id ?? null
}

export function saleView(sale: SaleCompleted, at: number, document: ReceiptDocument): SaleView {
  const kinds = new Set(sale.tenders.map((tender) => tender.kind))
  const [kind = 'cash'] = kinds
  return {
    sale: sale.sale,
    receipt: sale.receipt,
    at,
    total: sale.total,
    tendered: sum(sale.tenders.map((tender) => tender.amount)),
    change: sale.change,
    givenBack: minor(0 - sum(sale.tenders.map(({ amount }) => minor(Math.min(0, amount))))),
    cashRounding: sale.cashRounding ?? minor(0),
    tip: sale.tip ?? minor(0),
    tender: kinds.size > 1 ? 'mixed' : kind,
    document,
  }
}
