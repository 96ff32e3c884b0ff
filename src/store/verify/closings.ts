/**
 * Whether each fiscal closing is what its entries come to: a day what stands between it and the
 * day before, a month its days, a year its months. Where the first entry that is read is not the
 * journal's first, a day that began before it is held to its number, totals and chain only, and so
 * is what sums such days.
 */
import {
  fiscalPeriod,
  lackingOf,
  lastSummed,
  PART_OF,
  type FiscalClosed,
  type Lacking,
} from '../../domain/fiscal/closing.ts'
import { sumFigures } from '../../domain/fiscal/sum.ts'
import { canonicalForm } from '../../domain/journal/entry.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import { EPOCHS_LIMIT } from '../../domain/till/report.ts'
import { createSessionTally, type SessionTally } from '../../domain/till/figures.ts'
import { tendersAsIn } from '../../domain/till/tender-figures.ts'
import type { Checkpoint } from './fold.ts'

export interface ClosingFold {
  /** Takes the next entry; `reached` is all before it. Answers what is wrong with it. */
  take(entry: Entry, reached: Checkpoint): string | undefined
}

type Place = Pick<Entry, 'epoch' | 'seq'>

interface Day {
  readonly tally: SessionTally
  first: Place | undefined
  /** Its last entry in each of its epochs. */
  readonly ends: Map<string, Place>
}

interface State {
  /** Undefined while a day is read that began before the first entry. */
  day: Day | undefined
  /** Of the last session that was opened in it. */
  opened: { readonly date: string; readonly currency: string } | undefined
  /** Sessions under way that have one date: of this day, and of days that were closed since. */
  readonly sessions: { readonly own: Set<string>; readonly over: Set<string> }
  /** What the next month and the next year sum; undefined where some of it was not read. */
  readonly parts: { month: FiscalClosed[] | undefined; year: FiscalClosed[] | undefined }
  /** The last part that the month and the year before sum. */
  readonly summed: { month: number; year: number }
}

const SUMMED_BY = { day: 'month', month: 'year' } as const

export interface ClosingFoldOptions {
  /** Whether the first entry that it takes is the journal's first. */
  readonly isWhole: boolean
  /** Whether it is at least the first of a day. */
  readonly beginsDay: boolean
}

export function createClosingFold({ isWhole, beginsDay }: ClosingFoldOptions): ClosingFold {
  const parts = isWhole ? { month: [], year: [] } : { month: undefined, year: undefined }
  const state: State = {
    day: beginsDay ? newDay() : undefined,
    opened: undefined,
    sessions: { own: new Set(), over: new Set() },
    parts,
    summed: { month: 0, year: 0 },
  }
  return {
    take(entry, reached) {
      if (entry.kind === 'fiscal-closed') {
        const isNumbered = isWhole || reached.closings?.[entry.body.kind] !== undefined
        const wrong = wrongClosing(entry, reached, state, isNumbered)
        if (wrong !== undefined) return wrong
        goOn(state, entry.body)
        // A day's closing is in no day, not even the next; those of months and years are.
        if (entry.body.kind === 'day') return undefined
      }
      if (entry.kind === 'session-opened') {
        state.opened = { date: entry.businessDate, currency: entry.body.currency }
      }
      const late = wrongDay(entry, state.sessions)
      if (late !== undefined) return late
      takeInto(state.day, entry)
      return undefined
    },
  }
}

function newDay(): Day {
  return { tally: createSessionTally(), first: undefined, ends: new Map() }
}

function takeInto(day: Day | undefined, entry: Entry): void {
  if (!day) return
  const place = { epoch: entry.epoch, seq: entry.seq }
  day.tally.take(entry)
  day.first ??= place
  day.ends.set(entry.epoch.id, place)
}

/** What is sold in a day is of a session that was opened in it. */
function wrongDay(entry: Entry, { own, over }: State['sessions']): string | undefined {
  if (entry.kind === 'session-opened' && entry.body.oneDate) own.add(entry.body.session)
  if (entry.kind === 'session-closed') {
    own.delete(entry.body.session)
    over.delete(entry.body.session)
  }
  const isSold = entry.kind === 'sale-completed' || entry.kind === 'cash-moved'
  const isLate = isSold && entry.session !== null && over.has(entry.session)
  return isLate ? 'the day of its session was closed before' : undefined
}

