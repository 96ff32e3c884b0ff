/** When backups are made: where one is asked for, and where the newest is too old. */
import { createBackupMaker, type BackupParts, type RunningBackups } from './backup-maker.ts'

/** Whoever starts a terminal wants to sell: the first look waits. */
const FIRST_LOOK_MS = 5 * 60_000
const LOOK_EVERY_MS = 10 * 60_000
const OLD_MS = 6 * 3_600_000
/** After one that failed the schedule tries no sooner again. */
const FAILED_REST_MS = 3_600_000

export function createBackups(parts: BackupParts): RunningBackups {
  const { clock } = parts
  const maker = createBackupMaker(parts)
  const lookAgain = (): void => {
    cancel = clock.after(LOOK_EVERY_MS, lookAgain)
    const now = clock.now()
    // Either way: a clock that was set back must not make a backup look young for ever.
    const isLongAgo = (at: number | undefined, ms: number): boolean =>
      at === undefined || Math.abs(now - at) >= ms
    if (!isLongAgo(maker.newest()?.at, OLD_MS)) return
    if (isLongAgo(maker.failure()?.at, FAILED_REST_MS)) maker.ask('scheduled')
  }
  let cancel = clock.after(FIRST_LOOK_MS, lookAgain)
  return {
    ...maker,
    close() {
      cancel()
      return maker.close()
    },
  }
}
