/**
 * The program starts and stops. A start is an entry, which says how the run before it ended; a stop
 * is kept in this file until then, since an entry that is written last of all would never be sent.
 */
import { businessDateOf } from '../domain/time.ts'
import type { Clock } from '../ports/clock.ts'
import type { Journal, Settings } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import type { Transactions } from './transactions.ts'

export interface ProgramRuns {
  /** The terminal is up and enrolled. */
  started(version: string): void
  /** It ends in good order: nothing more is written. */
  stopped(): void
}

export interface ProgramRunParts {
  readonly connection: Connection
  readonly transactions: Transactions
  readonly journal: Journal
  readonly settings: Settings
  readonly clock: Clock
}

export function createProgramRuns(parts: ProgramRunParts): ProgramRuns {
  const { connection, transactions, journal, settings, clock } = parts
  const last = connection.prepare<[], { stoppedAt: number | null }>(
    'SELECT stopped_at AS stoppedAt FROM program_run',
  )
  const run = connection.prepare(
    `INSERT INTO program_run (only, stopped_at) VALUES (1, NULL)
     ON CONFLICT (only) DO UPDATE SET stopped_at = NULL`,
  )
  const stop = connection.prepare<[number]>('UPDATE program_run SET stopped_at = ?')
  return {
    started(version) {
      transactions.run(() => {
        const before = last.get()
        const at = clock.now()
        // Before the first pull no zone is known, and a day is a day in UTC.
        const businessDate = businessDateOf(at, settings.store()?.zone ?? 'UTC')
        const body = { version, ...(before && { stopped: before.stoppedAt }) }
        const context = { at, businessDate, session: null, actor: null, approver: null }
        journal.append({ kind: 'program-started', body }, context)
        run.run()
      })
    },
    stopped: () => void stop.run(clock.now()),
  }
}
