/** Sales as tables: one row each, one for each line, each rate of tax and each tender. */
import { isMoney } from '../accounts/moves.ts'
import type { Entry, SaleCompleted } from '../journal/facts.ts'
import { exponentOf } from '../money.ts'
import type { CsvCell } from '../reports/csv.ts'
import { instant, money, percent, placeOf, whole, type BookTable } from './cells.ts'

/** Unit prices have so many decimals more than amounts, quantities so many in all. */
const PRICE_DECIMALS = 4
const QUANTITY_DECIMALS = 3

type RowsOf = (sale: SaleCompleted, entry: Entry<'sale-completed'>) => readonly CsvCell[][]

/** A table of what a sale has several of, each with the sale's receipt. */
function ofSale(name: string, columns: readonly string[], rowsOf: RowsOf): BookTable {
  return {
    name,
    columns: ['epoch', 'seq', 'receipt', ...columns],
    rows(entry) {
      if (entry.kind !== 'sale-completed') return []
      const named = [...placeOf(entry), entry.body.receipt]
      return rowsOf(entry.body, entry).map((row) => [...named, ...row])
    },
  }
}

function saleRow(sale: SaleCompleted, { at, businessDate, session, actor }: Entry): CsvCell[] {
  const { number, openedAt, currency, subtotal, tax, total, change } = sale
  const { cashRounding = 0, tip = 0 } = sale
  return [
    ...[sale.sale, whole(number), instant(openedAt), instant(at), businessDate, session, actor],
    ...[currency, sale.taxIncluded ? 'yes' : 'no'],
    ...[subtotal, tax, total, change, cashRounding, tip].map((each) => money(each, currency)),
    whole(sale.lines.length),
  ]
}

function lineRow(
  line: SaleCompleted['lines'][number],
  position: number,
  currency: string,
): CsvCell[] {
  const { variant, barcode, name, quantity, unit, unitPrice, amount, taxClass, discounts } = line
  const off = (discounts ?? []).reduce((sum, each) => sum + each.amount, 0)
  return [
    ...[whole(position + 1), variant, barcode, name, line.size],
    ...[{ value: quantity, decimals: QUANTITY_DECIMALS }, unit],
    { value: unitPrice, decimals: exponentOf(currency) + PRICE_DECIMALS },
    ...[money(off, currency), money(amount, currency), taxClass],
    ...[line.returned?.sale ?? null, isMoney(line) ? 'yes' : 'no'],
  ]
}

export const SALE_TABLES: readonly BookTable[] = [
  ofSale(
    'sales',
    [
      ...['sale', 'number', 'opened_at', 'at', 'business_date', 'session', 'person', 'currency'],
      ...['tax_included', 'subtotal', 'tax', 'total', 'change', 'cash_rounding', 'tip', 'lines'],
    ],
    (sale, entry) => [saleRow(sale, entry)],
  ),
  ofSale(
    'sale_lines',
    [
      ...['line', 'variant', 'barcode', 'name', 'size', 'quantity', 'unit', 'unit_price'],
      ...['discounts', 'amount', 'tax_class', 'returned_of', 'put_on_account'],
    ],
    ({ lines, currency }) => lines.map((line, position) => lineRow(line, position, currency)),
  ),
  ofSale('sale_taxes', ['tax_code', 'tax_name', 'percent', 'base', 'tax'], ({ taxes, currency }) =>
    taxes.map(({ code, name, rate, base, tax }) => [
      ...[code, name, percent(rate), money(base, currency), money(tax, currency)],
    ]),
  ),
  ofSale(
    'sale_tenders',
    ['tender', 'kind', 'amount', 'foreign_currency', 'foreign_amount'],
    ({ tenders, currency }) =>
      tenders.map((tender, position) => [
        ...[whole(position + 1), tender.kind, money(tender.amount, currency)],
        ...(tender.kind === 'foreign-cash'
          ? [tender.currency, money(tender.tendered, tender.currency)]
          : [null, null]),
      ]),
  ),
]
