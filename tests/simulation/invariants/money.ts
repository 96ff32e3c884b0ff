/** Money of each sale, what the drawer should hold, and that a sale stands with all its parts. */
import { wrongFigure } from '../../../src/domain/journal/arithmetic.ts'
import type { Entry, SaleCompleted } from '../../../src/domain/journal/facts.ts'
import { isCash, type Tender } from '../../../src/domain/selling/tender.ts'
import type { Tills } from '../../../src/ports/store.ts'
import type { SaleEntry, Sight } from './sight.ts'

/** Lines, taxes and tenders of every sale add up, in integers. */
export function moneyAddsUp({ sales }: Sight): string[] {
  return sales.flatMap(({ body }) => problemsOf(body).map((each) => `${body.receipt}: ${each}`))
}

function problemsOf(sale: SaleCompleted): string[] {
  const { lines, taxes, taxIncluded, subtotal, tax, total, tenders, change } = sale
  const relief = sumOf(lines, (line) => line.relief ?? 0)
  const { cashRounding = 0, tip = 0 } = sale
  const paid = sumOf(tenders, (each) => each.amount) - change
  const claims: readonly (readonly [string, boolean])[] = [
    ...wrongFigures(sale),
    ['Σ lines is not the subtotal', sumOf(lines, ({ amount }) => amount) === subtotal],
    ['Σ taxes is not the tax', sumOf(taxes, (each) => each.tax) === tax],
    [
      'Σ bases and taxes is not the total',
      sumOf(taxes, (e) => e.base + e.tax) === total - sumOf(lines, loadOf),
    ],
    [
      'the total is not the lines (and taxes)',
      total === subtotal - relief + (taxIncluded ? 0 : tax),
    ],
    ['Σ tenders − change is not total, rounding and tip', paid === total + cashRounding + tip],
    ['it is rounded by more than half a coin', Math.abs(cashRounding) * 2 <= SMALLEST_COIN],
    ['an amount is no integer', [subtotal, tax, total, change].every(Number.isSafeInteger)],
  ]
  return claims.flatMap(([problem, holds]) => (holds ? [] : [problem]))
}

/** Money that was put on a gift card: no supply, and in no row of the taxes. */
function loadOf({ load, amount }: SaleCompleted['lines'][number]): number {
  return load ? amount : 0
}

/** What verification would find. */
function wrongFigures(sale: SaleCompleted): [string, boolean][] {
  const wrong = wrongFigure(sale)
  return wrong === undefined ? [] : [[wrong, false]]
}

/** What the simulated shop rounds its cash to. */
const SMALLEST_COIN = 5

/**
 * Of each session's own entries, in each currency: expected = float + cash tenders − change + paid
 * in − paid out − drops − tips paid out. A refund in cash is a tender below zero.
 */
export function cashIsExpected({ terminal, entries, sales }: Sight): string[] {
  const { tills } = terminal.witness.store
  const open = tills.current()
  const all = [...(open ? [open] : []), ...tills.counting(), ...tills.waiting()]
  const told: Told[] = all.map(({ id: session }) => {
    return { session, own: tills.expectedCash(session), foreign: chf(tills, session) }
  })
  const problems: string[] = []
  for (const { kind, body } of entries) {
    if (kind !== 'session-closed') continue
    const { session, expected: own, foreign = [] } = body
    told.push({ session, own, foreign: sumOf(foreign, (each) => each.expected) })
    if (body.difference !== body.counted - own) problems.push('a difference is none')
  }
  for (const { session, own, foreign } of told) {
    const opened = entries.find((e) => e.kind === 'session-opened' && e.body.session === session)
    const float = opened?.kind === 'session-opened' ? opened.body.float : Number.NaN
    const its = sales.filter((sale) => sale.session === session)
    const taken = sumOf(its, ({ body }) => sumOf(body.tenders, cashOf) - body.change)
    const there = float + taken + movedIn(entries, session, 'EUR')
    if (own !== there) problems.push(`the drawer should hold ${String(there)}, not ${String(own)}`)
    const notes = sumOf(its, (sale) => sumOf(sale.body.tenders, foreignOf))
    const francs = notes + movedIn(entries, session, 'CHF')
    if (foreign !== francs) problems.push(`${String(foreign)} of CHF, not ${String(francs)}`)
  }
  return problems
}

interface Told {
  readonly session: string
  readonly own: number
  readonly foreign: number
}

function chf(tills: Tills, session: string): number {
  return tills.expectedForeign(session).get('CHF') ?? 0
}

function movedIn(entries: readonly Entry[], session: string, currency: string): number {
  return sumOf(entries, ({ kind, body }) => {
    if (kind !== 'cash-moved' || body.session !== session || body.currency !== currency) return 0
    return body.kind === 'paid-in' ? body.amount : 0 - body.amount
  })
}

function cashOf({ kind, amount }: Tender): number {
  return kind === 'cash' ? amount : 0
}

function foreignOf(tender: Tender): number {
  return tender.kind === 'foreign-cash' ? tender.tendered : 0
}

/** No sale without its lines, tenders and print jobs, and none of them without it. */
export function salesAreWhole({ terminal, entries, sales }: Sight): string[] {
  const parts: readonly (readonly [string, (sale: SaleEntry) => number])[] = [
    ['sale', () => 1],
    ['sale_line', ({ body }) => body.lines.length],
    ['sale_tender', ({ body }) => body.tenders.length],
    // A receipt, and the drawer where it ended in cash.
    [PRINT_JOBS, ({ body }) => (endsInCash(body) ? 2 : 1)],
  ]
  return parts.flatMap(([table, partsOf]) => {
    const slips = table === PRINT_JOBS ? entries.filter(hasSlip).length : 0
    const expected = sumOf(sales, partsOf) + slips
    // Of jobs that ended a month ago by its clock, some may be gone.
    const isPruned = table === PRINT_JOBS && terminal.wasAMonthOut
    const fewest = isPruned ? 0 : expected
    const found = terminal.witness.count(table)
    return found >= fewest && found <= expected
      ? []
      : [`${table} has ${String(found)} rows, not ${String(expected)}`]
  })
}

/** A drawer that opens for a part of a sale, or without one, belongs to no sale. */
const PRINT_JOBS = "print_job WHERE sale IS NOT NULL OR kind LIKE '%-slip'"

function endsInCash({ tenders, change }: SaleCompleted): boolean {
  const last = tenders.at(-1)
  return change !== 0 || (last !== undefined && isCash(last))
}

export function sumOf<Each>(all: readonly Each[], figure: (each: Each) => number): number {
  return all.reduce((sum, each) => sum + figure(each), 0)
}

/** A Z that was held at the close comes out as a copy, which is a job and an entry of its own. */
function hasSlip({ kind }: Entry): boolean {
  return kind === 'session-closed' || kind === 'z-reprinted' || kind === 'cash-moved'
}
