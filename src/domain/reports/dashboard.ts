/** The dashboard of some business dates: what a manager reads at a glance and drills into. */
import { z } from 'zod'
import { currencySchema } from '../money.ts'
import { businessDateSchema } from '../time.ts'
import {
  figurePartSchema,
  measuresSchema,
  NOTHING,
  plus,
  type Figure,
  type FigurePart,
  type Measures,
} from './figure.ts'
import { runningSchema, sumOver, type HoursOver } from './running.ts'
import { createSums } from './sums.ts'

/** Rows of each part that are told one by one; what the others come to is one row more. */
export const ROWS_SHOWN = 100
/** Rows of one part that are told at once for a file. */
export const ROWS_AT_ONCE = 2000
/** A part has no more rows than this: so many goods, and nobody reads on that far. */
const ROWS_LIMIT = 10_000_000
const HOURS = 24

export const reportRowSchema = measuresSchema.extend({
  /** Null for all that are not told one by one. */
  key: z.string().nullable(),
  /** Of goods, people, departments and promotions, where it is known. */
  name: z.string().nullable(),
})
export type ReportRow = z.infer<typeof reportRowSchema>

/** Which rows of a part: those behind the first so many, by their size. */
export const rowsWantedSchema = z.object({
  part: figurePartSchema,
  skip: z.int().min(0).max(ROWS_LIMIT),
  most: z.int().min(1).max(ROWS_AT_ONCE),
})
export type RowsWanted = z.infer<typeof rowsWantedSchema>

/** As the dashboard tells a part; the row without a key is all that stand behind these. */
export const partRowsSchema = z.object({
  currency: currencySchema,
  margins: z.boolean(),
  rows: z.array(reportRowSchema).max(ROWS_AT_ONCE + 1),
})
export type PartRows = z.infer<typeof partRowsSchema>

const datesSchema = z.object({ from: businessDateSchema, to: businessDateSchema })

const earlierSchema = z.object({
  period: datesSchema,
  total: measuresSchema,
  hours: z.array(reportRowSchema).max(HOURS),
})
export type Earlier = z.infer<typeof earlierSchema>

export const dashboardSchema = z.object({
  period: datesSchema,
  currency: currencySchema,
  /** False where whoever asks may not see what goods cost: `cost` and `costed` are 0 then. */
  margins: z.boolean(),
  total: measuresSchema,
  days: z.array(measuresSchema.extend({ date: businessDateSchema })),
  /** By size, the hours in their order. A part where nothing happened has no row. */
  parts: z.record(figurePartSchema, z.array(reportRowSchema)),
  /** As many days one or more whole weeks before, and 52 weeks before. */
  week: earlierSchema,
  year: earlierSchema,
  /** While its day runs; absent of all other times. */
  running: runningSchema.optional(),
})
export type Dashboard = z.infer<typeof dashboardSchema>

/** A figure of one part; a null key for what was not told one by one. */
export type RankedFigure = Omit<Figure, 'key'> & { readonly key: string | null }
export type DayFigure = Measures & { readonly date: string }

export interface DashboardFigures {
  readonly period: { readonly from: string; readonly to: string }
  readonly ranked: readonly RankedFigure[]
  readonly days: readonly DayFigure[]
  readonly week: readonly Figure[]
  readonly year: readonly Figure[]
}

export interface DashboardWords {
  readonly currency: string
  readonly margins: boolean
  readonly compared: { readonly week: Earlier['period']; readonly year: Earlier['period'] }
  /** Of a day that runs. */
  readonly hours?: HoursOver | undefined
  nameOf(part: FigurePart, key: string): string | null
}

/**
 * The largest of each part by amount, behind those that are passed over; equal ones in the order of
 * their keys.
 */
export function rank(figures: Iterable<Figure>, most = ROWS_SHOWN, skip = 0): RankedFigure[] {
  const parts = new Map<FigurePart, Figure[]>()
  for (const figure of figures) {
    parts.set(figure.part, [...(parts.get(figure.part) ?? []), figure])
  }
  return [...parts].flatMap(([part, rows]) => {
    const sorted = rows.toSorted(
      (a, b) => b.amount - a.amount || b.count - a.count || (a.key < b.key ? -1 : 1),
    )
    const others = sorted.slice(skip + most)
    const rest = others.reduce<Measures>(plus, NOTHING)
    return [
      ...sorted.slice(skip, skip + most),
      ...(others.length > 0 ? [{ part, key: null, ...measuresOf(rest) }] : []),
    ]
  })
}

export function dashboardOf(figures: DashboardFigures, words: DashboardWords): Dashboard {
  const { period, ranked, days } = figures
  const { currency, margins, compared, hours } = words
  const seen = (measures: Measures): Measures => seenBy(margins, measures)
  const parts = Object.fromEntries(
    figurePartSchema.options.map((part) => {
      const rows = ranked.filter((row) => row.part === part)
      return [part, toldRows(part === 'hour' ? rows.toSorted(byKey) : rows, words)]
    }),
  ) as Dashboard['parts']
  const earlier = (all: readonly Figure[], dates: Earlier['period']): Earlier => ({
    period: dates,
    total: seen(totalOf(all)),
    hours: toldRows(all.filter(({ part }) => part === 'hour').toSorted(byKey), words),
  })
  const [week, year] = [earlier(figures.week, compared.week), earlier(figures.year, compared.year)]
  return {
    period: { from: period.from, to: period.to },
    ...{ currency, margins, total: seen(totalOf(ranked)), parts },
    days: days.map((day) => ({ date: day.date, ...seen(day) })),
    ...{ week, year },
    ...(hours && {
      running: {
        hour: hours.hour,
        total: sumOver(hours, parts.hour),
        week: sumOver(hours, week.hours),
        year: sumOver(hours, year.hours),
      },
    }),
  }
}

/** With what they are called, and what goods cost where that may be seen. */
export function toldRows(
  rows: readonly RankedFigure[],
  { margins, nameOf }: Pick<DashboardWords, 'margins' | 'nameOf'>,
): ReportRow[] {
  return rows.map((row) => ({
    key: row.key,
    name: row.key === null ? null : nameOf(row.part, row.key),
    ...seenBy(margins, row),
  }))
}

function seenBy(margins: boolean, measures: Measures): Measures {
  return margins ? measuresOf(measures) : { ...measuresOf(measures), cost: 0, costed: 0 }
}

/** The same figures from those of single days: what a terminal has, which keeps no sums of them. */
export function addUpDays(
  days: readonly { readonly date: string; readonly figures: readonly Figure[] }[],
): Pick<DashboardFigures, 'ranked' | 'days'> & { readonly all: Figure[] } {
  const sums = createSums()
  for (const { figures } of days) sums.addAll(figures)
  const all = sums.figures()
  return {
    all,
    ranked: rank(all),
    days: days
      .map(({ date, figures }) => ({ date, ...totalOf(figures) }))
      .filter(({ count }) => count > 0),
  }
}

/** Every sale has its channel: together they are all sales. */
export function totalOf(figures: Iterable<RankedFigure>): Measures {
  let total = NOTHING
  for (const figure of figures) if (figure.part === 'channel') total = plus(total, figure)
  return total
}

function byKey(a: RankedFigure, b: RankedFigure): number {
  return (a.key ?? '') < (b.key ?? '') ? -1 : 1
}

function measuresOf(row: Measures): Measures {
  return plus(row, NOTHING)
}
