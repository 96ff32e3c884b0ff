/** The cart and a sale as a screen shows them: ready to draw, the screen computes no money. */
import type { DraftView, LineView, SaleView } from '../../contract/terminal/views.ts'
import type { SaleCompleted } from '../../domain/journal/facts.ts'
import { sum } from '../../domain/money.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import type { Returned } from '../../domain/returns/returned.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import { quickAmounts } from '../../domain/selling/tender.ts'
import { lineAmount, totalsOf } from '../../domain/selling/totals.ts'
import type { Shop } from '../shop.ts'

/** `shop` is undefined before the first pull, when no cart can hold anything yet. */
export function draftView(
  draft: Draft,
  shop: Shop | undefined,
  touched: string | null,
  { payment, customer }: Pick<DraftView, 'payment' | 'customer'>,
): DraftView {
  const { subtotal, tax, taxes, total } = totalsOf(draft.lines, shop?.list.taxIncluded ?? true)
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
      amount: lineAmount(line),
      returned: line.returned ? returnedView(line.returned) : null,
    })),
    ...{ subtotal, tax, total },
    taxes: taxes.map(({ code, name, rate, base, tax }) => ({ code, name, rate, base, tax })),
    quickAmounts: [...quickAmounts(total, shop?.store.denominations ?? [])],
    canUndo: draft.steps.length > 0,
    touched,
    payment,
  }
}

function returnedView({ receipt, reason, word }: Returned): LineView['returned'] {
  return { receipt, reason, word }
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
    tender: kinds.size > 1 ? 'mixed' : kind,
    document,
  }
}
