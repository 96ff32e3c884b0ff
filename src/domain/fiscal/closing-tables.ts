/** Fiscal closings as tables: one with their sums, and what those are made of. */
import type { Entry } from '../journal/facts.ts'
import type { CsvCell } from '../reports/csv.ts'
import { noLayaways } from '../till/layaway-figures.ts'
import {
  counted,
  instant,
  money,
  percent,
  placeOf,
  TENDER_COLUMNS,
  tenderCells,
  whole,
  type BookTable,
} from './cells.ts'
import type { FiscalClosed, Lacking } from './closing.ts'
import type { BooksFormat } from './manifest.ts'

const SUMS = ['turnover', 'net', 'tax', 'change', 'cashRounding', 'tips'] as const
const COUNTS = ['priceChanges', 'noSales', 'reprints', 'approvals', 'refusals', 'reads'] as const
const PARTS = ['promotions', 'byHand', 'returns', 'removals', 'abandoned', 'undone'] as const

const LAYAWAYS = ['taken', 'settled', 'back', 'kept'] as const

/** `cashRounding` as a column: `cash_rounding`. */
const column = (name: string): string => name.replaceAll(/[A-Z]/g, (big) => `_${big.toLowerCase()}`)

function closingRow(entry: Entry<'fiscal-closed'>, hash: string): CsvCell[] {
  const { body, at, actor } = entry
  const {
    kind,
    number,
    after,
    period,
    late = false,
    currency,
    figures,
    parts,
    perpetual,
    lacking,
  } = body
  const { first, last } = body
  const layaways = figures.layaways ?? noLayaways()
  return [
    ...placeOf(entry),
    ...[kind, whole(number), after === undefined ? null : whole(after), period],
    ...[late ? 'late' : null, instant(at), actor, currency, whole(figures.sales)],
    ...SUMS.map((name) => money(figures[name], currency)),
    ...COUNTS.map((name) => whole(figures[name])),
    ...PARTS.flatMap((name) => counted(figures[name], currency)),
    ...counted(figures.loads ?? { count: 0, amount: 0 }, currency),
    ...LAYAWAYS.flatMap((name) => counted(layaways[name], currency)),
    ...[whole(first.epoch.ordinal), whole(first.seq)],
    ...[whole(last.epoch.ordinal), whole(last.seq), last.hash],
    ...(parts ? [whole(parts.first), whole(parts.last), whole(parts.count)] : [null, null, null]),
    (lacking ?? []).map(lackingText).join(' ') || null,
    ...[whole(perpetual.sales), money(perpetual.turnover[currency] ?? 0, currency), hash],
  ]
}

/** `day:5-7`: closings that a month or a year lacks. */
function lackingText({ kind, first, last }: Lacking): string {
  return `${kind}:${String(first)}-${String(last)}`
}

const CLOSINGS: BookTable = {
  name: 'closings',
  columns: [
    ...['epoch', 'seq', 'kind', 'number', 'after', 'period', 'late', 'written_at', 'written_by'],
    ...['currency', 'sales', ...SUMS.map(column), ...COUNTS.map(column)],
    ...[...PARTS.map(column), 'loads'].flatMap((name) => [`${name}_count`, name]),
    ...LAYAWAYS.flatMap((name) => [`layaways_${name}_count`, `layaways_${name}`]),
    ...['first_epoch', 'first_seq', 'last_epoch', 'last_seq', 'last_hash'],
    ...['parts_first', 'parts_last', 'parts_count', 'lacking'],
    ...['perpetual_sales', 'perpetual_turnover'],
    'hash',
  ],
  rows: (entry, hash) => (entry.kind === 'fiscal-closed' ? [closingRow(entry, hash)] : []),
}

const NAMED = ['epoch', 'seq', 'kind', 'number', 'period', 'currency'] as const

/** A table with a row for each of what a closing lists. */
function listing(
  name: string,
  columns: readonly string[],
  rowsOf: (body: FiscalClosed) => readonly (readonly CsvCell[])[],
): BookTable {
  return {
    name,
    columns: [...NAMED, ...columns],
    rows(entry) {
      if (entry.kind !== 'fiscal-closed') return []
      const { kind, number, period, currency } = entry.body
      const named = [...placeOf(entry), kind, whole(number), period, currency]
      return rowsOf(entry.body).map((row) => [...named, ...row])
    },
  }
}

const TAXES = listing(
  'closing_taxes',
  ['tax_code', 'tax_name', 'percent', 'base', 'tax'],
  ({ figures, currency }) =>
    figures.taxes.map(({ code, name, rate, base, tax }) => [
      ...[code, name, percent(rate), money(base, currency), money(tax, currency)],
    ]),
)

const TENDERS: Readonly<Record<BooksFormat, BookTable>> = {
  1: listing('closing_tenders', ['tender', 'count', 'amount'], ({ figures, currency }) =>
    figures.tenders.map(({ kind, ...sum }) => [kind, ...counted(sum, currency)]),
  ),
  2: listing('closing_tenders', TENDER_COLUMNS, ({ figures, currency }) =>
    figures.tenders.map((tender) => tenderCells(tender, currency)),
  ),
}

const MOVES = listing(
  'closing_cash_moves',
  ['move', 'move_currency', 'count', 'amount'],
  ({ figures }) =>
    figures.moves.map(({ kind, currency, ...sum }) => [
      ...[kind, currency, ...counted(sum, currency)],
    ]),
)

export function closingTables(format: BooksFormat): readonly BookTable[] {
  return [CLOSINGS, TAXES, TENDERS[format], MOVES]
}
