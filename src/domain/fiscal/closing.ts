/**
 * The fiscal closings of a terminal: of a day, of a month, of a year. Each is one entry of its
 * journal, numbered without gaps in its kind. A day is the stretch of the journal since the day
 * before was closed, so that every entry is in exactly one; a month sums its days, a year its
 * months. They are built to what ISCA, SAF-T and DSFinV-K have in common, and certified by nobody.
 */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { hashSchema, headSchema } from '../journal/entry.ts'
import { perpetualSchema } from '../journal/perpetual.ts'
import { currencySchema } from '../money.ts'
import { shifted, type Period } from '../reports/period.ts'
import { sessionFiguresSchema } from '../till/figures.ts'
import { EPOCHS_LIMIT } from '../till/report.ts'
import { businessDateSchema } from '../time.ts'

export const closingKindSchema = z.enum(['day', 'month', 'year'])
export type ClosingKind = z.infer<typeof closingKindSchema>

/** What was sold by whom is no matter of the tax office. */
export const fiscalFiguresSchema = sessionFiguresSchema.omit({ people: true })
export type FiscalFigures = z.infer<typeof fiscalFiguresSchema>

/** Stretches of numbers that a closing names at most. */
const LACKING_LIMIT = 100

const lackingSchema = z.object({
  kind: z.enum(['day', 'month']),
  first: z.int().min(1),
  last: z.int().min(1),
})
export type Lacking = z.infer<typeof lackingSchema>

const placeSchema = headSchema.omit({ hash: true })

export const fiscalClosedSchema = z.object({
  kind: closingKindSchema,
  /** From 1, one more than the terminal's closing of this kind before it, held or told of. */
  number: z.int().min(1),
  /**
   * The number of a closing that this terminal wrote and does not hold any more: the backend told
   * of it, and this one follows it. Absent where it follows the terminal's own last.
   */
  after: z.int().min(1).optional(),
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`: the business date of the day's sessions, or what has it. */
  period: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
  /** True where it was not closed before its period was over. */
  late: z.literal(true).optional(),
  currency: currencySchema,
  figures: fiscalFiguresSchema,
  /** The first entry that is in it, and the last before this one: the end of the chain. */
  first: placeSchema,
  last: headSchema,
  /** Of a day that lasted into another epoch: its last entry in each epoch before. */
  earlier: z.array(placeSchema).min(1).max(EPOCHS_LIMIT).optional(),
  /** Of a month or a year: the closings that it sums, by their numbers. Absent for a day. */
  parts: z
    .object({ first: z.int().min(1), last: z.int().min(1), count: z.int().min(1) })
    .optional(),
  /**
   * Closings that this terminal wrote and does not hold any more: what they would add is not in it.
   * Where the month before is gone too, the first of them may be its own. Absent where there is
   * none.
   */
  lacking: z.array(lackingSchema).min(1).max(LACKING_LIMIT).optional(),
  /** All that the terminal ever sold, this period included. */
  perpetual: perpetualSchema,
  /** True where these totals lack what only the backend may hold; as a Z has it. */
  untold: z.literal(true).optional(),
})
export type FiscalClosed = z.infer<typeof fiscalClosedSchema>

export const PART_OF = { month: 'day', year: 'month' } as const

/**
 * The numbers that are missing among the parts of a month or a year, from after `before` up to
 * `until`, and what is missing in the parts themselves.
 */
export function lackingOf(
  kind: keyof typeof PART_OF,
  parts: readonly FiscalClosed[],
  before: number,
  until: number,
): Lacking[] {
  const gaps: Lacking[] = []
  let next = before + 1
  const skipTo = (number: number): void => {
    if (number > next) gaps.push({ kind: PART_OF[kind], first: next, last: number - 1 })
    next = Math.max(next, number + 1)
  }
  for (const { number } of parts) skipTo(number)
  skipTo(until + 1)
  return [...parts.flatMap(({ lacking = [] }) => lacking), ...gaps].slice(0, LACKING_LIMIT)
}

/** The last part that a month or a year sums, or says that it lacks. */
export function lastSummed({ kind, parts, lacking = [] }: FiscalClosed): number {
  const own = lacking.filter((each) => kind !== 'day' && each.kind === PART_OF[kind])
  return Math.max(parts?.last ?? 0, ...own.map(({ last }) => last))
}

/** Books of some closed days were handed out; the digest is of the manifest that was signed. */
export const booksWrittenSchema = z.object({
  from: businessDateSchema,
  to: businessDateSchema,
  entries: z.int().min(1),
  closings: z.int().min(1),
  digest: hashSchema,
})

/** A closing was printed: `copy` is 0 the first time, and then counts. */
export const closingPrintedSchema = z.object({
  closing: closingKindSchema,
  number: z.int().min(1),
  copy: z.int().min(0),
})

/** The highest numbers by kind; 0 where there is none. */
export const closingNumbersSchema = z.object({
  day: z.int().min(0),
  month: z.int().min(0),
  year: z.int().min(0),
})
export type ClosingNumbers = z.infer<typeof closingNumbersSchema>
export const NO_CLOSINGS: ClosingNumbers = { day: 0, month: 0, year: 0 }

/** How much of `YYYY-MM-DD` names a period. */
const LENGTHS = { day: 10, month: 7, year: 4 } as const

/** The period of a kind in which a business date lies, or a shorter period. */
export function fiscalPeriod(kind: ClosingKind, date: string): string {
  return date.slice(0, LENGTHS[kind])
}

/** The date after a business date. */
export function dateAfter(date: string): string {
  return shifted({ from: date, to: date }, 1).to
}

/** The business dates of a period, first and last. */
export function periodDates(period: string): Period {
  if (period.length === LENGTHS.day) return { from: period, to: period }
  const isMonth = period.length === LENGTHS.month
  const from = isMonth ? `${period}-01` : `${period}-01-01`
  const next = Temporal.PlainDate.from(from).add(isMonth ? { months: 1 } : { years: 1 })
  return { from, to: next.subtract({ days: 1 }).toString() }
}