function goOn(state: State, body: FiscalClosed): void {
  if (body.kind === 'day') {
    state.day = newDay()
    state.opened = undefined
    for (const session of state.sessions.own) state.sessions.over.add(session)
    state.sessions.own.clear()
  } else {
    state.parts[body.kind] = []
    state.summed[body.kind] = lastSummed(body)
  }
  if (body.kind !== 'year') state.parts[SUMMED_BY[body.kind]]?.push(body)
}

function wrongClosing(
  { body, prevHash, businessDate, epoch }: Entry<'fiscal-closed'>,
  reached: Checkpoint,
  state: State,
  isNumbered: boolean,
): string | undefined {
  const { kind, number, after, last, perpetual, period, late = false } = body
  const named = `the closing of its ${kind}`
  // One that was lost is told of by the backend, and is higher than all that are held.
  const before = Math.max(reached.closings?.[kind] ?? 0, after ?? 0)
  if ((isNumbered || after !== undefined) && number !== before + 1) {
    return `${named} has number ${String(number)}, not ${String(before + 1)}`
  }
  if (last.hash !== prevHash) return `${named} does not follow the entry before it`
  if (!isSame(perpetual, reached.perpetual)) {
    return `the totals of ${named} are not the sum of the sales before it`
  }
  if (body.untold !== reached.untold) return `${named} says wrongly whether its totals were told`
  if (fiscalPeriod(kind, period) !== period || late !== fiscalPeriod(kind, businessDate) > period) {
    return `${named} says wrongly which it is, or when it was written`
  }
  const isRight = kind === 'day' ? isDay(body, state, epoch.id) : isSum(body, kind, state)
  return isRight ? undefined : `${named} is not what its entries come to`
}

function isDay(body: FiscalClosed, { day, opened }: State, epoch: string): boolean {
  if (opened && (opened.date !== body.period || opened.currency !== body.currency)) return false
  if (!day) return true
  const { people: _, ...figures } = day.tally.figures()
  const tenders = tendersAsIn(body.figures.tenders, figures.tenders)
  const earlier = [...day.ends.values()].filter((end) => end.epoch.id !== epoch)
  return (
    opened !== undefined &&
    body.parts === undefined &&
    isSame(body.figures, { ...figures, tenders }) &&
    isSame(body.first, day.first ?? {}) &&
    isSame(body.earlier ?? [], earlier.slice(-EPOCHS_LIMIT))
  )
}

function isSum(body: FiscalClosed, kind: 'month' | 'year', state: State): boolean {
  const parts = state.parts[kind]
  if (!parts) return true
  const [first, last] = [parts.at(0), parts.at(-1)]
  if (!first || !last) return false
  const { period, currency } = body
  const named = { first: first.number, last: last.number, count: parts.length }
  return (
    parts.every((part) => part.currency === currency) &&
    parts.every((part) => fiscalPeriod(kind, part.period) === period) &&
    isSame(body.parts ?? {}, named) &&
    isSame(body.first, first.first) &&
    isSame(body.lacking ?? [], lackingIn(body, kind, parts, state.summed[kind])) &&
    isSame(body.figures, sumFigures(parts.map(({ figures }) => figures)))
  )
}

/** That the backend told of more behind the last part no entry before it shows. */
function lackingIn(
  { lacking = [] }: FiscalClosed,
  kind: 'month' | 'year',
  parts: readonly FiscalClosed[],
  before: number,
): Lacking[] {
  const last = parts.at(-1)?.number ?? 0
  const behind = lacking.find((each) => each.kind === PART_OF[kind] && each.first === last + 1)
  return lackingOf(kind, parts, before, behind?.last ?? last)
}

function isSame(a: object, b: object): boolean {
  return canonicalForm(a) === canonicalForm(b)
}
