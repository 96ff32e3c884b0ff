/** Fiscal closings, read from the journal that they are entries of. */
import {
  lastSummed,
  NO_CLOSINGS,
  PART_OF,
  type ClosingKind,
  type ClosingNumbers,
  type FiscalClosed,
} from '../domain/fiscal/closing.ts'
import type { Entry } from '../domain/journal/facts.ts'
import type { FiscalClosings, OpenDay, RecordedClosing } from '../ports/fiscal-closings.ts'
import type { Connection } from './connection.ts'
import type { DayTally } from './day-tally.ts'
import { readTold, type ToldRow } from './told-closings.ts'

const NONE_TOLD = JSON.stringify(NO_CLOSINGS)

/** As the index has it, so that no other entry is read. */
const OF_KIND = `kind = 'fiscal-closed' AND canonical ->> '$.body.kind' = ?`

export function createFiscalClosings(connection: Connection, day: DayTally): FiscalClosings {
  const lastId = connection
    .prepare<[ClosingKind], string>(
      `SELECT id FROM journal WHERE ${OF_KIND}
       ORDER BY canonical ->> '$.body.kind', id DESC LIMIT 1`,
    )
    .pluck()
  const last = connection
    .prepare<[ClosingKind], string>(
      `SELECT canonical FROM journal WHERE ${OF_KIND}
       ORDER BY canonical ->> '$.body.kind', id DESC LIMIT 1`,
    )
    .pluck()
  const after = connection
    .prepare<[ClosingKind, string], string>(
      `SELECT canonical FROM journal WHERE ${OF_KIND} AND id > ?
       ORDER BY canonical ->> '$.body.kind', id`,
    )
    .pluck()
  const lastNumber = connection
    .prepare<[ClosingKind], number>(
      `SELECT canonical ->> '$.body.number' FROM journal WHERE ${OF_KIND}
       ORDER BY canonical ->> '$.body.kind', id DESC LIMIT 1`,
    )
    .pluck()
  const told = connection.prepare<[], string>('SELECT closings FROM till_news').pluck()
  const session = connection.prepare<[string], OpenDay>(
    `SELECT business_date AS date, currency FROM till_session
     WHERE entry > ? ORDER BY rowid DESC LIMIT 1`,
  )
  const newest = connection.prepare<[number], ClosingRow>(
    `SELECT canonical, hash FROM journal INDEXED BY fiscal_closing
     WHERE kind = 'fiscal-closed' ORDER BY id DESC LIMIT ?`,
  )
  const one = connection.prepare<[ClosingKind, number], PrintedRow>(
    `SELECT canonical, hash, (
       SELECT count(*) FROM journal AS print WHERE print.kind = 'closing-printed'
         AND print.canonical ->> '$.body.closing' = journal.canonical ->> '$.body.kind'
         AND print.canonical ->> '$.body.number' = journal.canonical ->> '$.body.number'
     ) AS prints
     FROM journal WHERE ${OF_KIND} AND canonical ->> '$.body.number' = ?
     ORDER BY canonical ->> '$.body.kind', id DESC LIMIT 1`,
  )
  const lost = prepareTold(connection)
  return {
    find(kind, number) {
      const row = one.get(kind, number)
      return row ? { ...recordedOf(row), prints: row.prints } : lost.find(kind, number)
    },
    openDay: () => session.get(lastId.get('day') ?? ''),
    isBefore: (entry) => entry < (lastId.get('day') ?? ''),
    sumDay: day.sum,
    next(kind) {
      const own = lastNumber.get(kind) ?? 0
      const { [kind]: known } = JSON.parse(told.get() ?? NONE_TOLD) as ClosingNumbers
      return known > own ? { number: known + 1, after: known } : { number: own + 1 }
    },
    unsummed: (kind) => after.all(PART_OF[kind], lastId.get(kind) ?? '').map(bodyOf),
    summed(kind) {
      const text = last.get(kind)
      return text === undefined ? 0 : lastSummed(bodyOf(text))
    },
    newest: (most) =>
      [...newest.all(most).map(recordedOf), ...lost.newest(most)].toSorted(byPlace).slice(0, most),
  }
}

interface ClosingRow {
  readonly canonical: string
  readonly hash: string
}

interface PrintedRow extends ClosingRow {
  readonly prints: number
}

function recordedOf({ canonical, hash }: ClosingRow): RecordedClosing {
  return { entry: JSON.parse(canonical) as Entry<'fiscal-closed'>, hash, isTold: false }
}

/** Newest first. */
function byPlace({ entry: a }: RecordedClosing, { entry: b }: RecordedClosing): number {
  return b.epoch.ordinal - a.epoch.ordinal || b.seq - a.seq
}

/** Those that the journal has lost. Where it has given the number anew, its own closing stands. */
function prepareTold(connection: Connection): Pick<FiscalClosings, 'find' | 'newest'> {
  const read = (where: string) =>
    connection.prepare<(string | number)[], ToldRow>(
      `SELECT told.*, max(1, prints + (
         SELECT count(*) FROM journal AS print WHERE print.kind = 'closing-printed'
           AND print.canonical ->> '$.body.closing' = told.kind
           AND print.canonical ->> '$.body.number' = told.number
       )) AS prints
       FROM told_closing AS told
       WHERE told.kind <> 'z' AND NOT EXISTS (
         SELECT 1 FROM journal WHERE journal.kind = 'fiscal-closed'
           AND journal.canonical ->> '$.body.kind' = told.kind
           AND journal.canonical ->> '$.body.number' = told.number
       ) ${where}`,
    )
  const newest = read('ORDER BY told.id DESC LIMIT ?')
  const one = read('AND told.kind = ? AND told.number = ? ORDER BY told.id DESC')
  const recorded = (row: ToldRow): (RecordedClosing & { readonly prints: number })[] => {
    const entry = readTold(row)
    if (entry?.kind !== 'fiscal-closed') return []
    return [{ entry, hash: row.hash, isTold: true, prints: row.prints }]
  }
  return {
    newest: (most) => newest.all(most).flatMap(recorded),
    find: (kind, number) => one.all(kind, number).flatMap(recorded)[0],
  }
}

function bodyOf(canonical: string): FiscalClosed {
  return (JSON.parse(canonical) as Entry<'fiscal-closed'>).body
}
