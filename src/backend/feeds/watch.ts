/**
 * Finds the commits of other backend processes by reading the counters: no database feature is
 * needed for it.
 */
import type { Backend } from '../backend.ts'
import { repeat } from '../repeat.ts'

const INTERVAL_MS = 1000

/** Reads only while somebody listens. The answer stops it. */
export function watchFeeds(backend: Backend): () => void {
  const { clock, changes, log } = backend
  const look = async (): Promise<void> => {
    if (changes.listeners > 0) await announceCounters(backend)
  }
  const stop = repeat(clock, INTERVAL_MS, () =>
    look().catch(() => log.warn('the feed counters cannot be read')),
  )
  return () => void stop()
}

async function announceCounters({ database, changes }: Backend): Promise<void> {
  const rows = await database.selectFrom('feed').selectAll().execute()
  for (const { tenant, name, generation, n } of rows) {
    changes.announce({ tenant, feed: name, generation, n })
  }
}
