/**
 * Keeps at most one work of its kind under way, and one more waiting, however often it is asked.
 */
import type { Log } from '../ports/log.ts'

export interface Keeper {
  /** Begins soon; asked again meanwhile, it begins once more when the first has ended. */
  ask(): void
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>
  /** As `settled`, without what still waits. */
  close(): Promise<void>
}

export function createKeeper(work: () => Promise<void>, log: Log): Keeper {
  let running: Promise<void> | undefined
  let again = false
  const run = async (): Promise<void> => {
    do {
      again = false
      await work().catch((error: unknown) => {
        log.warn('the comparison with the backend came to no end', { problem: String(error) })
      })
    } while (again)
    running = undefined
  }
  const settled = async (): Promise<void> => running
  return {
    ask() {
      if (running) again = true
      else running = run()
    },
    settled,
    close() {
      again = false
      return settled()
    },
  }
}
