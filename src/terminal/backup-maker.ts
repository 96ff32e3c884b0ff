/** Makes backups in a worker, one at a time, and keeps what came of the last. */
import type { Backup, BackupFailure, BackupReason, Backups } from '../ports/backup.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import { StoreFailure } from '../ports/store.ts'
import { backupFolderOf, listBackups, sweepBackups } from '../store/backup-folder.ts'
import { backupInWorker, type LongWork } from '../store/worker.ts'
import type { MadeBackup } from '../store/backup.ts'

export interface BackupParts {
  /** The database; the folder of its backups lies beside it. */
  readonly file: string
  readonly clock: Clock
  readonly log: Log
}

export interface RunningBackups extends Backups {
  /** Gives up the one under way, and makes no more. */
  close(): Promise<void>
}

export function createBackupMaker({ file, clock, log }: BackupParts): RunningBackups {
  const listeners = new Set<() => void>()
  let newest = look(file, log)
  let failure: ReturnType<Backups['failure']>
  let work: LongWork<MadeBackup> | undefined
  let making: Promise<void> | undefined
  let wanted: BackupReason | undefined
  let isClosed = false

  /** Never rejects. */
  const make = async (): Promise<void> => {
    while (wanted !== undefined) {
      const reason = wanted
      const at = clock.now()
      wanted = undefined
      work = backupInWorker({ file, at })
      try {
        const { file: made, verification } = await work.done
        newest = { file: made, at }
        failure = undefined
        log.info('a backup was made and verified', { reason, entries: verification.entries })
      } catch (error) {
        if (isClosed) return
        const code = codeOf(error)
        failure = { code, at }
        log.error('a backup failed', { reason, code, problem: String(error) })
      }
      for (const call of listeners) call()
    }
  }

  return {
    ask(reason) {
      if (isClosed) return
      wanted = reason
      making ??= make().finally(() => void (making = undefined))
    },
    newest: () => newest,
    failure: () => failure,
    onChange(call) {
      listeners.add(call)
      return () => void listeners.delete(call)
    },
    async close() {
      isClosed = true
      wanted = undefined
      if (!making) return
      await work?.stop()
      await making
      sweepBackups(backupFolderOf(file))
    },
  }
}

/** Sweeps what a killed process left behind; answers the newest that is whole. */
function look(file: string, log: Log): Backup | undefined {
  const folder = backupFolderOf(file)
  try {
    sweepBackups(folder)
    return listBackups(folder)[0]
  } catch (error) {
    log.warn('the backups cannot be looked at', { problem: String(error) })
    return undefined
  }
}

function codeOf(error: unknown): BackupFailure {
  const code = error instanceof StoreFailure ? error.code : undefined
  switch (code) {
    case 'disk-full':
    case 'disk-read-only':
    case 'database-damaged':
      return code
    default:
      return 'disk-failed'
  }
}
