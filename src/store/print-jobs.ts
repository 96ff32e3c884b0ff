/** Print jobs: rows before the first byte goes out, so that none is ever lost in silence. */
import { PRINT_JOBS_LIMIT } from '../contract/terminal/views.ts'
import type { ReceiptDocument } from '../domain/receipt/document.ts'
import type { Clock } from '../ports/clock.ts'
import type { LabelRun } from '../ports/devices.ts'
import type { PrintJob, PrintJobs, PrintState, SlipSubject } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import type { Transactions } from './transactions.ts'

/** How long a held job rests before the printer is asked again. */
export const HELD_REST_MS = 3000
const OPEN_LIMIT = 50
/** An ended job is kept so long, and of those at most so many; what is open is never forgotten. */
export const ENDED_KEPT_MS = 30 * 24 * 60 * 60_000
export const ENDED_LIMIT = 10_000
/** One more than a new job needs, so that a crowd of before a lower limit thins out. */
const GIVEN_UP_AT_ONCE = 2
/** Each second job forgets so many at most, so that no sale waits for a long clean-up. */
const FORGOTTEN_AT_ONCE = 4

interface JobRow extends Omit<PrintJob, 'document' | 'labels' | 'createdAt' | 'about'> {
  readonly about: string | null
  readonly document: string | null
  readonly created_at: number
}

const COLUMNS = 'id, kind, sale, about, document, state, condition, created_at'

export function createPrintJobs(
  connection: Connection,
  transactions: Transactions,
  clock: Clock,
): PrintJobs {
  const add = connection.prepare<[Record<string, string | number | null>]>(
    `INSERT INTO print_job (id, kind, sale, about, state, created_at, changed_at, document)
     VALUES (@id, @kind, @sale, @about, 'queued', @createdAt, @createdAt, @document)`,
  )
  const find = connection.prepare<[string], JobRow>(`SELECT ${COLUMNS} FROM print_job WHERE id = ?`)
  const next = prepareDue(connection, "NOT IN ('drawer', 'labels')")
  // A held drawer job is never due again: a drawer that opens minutes later is watched by nobody.
  const nextDrawer = connection.prepare<[], JobRow>(
    `SELECT ${COLUMNS} FROM print_job INDEXED BY print_job_open
     WHERE state NOT IN ('printed', 'sent', 'cancelled') AND state = 'queued' AND kind = 'drawer'
     ORDER BY number LIMIT 1`,
  )
  const open = connection.prepare<[], JobRow>(
    `SELECT ${COLUMNS} FROM print_job INDEXED BY print_job_open
     WHERE state NOT IN ('printed', 'sent', 'cancelled') AND state IN ('held', 'unknown')
     ORDER BY kind = 'labels', number LIMIT ${OPEN_LIMIT}`,
  )
  const waiting = connection
    .prepare<[], number>(
      `SELECT count(*) FROM print_job INDEXED BY print_job_open
       WHERE state NOT IN ('printed', 'sent', 'cancelled') AND state IN ('held', 'unknown')`,
    )
    .pluck()
  const forget = prepareForget(connection)
  const labels = prepareLabels(connection, clock)
  const setState = connection.prepare<[PrintState, string | null, number, string]>(
    'UPDATE print_job SET state = ?, condition = ?, changed_at = ? WHERE id = ?',
  )
  return {
    add({ id, kind, sale, about, document, labels, createdAt }) {
      const shown = labels ?? document
      const text = shown === null ? null : JSON.stringify(shown)
      const { lastInsertRowid } = add.run({
        ...{ id, kind, sale, createdAt, document: text },
        about: about ? JSON.stringify(about) : null,
      })
      const number = Number(lastInsertRowid)
      if (number % 2 === 0) forget(number, createdAt)
    },
    find: (id) => toJob(find.get(id)),
    next: () => toJob(next.get({ now: clock.now() })),
    ...labels,
    nextDrawer: () => toJob(nextDrawer.get()),
    setState(id, state, condition, at) {
      const { changes } = setState.run(state, condition, at, id)
      if (changes === 0) throw new Error(`no print job ${id}`)
    },
    open: () => open.all().map((row) => toJob(row)),
    waiting: () => waiting.get() ?? 0,
    beyondLimit: prepareBeyondLimit(connection),
    loseSight: prepareLoseSight(connection, transactions),
  }
}

function prepareLoseSight(
  connection: Connection,
  transactions: Transactions,
): PrintJobs['loseSight'] {
  const move = connection.prepare<[PrintState, string | null, number, PrintState]>(
    `UPDATE print_job SET state = ?, condition = ?, changed_at = ?
     WHERE state NOT IN ('printed', 'sent', 'cancelled') AND state = ?`,
  )
  // The close is over: held, it comes out as what it is by then.
  const holdZ = connection.prepare<[number]>(
    `UPDATE print_job SET state = 'held', condition = 'unknown', changed_at = ?
     WHERE state NOT IN ('printed', 'sent', 'cancelled') AND state = 'queued'
       AND kind = 'close-slip'`,
  )
  return (at) =>
    transactions.run(() => {
      // Nothing was sent while the printer was only being asked.
      move.run('queued', null, at, 'checking')
      holdZ.run(at)
      return move.run('unknown', 'unknown', at, 'sending').changes
    })
}

