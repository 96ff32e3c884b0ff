/**
 * What a terminal's database holds that the backend has not confirmed, read from the file alone.
 * Whoever sets such a file aside asks here first.
 */
import { existsSync } from 'node:fs'
import type { SealedEntry } from '../domain/journal/entry.ts'
import type { Identity } from '../ports/identity.ts'
import type { Secrets } from '../ports/secrets.ts'
import { StoreFailure } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import { toSealedEntry } from './document-shapes.ts'
import type { Row } from './document-table.ts'
import { type FileSigner, writeEntriesFiles } from './entries-file.ts'
import { prepareIdentity } from './enrolment.ts'
import { withStoreFailures } from './sqlite-failure.ts'
import { openReadOnly } from './verify/read-only.ts'

export interface Unsent {
  readonly entries: number
  readonly sales: number
}

/**
 * Nothing where there is no database or nobody is enrolled. Throws `StoreFailure` if unreadable.
 */
export function unsentIn(file: string): Unsent {
  return (
    reading(file, (connection) => {
      let [entries, sales] = [0, 0]
      for (const { canonical } of unsentOf(connection)) {
        entries += 1
        if (kindOf(canonical) === 'sale-completed') sales += 1
      }
      return { entries, sales }
    }) ?? { entries: 0, sales: 0 }
  )
}

/** The same question of a connection that is open, answered by the first that is found. */
export function hasUnsent(connection: Connection): boolean {
  for (const entry of unsentOf(connection)) return entry.seq > 0
  return false
}

export interface ExportOptions {
  /** Where the file goes; of more than one the next is `<path>.2`. */
  readonly to: string
  readonly secrets: Secrets
  readonly at: number
  /** Of these alone; all where nothing is said. */
  readonly only?: (entry: SealedEntry) => boolean
}

/**
 * Writes what is unsent into durable files; answers their paths, none where nobody is enrolled. It
 * asks for no secret: where the key cannot be read, the files are not signed as a whole.
 */
export function exportUnsent(file: string, options: ExportOptions): readonly string[] {
  const { to, secrets, at, only = () => true } = options
  const written = reading(file, (connection, identity) => {
    const entries = chosen(unsentOf(connection), only)
    const signer = signerOf(connection, secrets)
    return writeEntriesFiles(entries, { path: to, identity, signer, at })
  })
  return written ?? []
}

/** Under the key that the journal names last, where this folder's own cannot be read. */
function signerOf(connection: Connection, secrets: Secrets): FileSigner {
  try {
    const { keyId, publicKey } = secrets
    return { keyId, publicKey, sign: (bytes) => secrets.sign(bytes) }
  } catch (error) {
    const named = isKeyGone(error) ? keyOfJournal(connection) : undefined
    if (named === undefined) throw error
    return { ...named, sign: null }
  }
}

function isKeyGone(error: unknown): boolean {
  return error instanceof StoreFailure && error.code === 'key-changed'
}

function keyOfJournal(connection: Connection): Omit<FileSigner, 'sign'> | undefined {
  return connection
    .prepare<[], Omit<FileSigner, 'sign'>>(
      `SELECT canonical ->> '$.body.keyId' AS keyId, canonical ->> '$.body.publicKey' AS publicKey
       FROM journal WHERE kind = 'epoch-opened' ORDER BY epoch_ordinal DESC LIMIT 1`,
    )
    .get()
}

/** Calls with each unsent entry, oldest first. */
export function eachUnsent(file: string, call: (entry: SealedEntry) => void): void {
  reading(file, (connection) => {
    for (const entry of unsentOf(connection)) call(entry)
  })
}

function reading<Answer>(
  file: string,
  work: (connection: Connection, identity: Identity) => Answer,
): Answer | undefined {
  if (!existsSync(file)) return undefined
  return withStoreFailures(() => {
    const connection = openReadOnly(file)
    try {
      if (!hasTable(connection, 'terminal_identity')) return undefined
      const identity = prepareIdentity(connection)()
      return identity && work(connection, identity)
    } finally {
      connection.close()
    }
  })
}

function* unsentOf(connection: Connection): Generator<SealedEntry> {
  const journal = connection.prepare<[], Row>(
    `SELECT journal.* FROM journal
     LEFT JOIN confirmed_head AS head ON head.epoch_ordinal = journal.epoch_ordinal
     WHERE journal.seq > coalesce(head.seq, 0) ORDER BY journal.epoch_ordinal, journal.seq`,
  )
  for (const row of journal.iterate()) yield toSealedEntry(row)
  if (!hasTable(connection, 'recovered_entry')) return
  const recovered = connection.prepare<[], Row>(
    'SELECT * FROM recovered_entry WHERE delivered = 0 ORDER BY epoch_ordinal, seq',
  )
  for (const row of recovered.iterate()) yield toSealedEntry(row)
}

function hasTable(connection: Connection, name: string): boolean {
  return connection.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined
}

function* chosen(
  entries: Iterable<SealedEntry>,
  only: (entry: SealedEntry) => boolean,
): Generator<SealedEntry> {
  for (const entry of entries) if (only(entry)) yield entry
}

function kindOf(canonical: string): unknown {
  return (JSON.parse(canonical) as { readonly kind: unknown }).kind
}
