/** Looks for entries in the journal, and proves one by what stands around it. */
import { NO_PREVIOUS_HASH } from '../domain/journal/entry.ts'
import type { Entry } from '../domain/journal/facts.ts'
import type {
  EntryProof,
  FoundEntry,
  JournalPlace,
  JournalReader,
} from '../ports/journal-reader.ts'
import type { Connection } from './connection.ts'
import { isRight, readPublicKey, readSealed, type SealedRow } from './verify/sealed-row.ts'

/** Behind the last entry of the last epoch. */
const END: JournalPlace = { epoch: Number.MAX_SAFE_INTEGER, seq: 0 }

interface Looked extends JournalPlace {
  readonly hash: string
  readonly isConfirmed: 0 | 1
  /** Null where it is not what was looked for. */
  readonly canonical: string | null
}

interface Proven extends SealedRow {
  readonly isConfirmed: 0 | 1
  /** Of the entries around it in its epoch, and of the epoch itself; null where there is none. */
  readonly before: string | null
  readonly namedAfter: string | null
  readonly publicKey: string | null
}

const IS_CONFIRMED = `journal.seq <= coalesce(
  (SELECT seq FROM confirmed_head WHERE epoch_ordinal = journal.epoch_ordinal), 0)`

/**
 * The whole text first, which most entries do not contain; then only what it says: names of fields
 * are not looked at, and what is not written for people is found as a whole only.
 */
const SEARCH = `
  SELECT epoch_ordinal AS epoch, seq, hash, ${IS_CONFIRMED} AS isConfirmed,
    CASE WHEN (@kinds IS NULL OR kind IN (SELECT value FROM json_each(@kinds))) AND (
      @text = '' OR hash = @text
      OR canonical ->> '$.actor' IN (SELECT value FROM json_each(@people))
      OR canonical ->> '$.approver' IN (SELECT value FROM json_each(@people))
      OR canonical LIKE @written ESCAPE '\\' AND EXISTS (
        SELECT 1 FROM json_tree(canonical) AS said WHERE said.atom IS NOT NULL AND (
          CAST(said.atom AS TEXT) = @text COLLATE NOCASE
          OR said.type = 'text' AND length(said.atom) NOT IN (36, 64)
            AND said.atom LIKE @like ESCAPE '\\'
        )
      )
    ) THEN canonical END AS canonical
  FROM journal WHERE (epoch_ordinal, seq) < (@epoch, @seq)
  ORDER BY epoch_ordinal DESC, seq DESC LIMIT @among`

const FIND = `
  SELECT journal.*, ${IS_CONFIRMED} AS isConfirmed,
    (SELECT hash FROM journal AS other WHERE other.epoch_ordinal = journal.epoch_ordinal
       AND other.seq = journal.seq - 1) AS before,
    (SELECT canonical ->> '$.prevHash' FROM journal AS other
       WHERE other.epoch_ordinal = journal.epoch_ordinal AND other.seq = journal.seq + 1
    ) AS namedAfter,
    (SELECT canonical ->> '$.body.publicKey' FROM journal AS other
       WHERE other.epoch_ordinal = journal.epoch_ordinal AND other.seq = 1) AS publicKey
  FROM journal WHERE epoch_ordinal = ? AND seq = ?`

export function createJournalReader(connection: Connection): JournalReader {
  const search = connection.prepare<[Record<string, string | number | null>], Looked>(SEARCH)
  const find = connection.prepare<[number, number], Proven>(FIND)
  return {
    search({ kinds, text, people }, before = END, among) {
      const looked = search.all({
        ...{ epoch: before.epoch, seq: before.seq, among, text },
        kinds: kinds === undefined ? null : JSON.stringify(kinds),
        people: JSON.stringify(people),
        like: containing(text),
        // As the entry's own JSON writes it.
        written: containing(JSON.stringify(text).slice(1, -1)),
      })
      const last = looked.length < among ? undefined : looked.at(-1)
      const next = last && { epoch: last.epoch, seq: last.seq }
      return { entries: looked.flatMap(foundIn), next }
    },
    find({ epoch, seq }) {
      const row = find.get(epoch, seq)
      if (!row) return undefined
      const entry = JSON.parse(row.canonical) as Entry
      return { entry, hash: row.hash, isConfirmed: row.isConfirmed === 1, proof: proofOf(row) }
    },
  }
}

function foundIn({ canonical, hash, isConfirmed }: Looked): FoundEntry[] {
  if (canonical === null) return []
  return [{ entry: JSON.parse(canonical) as Entry, hash, isConfirmed: isConfirmed === 1 }]
}

function containing(text: string): string {
  return `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`
}

function proofOf(row: Proven): EntryProof {
  const { hash, signature, before, namedAfter } = row
  const entry = readSealed(row)
  const key = row.publicKey === null ? undefined : readPublicKey(row.publicKey)
  const named = typeof entry === 'string' ? undefined : entry.prevHash
  return {
    content: typeof entry !== 'string',
    chain: named === (before ?? NO_PREVIOUS_HASH) && (namedAfter === null || namedAfter === hash),
    signature: key?.id === row.key_id && isRight({ key: key.key, hash, signature }),
    keyId: row.key_id,
  }
}
