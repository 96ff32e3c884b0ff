/**
 * The disk and the power of this thread, at the seam where SQLite is asked: any statement may find
 * the disk full, any COMMIT may fail to be synced, and the power may go before, after or between.
 */
import Database from 'better-sqlite3'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { replace } from './platform.ts'
import type { CutPlace, Trouble } from './protocol.ts'

/** Thrown where the terminal dies. Whoever started the work lets it go; nothing may hide it. */
class PowerCut extends Error {
  constructor() {
    super('the power was cut')
    this.name = 'PowerCut'
  }
}

export interface Disk {
  arm(trouble: Trouble): void
  /** Where it ended; undefined while it lives. */
  readonly cut: CutPlace | undefined
  /** Whether a write met a full disk since this was asked last. */
  metFull(): boolean
  /** A disk in trouble explains what the code complains of. */
  readonly isTroubled: boolean
}

type Run = (this: Database.Statement, ...values: unknown[]) => unknown

interface Statements {
  run: Run
  get: Run
  all: Run
}

/** Files of the database as a cut leaves them; what the dying thread still writes is lost. */
export const FILES = ['terminal.db', 'terminal.db-wal', 'terminal.db.witness'] as const

/** Takes hold of every statement that this thread will ever run on `terminal.db`. */
export function seizeDisk(folder: string, now: () => number): Disk {
  let armed: { readonly kind: CutPlace; left: number; readonly isFound: boolean } | undefined
  let fullUntil = Number.NEGATIVE_INFINITY
  let hasMetFull = false
  let cut: CutPlace | undefined

  const end = (place: CutPlace): void => {
    cut = place
    keepFiles(folder)
  }
  const failing = (): Error =>
    cut === 'fsync-failed'
      ? new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC')
      : new PowerCut()
  const strikes = (place: CutPlace): boolean => {
    if (armed?.kind !== place) return false
    armed.left -= 1
    return armed.left <= 0
  }
  const around = (statement: Database.Statement, run: () => unknown): unknown => {
    const isCommit = statement.source === 'COMMIT'
    // SQLite calls a COMMIT read-only, since what it writes was written before.
    if (!isTill(statement) || (statement.readonly && !isCommit)) return run()
    if (cut !== undefined) throw failing()
    if (now() < fullUntil && WRITES.test(statement.source)) {
      hasMetFull = true
      throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL')
    }
    const place = isCommit ? 'crash-before-commit' : 'crash-midway'
    if (strikes(place)) return die(place)
    if (isCommit && strikes('fsync-failed')) return failToSync(statement, run)
    const answer = run()
    if (isCommit && strikes('crash-after-commit')) return die('crash-after-commit')
    return answer
  }
  const die = (place: CutPlace): never => {
    end(place)
    throw failing()
  }
  /** Whether the pages of an unsynced commit are found again after the restart is chance. */
  const failToSync = (statement: Database.Statement, commit: () => unknown): never => {
    if (armed?.isFound === true) commit()
    else statement.database.exec('ROLLBACK')
    return die('fsync-failed')
  }
  wrap(around)
  return {
    arm(trouble) {
      if (trouble.kind === 'none') {
        armed = undefined
        fullUntil = Number.NEGATIVE_INFINITY
      } else if (trouble.kind === 'disk-full') fullUntil = trouble.until
      else {
        const { kind, passes } = trouble
        armed ??= { kind, left: passes, isFound: passes % 2 === 0 }
      }
    },
    get cut() {
      return cut
    },
    metFull() {
      const answer = hasMetFull
      hasMetFull = false
      return answer
    },
    get isTroubled() {
      return cut !== undefined || now() < fullUntil
    },
  }
}

const WRITES = /^\s*(INSERT|UPDATE|DELETE|REPLACE|COMMIT)/i

function isTill({ database }: Database.Statement): boolean {
  return database.name.endsWith('terminal.db')
}

function wrap(around: (statement: Database.Statement, run: () => unknown) => unknown): void {
  const memory = new Database(':memory:')
  const prototype = Object.getPrototypeOf(memory.prepare('SELECT 1')) as Statements
  memory.close()
  for (const name of ['run', 'get', 'all'] as const) {
    const real = prototype[name]
    function wrapped(this: Database.Statement, ...values: unknown[]): unknown {
      return around(this, () => real.apply(this, values))
    }
    replace(prototype, { [name]: wrapped })
  }
}

/** The files as they are at this moment, the write-ahead log included, for the next life. */
export function keepFiles(folder: string): void {
  const kept = join(folder, 'kept')
  rmSync(kept, { recursive: true, force: true })
  mkdirSync(kept)
  for (const name of FILES) {
    if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(kept, name))
  }
}

/** The bytes of that moment, in the very same files: none was copied, none was written. */
export function putBackFiles(folder: string): void {
  for (const name of FILES) {
    const kept = join(folder, 'kept', name)
    if (existsSync(kept)) writeFileSync(join(folder, name), readFileSync(kept))
    else rmSync(join(folder, name), { force: true })
  }
  rmSync(join(folder, 'terminal.db-shm'), { force: true })
}
