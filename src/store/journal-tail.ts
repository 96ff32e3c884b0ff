/**
 * What opening checks of the journal: its last entries, by hash and chain, and that the key in hand
 * is the one that signs it. The whole is checked by `verifyJournal`, when somebody asks for it.
 */
import { entryId, NO_PREVIOUS_HASH } from '../domain/journal/entry.ts'
import type { Secrets } from '../ports/secrets.ts'
import { StoreFailure } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import { hashOf } from './seal.ts'

const ENTRIES = 32

interface TailRow {
  readonly id: string
  readonly ordinal: number
  readonly epoch: string
  readonly seq: number
  readonly hash: string
  readonly canonical: string
  readonly previous: string | null
}

/**
 * Throws `StoreFailure` 'database-damaged' where an entry is not what was written or follows
 * wrongly.
 */
export function checkJournalTail(connection: Connection): void {
  const entries = connection
    .prepare<[number], TailRow>(
      `SELECT id, epoch_ordinal AS ordinal, epoch_id AS epoch, seq, hash, canonical, (
         SELECT before.hash FROM journal AS before
         WHERE before.epoch_ordinal = journal.epoch_ordinal AND before.seq = journal.seq - 1
       ) AS previous
       FROM journal ORDER BY epoch_ordinal DESC, seq DESC LIMIT ?`,
    )
    .all(ENTRIES)
  for (const { id, ordinal, epoch, seq, hash, canonical, previous } of entries) {
    const expected = seq === 1 ? NO_PREVIOUS_HASH : previous
    const isNamed = id === entryId({ ordinal, id: epoch }, seq)
    if (!isNamed || hashOf(canonical) !== hash || previousOf(canonical) !== expected) {
      throw new StoreFailure('database-damaged', `the journal is damaged at ${seq}`)
    }
  }
}

/**
 * Throws `StoreFailure` 'database-damaged' where an epoch, read from its beginning, does not come
 * to its end: a damaged index hides entries from whoever sends them, and SQLite does not notice.
 */
export function checkNumbers(connection: Connection): void {
  const counted = connection
    .prepare<[], { ordinal: number; entries: number }>(
      `SELECT epoch_ordinal AS ordinal, count(*) AS entries FROM journal
       GROUP BY epoch_ordinal ORDER BY epoch_ordinal`,
    )
    .all()
  const counts = new Map(counted.map(({ ordinal, entries }) => [ordinal, entries]))
  const last = connection.prepare<[number], { seq: number }>(
    'SELECT seq FROM journal WHERE epoch_ordinal = ? ORDER BY seq DESC LIMIT 1',
  )
  const ordinals = connection
    .prepare<[], number>('SELECT ordinal FROM epoch ORDER BY ordinal')
    .pluck()
    .all()
  for (const ordinal of ordinals) {
    if ((last.get(ordinal)?.seq ?? 0) === (counts.get(ordinal) ?? 0)) continue
    throw new StoreFailure('database-damaged', `entries of epoch ${ordinal} cannot be found`)
  }
}

/**
 * Throws `StoreFailure` 'key-changed' where the current epoch was opened with another key: no
 * backend could verify what this one signs. Opens the secrets even where nothing is enrolled yet.
 */
export function checkKey(connection: Connection, { keyId }: Pick<Secrets, 'keyId'>): void {
  const opened = connection
    .prepare<[], string>(
      `SELECT canonical FROM journal
       WHERE epoch_ordinal = (SELECT max(ordinal) FROM epoch) AND seq = 1
         AND kind = 'epoch-opened'`,
    )
    .pluck()
    .get()
  if (opened === undefined) return
  const { body } = JSON.parse(opened) as { readonly body: { readonly keyId: unknown } }
  if (body.keyId === keyId) return
  throw new StoreFailure(
    'key-changed',
    `the journal is signed by ${String(body.keyId)}, not ${keyId}`,
  )
}

function previousOf(canonical: string): unknown {
  return (JSON.parse(canonical) as { readonly prevHash: unknown }).prevHash
}
