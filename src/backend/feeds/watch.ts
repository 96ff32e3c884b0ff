/**
 * Finds the commits of other backend processes by reading the counters: no database feature is
 * needed for it.
 */
import type { Backend } from '../backend.ts'

const INTERVAL_MS = 1000

/** Reads only while somebody listens. The answer stops it. */
export function watchFeeds(backend: Backend): () => void {
  const { clock, changes, log } = backend
  let stopped = false
  const look = async (): Promise<void> => {
    if (changes.listeners > 0) await announceCounters(backend)
  }
  const next = (): void => {
    if (stopped) return
    stop = clock.after(INTERVAL_MS, () => {
      look()
        .catch(() => log.warn('the feed counters cannot be read'))
        .finally(next)
    })
  }
  let stop = (): void => undefined
  next()
  return () => {
    stopped = true
    stop()
  }
}

async function announceCounters({ database, changes }: Backend): Promise<void> {
  const rows = await database.selectFrom('feed').selectAll().execute()
  for (const { tenant, name, generation, n } of rows) {
    changes.announce({ tenant, feed: name, generation, n })
  }
}
