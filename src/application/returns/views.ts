/** A sale as a screen shows it whose goods may come back. */
import type { SoldLineView, SoldSaleView } from '../../contract/terminal/returns.ts'
import type { SaleLine } from '../../domain/journal/facts.ts'
import { quantity, type Quantity } from '../../domain/quantity.ts'
import { ageInDays, returnPolicyOf } from '../../domain/returns/policy.ts'
import type { SoldSale } from '../../domain/returns/sold.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import type { Shop } from '../shop.ts'

/** What came back of a line before, with what the cart holds of it. */
export function beforeOf(sale: SoldSale, line: SaleLine, draft: Draft): Quantity {
  const inCart = draft.lines
    .filter(({ returned }) => returned?.sale === sale.id && returned.line === line.id)
    .reduce((sum, each) => sum - each.quantity, 0)
  return quantity((sale.returned[line.id] ?? 0) + inCart)
}

/** It cannot share a cart with goods of this store: other money, or other rules for taxes. */
export function isForeign(sale: SoldSale, { store, list }: Shop): boolean {
  return sale.currency !== store.currency || sale.taxIncluded !== list.taxIncluded
}

export function isLate(sale: SoldSale, { store }: Shop, now: number): boolean {
  return ageInDays(sale.at, now) > returnPolicyOf(store).windowDays
}

export function soldSaleView(sale: SoldSale, draft: Draft, shop: Shop, now: number): SoldSaleView {
  const { id, receipt, at, currency, total } = sale
  return {
    ...{ id, receipt, at, currency, total },
    tenders: sale.tenders.map((tender) => ({
      kind: tender.kind,
      amount: tender.amount,
      lastFour: tender.kind === 'card' ? tender.lastFour : null,
    })),
    // What came back in that sale was not sold in it.
    lines: sale.lines
      .filter((line) => line.quantity > 0)
      .map((line) => lineView(line, beforeOf(sale, line, draft))),
    late: isLate(sale, shop, now),
    foreign: isForeign(sale, shop),
  }
}

function lineView(line: SaleLine, returned: Quantity): SoldLineView {
  const { id, name, size, unit, unitPrice, amount, quantity: sold, serial = null } = line
  const returnable = quantity(Math.max(0, sold - returned))
  return { id, name, size, unit, unitPrice, amount, sold, returned, returnable, serial }
}
