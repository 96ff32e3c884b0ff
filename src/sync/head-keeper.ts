/** Keeps at most one comparison of heads under way, and one more waiting, however often it is asked for. */
import type { Log } from '../ports/log.ts'

export interface HeadKeeper {
  /** Asks soon; asked again meanwhile, it asks once more when the first is answered. */
  ask(): void
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>
}

export function createHeadKeeper(check: () => Promise<void>, log: Log): HeadKeeper {
  let running: Promise<void> | undefined
  let again = false
  const run = async (): Promise<void> => {
    do {
      again = false
      await check().catch((error: unknown) => {
        log.warn('the heads could not be compared', { problem: String(error) })
      })
    } while (again)
    running = undefined
  }
  return {
    ask() {
      if (running) again = true
      else running = run()
    },
    async settled() {
      again = false
      await running
    },
  }
}
