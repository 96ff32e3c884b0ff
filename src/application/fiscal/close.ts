/**
 * Closes the fiscal day, and with it the month and the year that it was the last of. It stands in
 * the transaction of whatever it is part of: a power cut finds all of it or nothing.
 */
import {
  fiscalPeriod,
  lackingOf,
  PART_OF,
  type ClosingKind,
  type FiscalClosed,
} from '../../domain/fiscal/closing.ts'
import { sumFigures } from '../../domain/fiscal/sum.ts'
import { EPOCHS_LIMIT } from '../../domain/till/report.ts'
import type { FactContext } from '../../ports/store.ts'
import type { OpenDay } from '../../ports/fiscal-closings.ts'
import type { Core } from '../core.ts'

type Closing = FiscalClosed

/**
 * Closes what is over when the day `next` begins: the day under way, the month of the days that
 * were closed, the year of the months. Other money begins a new day too, since no sum holds two.
 * Answers how many closings that were.
 */
export function closeBefore(core: Core, context: FactContext, next: OpenDay): number {
  const { closings } = core.store
  let written = 0
  const day = closings.openDay()
  if (day && isOver('day', day.date, day.currency, next)) {
    closeDay(core, context, day)
    written += 1
  }
  for (const kind of ['month', 'year'] as const) {
    const parts = closings.unsummed(kind)
    const last = parts.at(-1)
    if (!last || !isOver(kind, last.period, last.currency, next)) continue
    closeSum(core, context, kind, parts)
    written += 1
  }
  return written
}

export interface OverPeriod {
  readonly kind: 'month' | 'year'
  readonly period: string
  readonly currency: string
}

/**
 * The month and the year of days that are closed, which ended before `today` and were not closed
 * with their last day, since on that the till was not opened.
 */
export function overBefore({ store: { closings } }: Core, today: string): readonly OverPeriod[] {
  const lastDay = closings.unsummed('month').at(-1)
  const over = (['month', 'year'] as const).map((kind) => {
    // What the month will be a part of is over no sooner than it.
    const last = closings.unsummed(kind).at(-1) ?? lastDay
    return last && { kind, period: fiscalPeriod(kind, last.period), currency: last.currency }
  })
  return over.filter(
    (each): each is OverPeriod =>
      each !== undefined && each.period < fiscalPeriod(each.kind, today),
  )
}

function isOver(kind: ClosingKind, date: string, currency: string, next: OpenDay): boolean {
  // Another period: a later one, or an earlier one where a person took a wrong date back.
  return fiscalPeriod(kind, date) !== fiscalPeriod(kind, next.date) || currency !== next.currency
}

function closeDay({ store }: Core, context: FactContext, { date, currency }: OpenDay): void {
  const { figures, first, ends } = store.closings.sumDay()
  const { people: _, ...fiscal } = figures
  const last = store.journal.head()
  const earlier = ends.filter(({ epoch }) => epoch.id !== last.epoch.id).slice(-EPOCHS_LIMIT)
  append(store, context, {
    ...{ kind: 'day', ...store.closings.next('day'), period: date, currency },
    ...{ figures: fiscal, first, last, ...(earlier.length > 0 && { earlier }) },
  })
}

function closeSum(
  { store }: Core,
  context: FactContext,
  kind: 'month' | 'year',
  parts: readonly Closing[],
): void {
  const [first, end] = [parts.at(0), parts.at(-1)]
  if (!first || !end) return
  const { closings } = store
  const until = closings.next(PART_OF[kind]).number - 1
  const lacking = lackingOf(kind, parts, closings.summed(kind), until)
  append(store, context, {
    ...{ kind, ...store.closings.next(kind), period: fiscalPeriod(kind, end.period) },
    ...{ currency: end.currency, figures: sumFigures(parts.map(({ figures }) => figures)) },
    ...{ first: first.first, last: store.journal.head() },
    parts: { first: first.number, last: end.number, count: parts.length },
    ...(lacking.length > 0 && { lacking }),
  })
}

function append(
  { journal }: Core['store'],
  context: FactContext,
  closing: Omit<Closing, 'late' | 'perpetual' | 'untold'>,
): void {
  const isLate = fiscalPeriod(closing.kind, context.businessDate) > closing.period
  const perpetual = journal.perpetual()
  const untold = journal.lacksTotals() && { untold: true as const }
  const body = { ...closing, ...(isLate && { late: true as const }), perpetual, ...untold }
  journal.append({ kind: 'fiscal-closed', body }, { ...context, session: null })
}
