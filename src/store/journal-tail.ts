/**
 * What opening checks of the journal: its last entries, by hash and chain. The rest is checked by a
 * worker.
 */
import { NO_PREVIOUS_HASH } from '../domain/journal/entry.ts'
import { StoreFailure } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import { hashOf } from './seal.ts'

const ENTRIES = 32

/**
 * Throws `StoreFailure` 'database-damaged' where an entry is not what was written or follows
 * wrongly.
 */
export function checkJournalTail(connection: Connection): void {
  const entries = connection
    .prepare<[number], { seq: number; hash: string; canonical: string; previous: string | null }>(
      `SELECT seq, hash, canonical, (
         SELECT before.hash FROM journal AS before
         WHERE before.epoch_ordinal = journal.epoch_ordinal AND before.seq = journal.seq - 1
       ) AS previous
       FROM journal ORDER BY epoch_ordinal DESC, seq DESC LIMIT ?`,
    )
    .all(ENTRIES)
  for (const { seq, hash, canonical, previous } of entries) {
    const expected = seq === 1 ? NO_PREVIOUS_HASH : previous
    if (hashOf(canonical) !== hash || previousOf(canonical) !== expected) {
      throw new StoreFailure('database-damaged', `the journal is damaged at ${seq}`)
    }
  }
}

function previousOf(canonical: string): unknown {
  return (JSON.parse(canonical) as { readonly prevHash: unknown }).prevHash
}