/** The oldest of some kinds that may be sent now; a clock that was set counts as rested. */
function prepareDue(connection: Connection, kinds: string) {
  return connection.prepare<[{ now: number }], JobRow>(
    `SELECT ${COLUMNS} FROM print_job INDEXED BY print_job_open
     WHERE state NOT IN ('printed', 'sent', 'cancelled') AND kind ${kinds} AND (
       state = 'queued' OR (state = 'held' AND abs(@now - changed_at) >= ${HELD_REST_MS})
     )
     ORDER BY number LIMIT 1`,
  )
}

function prepareLabels(
  connection: Connection,
  clock: Clock,
): Pick<PrintJobs, 'nextLabels' | 'holdLabels' | 'holdsLabels' | 'countLabels'> {
  const next = prepareDue(connection, "= 'labels'")
  const hold = connection.prepare<[string, number]>(
    `UPDATE print_job SET state = 'held', condition = ?, changed_at = ?
     WHERE state NOT IN ('printed', 'sent', 'cancelled') AND state = 'queued' AND kind = 'labels'`,
  )
  const isHeld = connection
    .prepare<[], number>(
      `SELECT 1 FROM print_job INDEXED BY print_job_open
       WHERE state NOT IN ('printed', 'sent', 'cancelled') AND state = 'held' AND kind = 'labels'
       LIMIT 1`,
    )
    .pluck()
  const count = connection
    .prepare<[], number>(
      `SELECT count(*) FROM print_job INDEXED BY print_job_open
       WHERE state NOT IN ('printed', 'sent', 'cancelled') AND kind = 'labels'`,
    )
    .pluck()
  return {
    nextLabels: () => toJob(next.get({ now: clock.now() })),
    holdLabels(condition, at) {
      hold.run(condition, at)
    },
    holdsLabels: () => isHeld.get() !== undefined,
    countLabels: () => count.get() ?? 0,
  }
}

function prepareBeyondLimit(connection: Connection): () => readonly PrintJob[] {
  const beyond = connection.prepare<[], JobRow>(
    `SELECT ${COLUMNS} FROM print_job INDEXED BY print_job_open
     WHERE state NOT IN ('printed', 'sent', 'cancelled') AND state IN ('queued', 'held', 'unknown')
       AND kind <> 'labels'
     ORDER BY number
     LIMIT max(0, min(${GIVEN_UP_AT_ONCE}, (
       SELECT count(*) FROM print_job INDEXED BY print_job_open
       WHERE state NOT IN ('printed', 'sent', 'cancelled') AND kind <> 'labels'
     ) - ${PRINT_JOBS_LIMIT}))`,
  )
  return () => beyond.all().map((row) => toJob(row))
}

/** Called with a new job; forgets what ended long ago, and what ended before too many others. */
function prepareForget(connection: Connection): (newest: number, at: number) => void {
  const forgetMany = connection.prepare<[number]>(
    `DELETE FROM print_job WHERE number IN (
       SELECT number FROM print_job
       WHERE number <= ? AND state IN ('printed', 'sent', 'cancelled')
       ORDER BY number LIMIT ${FORGOTTEN_AT_ONCE}
     )`,
  )
  // Of the oldest only: to look through all of them would be slow, and the other bound holds too.
  const forgetOld = connection.prepare<[number]>(
    `DELETE FROM print_job WHERE number IN (
       SELECT number FROM (SELECT * FROM print_job ORDER BY number LIMIT ${FORGOTTEN_AT_ONCE})
       WHERE changed_at < ? AND state IN ('printed', 'sent', 'cancelled')
     )`,
  )
  return (newest, at) => {
    forgetMany.run(newest - ENDED_LIMIT)
    forgetOld.run(at - ENDED_KEPT_MS)
  }
}

function toJob(row: JobRow): PrintJob
function toJob(row: JobRow | undefined): PrintJob | undefined
function toJob(row: JobRow | undefined): PrintJob | undefined {
  if (!row) return undefined
  const { created_at: createdAt, document: text, about, ...rest } = row
  const subject = about === null ? {} : { about: JSON.parse(about) as SlipSubject }
  const job = { ...rest, ...subject }
  // Only `add` writes it: its shape needs no second check.
  if (job.kind === 'labels') {
    return { ...job, document: null, labels: JSON.parse(text ?? '') as LabelRun, createdAt }
  }
  const document = text === null ? null : (JSON.parse(text) as ReceiptDocument)
  return { ...job, document, createdAt }
}
