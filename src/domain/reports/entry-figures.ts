/** What one entry adds to the figures of its business date. */
import { turnoverOf } from '../accounts/moves.ts'
import type { Entry, SaleCompleted, SaleLine } from '../journal/facts.ts'
import { multiplyDivided, UNIT_PRICE_SCALE } from '../money.ts'
import { QUANTITY_SCALE } from '../quantity.ts'
import { isCash } from '../selling/tender.ts'
import { momentOf } from '../time.ts'
import { channelOf, taxKey, type Figure, type Measures } from './figure.ts'
import { figureEntriesOf } from './figure-entries.ts'
import { lineMoneyOf, type LineMoney } from './line-money.ts'
import { differencesOf, DIFFERING_KINDS } from './stock-differences.ts'
import { createSums, type FigureSums } from './sums.ts'

/** Kinds of entries that add anything: what else there is need not be read. */
export const FIGURED_KINDS = [
  ...(['sale-completed', 'act-approved', 'session-closed'] as const),
  ...(['act-refused', 'approval-refused', 'sign-in-refused'] as const),
  ...DIFFERING_KINDS,
] as const

/**
 * Sums only, so that entries may come in any order and late. `zone` is the store's, for its hours.
 */
export function figuresOf(entry: Entry, zone: string): Figure[] {
  const sums = createSums()
  if (entry.kind === 'sale-completed') addSale(sums, entry, zone)
  for (const { part, key, difference } of figureEntriesOf(entry)) {
    sums.add(part, key, { count: 1, amount: difference ?? 0 })
  }
  addDifferences(sums, entry)
  return sums.figures()
}

/** No zone changes its clock within a quarter of an hour, and calendars are slow. */
const QUARTER_MS = 15 * 60_000
let latest = { quarter: -1, zone: '', hour: '' }

function hourOf(at: number, zone: string): string {
  const quarter = Math.floor(at / QUARTER_MS)
  if (latest.quarter !== quarter || latest.zone !== zone) {
    const hour = Math.floor(momentOf(at, zone).minute / 60)
    latest = { quarter, zone, hour: String(hour).padStart(2, '0') }
  }
  return latest.hour
}

function addSale(sums: FigureSums, entry: Entry<'sale-completed'>, zone: string): void {
  const { body, at, actor } = entry
  const lines = lineMoneyOf(body)
  // A sale of nothing but money on accounts is none: it is turnover when that money is spent.
  if (lines.length > 0) {
    const sale = saleMeasures(body, lines)
    sums.add('hour', hourOf(at, zone), sale)
    sums.add('person', actor ?? '', sale)
    sums.add('channel', channelOf(body), sale)
  }
  for (const each of lines) addLine(sums, body, each, actor ?? '')
  for (const { base, tax, ...rate } of body.taxes) {
    sums.add('tax', taxKey(rate), { count: 1, amount: base, tax })
  }
  addTenders(sums, body)
}

function saleMeasures(sale: SaleCompleted, lines: readonly LineMoney[]): Partial<Measures> {
  const goods = lines.filter(({ line }) => !line.returned && !line.unproven && !line.isDepositBack)
  const costs = lines.map(costMeasures)
  return {
    ...{ count: 1, amount: turnoverOf(sale), tax: sale.tax },
    cost: costs.reduce((all, { cost }) => all + cost, 0),
    costed: costs.reduce((all, { costed }) => all + costed, 0),
    baskets: goods.length > 0 ? 1 : 0,
    sold: goods.reduce((all, { turnover }) => all + turnover, 0),
  }
}

function costMeasures({ turnover, tax, cost }: LineMoney): Pick<Measures, 'cost' | 'costed'> {
  return cost === undefined ? { cost: 0, costed: 0 } : { cost, costed: turnover - tax }
}

function addLine(sums: FigureSums, sale: SaleCompleted, money: LineMoney, actor: string): void {
  const { line, turnover, tax } = money
  const { variant, department, quantity, priceChange } = line
  const returned = line.returned ?? line.unproven
  const measures = { count: 1, quantity, amount: turnover, tax, ...costMeasures(money) }
  sums.add('product', variant ?? '', measures)
  sums.add('department', department ?? '', measures)
  if (returned) {
    sums.add('return', returned.reason, { count: 1, amount: 0 - turnover })
    // What was taken off them was given when they were sold.
    return
  }
  for (const { kind, source, amount } of line.discounts ?? []) {
    if (kind === 'promotion') sums.add('promotion', source, { count: 1, amount })
    else sums.add('discount', giverOf(sale, line, source) ?? actor, { count: 1, amount })
  }
  if (priceChange) {
    const less = priceChange.before - line.unitPrice
    const amount = multiplyDivided(less, quantity, UNIT_PRICE_SCALE * QUANTITY_SCALE)
    sums.add('price-change', priceChange.by, { count: 1, amount })
  }
}

/** Of a discount by hand, on the line or on the whole cart. */
function giverOf(sale: SaleCompleted, line: SaleLine, discount: string): string | undefined {
  const given = [...(line.given ?? []), ...(sale.pricing?.discounts ?? [])]
  return given.find(({ id }) => id === discount)?.by
}

/** Change is cash that did not stay: it is taken off the cash of this sale. */
function addTenders(sums: FigureSums, { tenders, change }: SaleCompleted): void {
  for (const { kind, amount } of tenders) sums.add('tender', kind, { count: 1, amount })
  const cash = tenders.findLast(isCash)
  if (change !== 0) sums.add('tender', cash?.kind ?? 'cash', { amount: 0 - change })
}

/** Goods without a price are counted, and worth nothing here. */
function addDifferences(sums: FigureSums, entry: Entry): void {
  for (const { part, reason, lines, quantity, worth, cost } of differencesOf(entry)) {
    sums.add(part, reason, { count: lines.length, quantity, amount: worth, cost })
  }
}
