/** A sale as a screen shows it whose goods may come back. */
import type { SoldLineView, SoldSaleView } from '../../contract/terminal/returns.ts'
import type { SaleLine } from '../../domain/journal/facts.ts'
import { quantity, type Quantity } from '../../domain/quantity.ts'
import { ageInDays, returnPolicyOf } from '../../domain/returns/policy.ts'
import { channelOf } from '../../domain/reports/figure.ts'
import { returnableOf, type SoldSale } from '../../domain/returns/sold.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import type { Shop } from '../shop.ts'

/** What came back of a line before, with what the cart holds of it. */
export function beforeOf(sale: SoldSale, line: SaleLine, draft: Draft): Quantity {
  return quantity((sale.returned[line.id] ?? 0) + inCart(sale, line, draft))
}

/** How much of a line can still come back, beside what the cart holds of it. */
export function leftOf(sale: SoldSale, line: SaleLine, draft: Draft): Quantity {
  return quantity(Math.max(0, returnableOf(sale, line) - inCart(sale, line, draft)))
}

function inCart(sale: SoldSale, line: SaleLine, { lines }: Draft): number {
  return lines
    .filter(({ returned }) => returned?.sale === sale.id && returned.line === line.id)
    .reduce((sum, each) => sum - each.quantity, 0)
}

/** It cannot share a cart with goods of this store: other money, or other rules for taxes. */
export function isForeign(sale: SoldSale, { store, list }: Shop): boolean {
  return sale.currency !== store.currency || sale.taxIncluded !== list.taxIncluded
}

export function isLate(sale: SoldSale, { store }: Shop, now: number): boolean {
  return ageInDays(sale.at, now) > returnPolicyOf(store).windowDays
}

export function soldSaleView(
  sale: SoldSale,
  draft: Draft,
  shop: Shop,
  { now, isHere }: { readonly now: number; readonly isHere: boolean },
): SoldSaleView {
  const { id, receipt, at, currency, total } = sale
  return {
    ...{ id, receipt, channel: channelOf(sale), at, currency, total },
    tenders: sale.tenders.map((tender) => ({
      kind: tender.kind,
      amount: tender.amount,
      lastFour: tender.kind === 'card' ? tender.lastFour : null,
    })),
    // What came back in that sale was not sold in it.
    lines: sale.lines
      .filter((line) => line.quantity > 0)
      .map((line) => lineView(sale, line, draft)),
    late: isLate(sale, shop, now),
    foreign: isForeign(sale, shop),
    isHere,
  }
}

function lineView(sale: SoldSale, line: SaleLine, draft: Draft): SoldLineView {
  const { id, name, size, unit, unitPrice, amount, quantity: sold, serial = null } = line
  const returned = beforeOf(sale, line, draft)
  const returnable = leftOf(sale, line, draft)
  return { id, name, size, unit, unitPrice, amount, sold, returned, returnable, serial }
}
