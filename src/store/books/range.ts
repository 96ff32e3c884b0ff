/** Which entries the books of some days are, and what the journal had come to before them. */
import type { FiscalClosed } from '../../domain/fiscal/closing.ts'
import type { BooksManifest } from '../../domain/fiscal/manifest.ts'
import { entryId, type Head } from '../../domain/journal/entry.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { Connection } from '../connection.ts'

export interface BooksRange {
  readonly before: BooksManifest['before']
  /** Ids of the first entry and of the last. */
  readonly first: string
  readonly last: string
}

type Closing = Entry<'fiscal-closed'>

/**
 * From the first entry of the first day that was closed of those dates to the last closing that
 * follows the last of them at once. Undefined where none of them is closed.
 */
export function rangeOf(connection: Connection, from: string, to: string): BooksRange | undefined {
  const days = connection
    .prepare<[string, string], string>(
      `SELECT canonical FROM journal
       WHERE kind = 'fiscal-closed' AND canonical ->> '$.body.kind' = 'day'
         AND canonical ->> '$.body.period' BETWEEN ? AND ? ORDER BY id`,
    )
    .pluck()
    .all(from, to)
  const [first, last] = [days.at(0), days.at(-1)].map((each) => each && entryOf(each))
  if (!first || !last) return undefined
  const begin = first.body.first
  return {
    before: beforeOf(connection, entryId(begin.epoch, begin.seq)),
    first: entryId(begin.epoch, begin.seq),
    last: lastOf(connection, entryId(last.epoch, last.seq)),
  }
}

/** The months and years that were closed together with the day. */
function lastOf(connection: Connection, day: string): string {
  const next = connection.prepare<[string], { id: string; kind: string; of: string }>(
    `SELECT id, kind, canonical ->> '$.body.kind' AS of FROM journal
     WHERE id > ? ORDER BY id LIMIT 1`,
  )
  let last = day
  for (;;) {
    const row = next.get(last)
    if (row?.kind !== 'fiscal-closed' || row.of === 'day') return last
    last = row.id
  }
}

function beforeOf(connection: Connection, first: string): BooksManifest['before'] {
  const previous = connection
    .prepare<[string], { canonical: string; hash: string }>(
      'SELECT canonical, hash FROM journal WHERE id < ? ORDER BY id DESC LIMIT 1',
    )
    .get(first)
  if (!previous) return null
  const { epoch, seq, kind, body } = JSON.parse(previous.canonical) as Closing
  if (kind !== 'fiscal-closed') throw new Error('a day begins after the closing of the one before')
  const head: Head = { epoch, seq, hash: previous.hash }
  const last = prepareLast(connection, epoch.ordinal, seq)
  return {
    ...{ head, publicKey: keyOf(connection, epoch.ordinal), perpetual: body.perpetual },
    ...(body.untold && { untold: body.untold }),
    saleNumber: last('sale-completed', '$.body.number'),
    invoiceNumber: last('invoice-issued', '$.body.number'),
    z: lastZ(connection, entryId(epoch, seq)),
    closings: {
      day: body.number,
      ...{ month: closed(connection, 'month', first), year: closed(connection, 'year', first) },
    },
  }
}

/** Of the numbers that an epoch counts: the last one up to an entry, 0 where there is none. */
function prepareLast(connection: Connection, epoch: number, seq: number) {
  return (kind: string, path: string): number =>
    connection
      .prepare<[string, string, number, number], number>(
        `SELECT canonical ->> ? FROM journal
         WHERE kind = ? AND epoch_ordinal = ? AND seq <= ? ORDER BY seq DESC LIMIT 1`,
      )
      .pluck()
      .get(path, kind, epoch, seq) ?? 0
}

function lastZ(connection: Connection, until: string): number {
  return (
    connection
      .prepare<[string], number | null>('SELECT max(z) FROM till_session WHERE closing <= ?')
      .pluck()
      .get(until) ?? 0
  )
}

function closed(connection: Connection, kind: FiscalClosed['kind'], before: string): number {
  return (
    connection
      .prepare<[string, string], number>(
        `SELECT canonical ->> '$.body.number' FROM journal
         WHERE kind = 'fiscal-closed' AND canonical ->> '$.body.kind' = ? AND id < ?
         ORDER BY id DESC LIMIT 1`,
      )
      .pluck()
      .get(kind, before) ?? 0
  )
}

function keyOf(connection: Connection, epoch: number): string {
  const key = connection
    .prepare<[number], string>(
      `SELECT canonical ->> '$.body.publicKey' FROM journal WHERE epoch_ordinal = ? AND seq = 1`,
    )
    .pluck()
    .get(epoch)
  if (key === undefined) throw new Error(`epoch ${String(epoch)} does not begin in this file`)
  return key
}

function entryOf(canonical: string): Closing {
  return JSON.parse(canonical) as Closing
}
