/**
 * Checks a terminal's database by what the file alone holds. The journal: every hash, link, schema
 * and sum, and every signature with the key that its epoch named. The books: that each entry's rows
 * are those that it says, that no row stands there without one, and the perpetual totals. What a
 * file alone cannot show is that its end was cut off together with all that speaks of it: the
 * backend's heads show that.
 */
import type { Connection } from './connection.ts'
import { judge, type Verification } from './verify/judge.ts'
import type { Checkpoint } from './verify/fold.ts'
import { openReadOnly } from './verify/read-only.ts'
import { asFarAsReadable } from './verify/rows.ts'
import { isRight, isRightInParallel, type Proof } from './verify/sealed-row.ts'
import { findStray, type Broken } from './verify/strays.ts'
import { walkJournal, type Progress, type Walk, type Walked } from './verify/walk.ts'

export type { Broken } from './verify/strays.ts'
export type { Checkpoint } from './verify/fold.ts'
export type { Progress } from './verify/walk.ts'
export type { Verification } from './verify/judge.ts'

export interface JournalOptions {
  /** Where an earlier verification ended: nothing before it is read again. */
  readonly from?: Checkpoint
  /** False for a copy of what is verified elsewhere: its hashes say enough. */
  readonly signatures?: boolean
}

export interface DatabaseOptions {
  /** SQLite's own check: `full` compares indexes with their tables, `quick` does not. */
  readonly check: 'full' | 'quick'
  readonly onProgress?: (progress: Progress) => void
}

/**
 * The journal and the perpetual totals. Reads the file and changes nothing; it may be open
 * elsewhere. Throws where it is not a database of a terminal.
 */
export function verifyJournal(file: string, options: JournalOptions = {}): Verification {
  const { from, signatures = true } = options
  const connection = openReadOnly(file)
  try {
    connection.exec('BEGIN')
    const lost = from && beginningLost(connection, from)
    if (lost) return { entries: 0, sales: 0, heads: [], broken: lost, end: undefined }
    const walk = walkJournal(connection, { ...(from && { from }), books: false, signatures })
    let step = walk.next()
    while (step.done !== true) step = walk.next(step.value.findIndex((proof) => !isRight(proof)))
    return judge(connection, step.value)
  } finally {
    connection.close()
  }
}

function beginningLost(connection: Connection, { head }: Checkpoint): Broken | undefined {
  const found = connection
    .prepare<[number, string, number], string>(
      'SELECT hash FROM journal WHERE epoch_ordinal = ? AND epoch_id = ? AND seq = ?',
    )
    .pluck()
    .get(head.epoch.ordinal, head.epoch.id, head.seq)
  if (found === head.hash) return undefined
  const place = { epoch: head.epoch.ordinal, seq: head.seq }
  return { ...place, reason: 'it is not the one that was verified before' }
}

/**
 * All of a database: the file as SQLite sees it, the journal and the books. Its signatures are
 * checked on as many cores as there are, and it takes the thread while it reads: it is for a
 * worker. Throws like `verifyJournal`.
 */
export async function verifyDatabase(
  file: string,
  { check, onProgress }: DatabaseOptions,
): Promise<Verification> {
  const connection = openReadOnly(file)
  try {
    connection.exec('BEGIN')
    const options = { books: true, signatures: true, ...(onProgress && { onProgress }) }
    const walked = await walkInParallel(walkJournal(connection, options))
    const stray = asFarAsReadable(() => findStray(connection))
    const verification = judge(connection, walked, stray)
    const broken = verification.broken ?? findDamage(connection, check)
    return broken ? { ...verification, broken, end: undefined } : verification
  } finally {
    connection.close()
  }
}

async function walkInParallel(walk: Walk): Promise<Walked> {
  let step = walk.next()
  while (step.done !== true) step = walk.next(await firstWrong(step.value))
  return step.value
}

async function firstWrong(proofs: readonly Proof[]): Promise<number> {
  return (await Promise.all(proofs.map(isRightInParallel))).indexOf(false)
}

function findDamage(connection: Connection, check: DatabaseOptions['check']): Broken | undefined {
  const pragma = check === 'full' ? 'integrity_check(1)' : 'quick_check(1)'
  const found = String(connection.pragma(pragma, { simple: true }))
  if (found === 'ok') return undefined
  return { epoch: 0, seq: 0, reason: `the file is damaged: ${found}` }
}
