/**
 * Writes the books of some days into a folder of their own: the entries, the tables made of them,
 * the shop as it is now, and a manifest of all that the terminal signs. The folder gets its name
 * when it is whole. Reads the database and changes nothing; what it needs in memory does not grow.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  BOOKS_DOMAIN,
  BOOKS_FORMAT,
  booksManifestSchema,
  MANIFEST_FILE,
  SIGNATURE_FILE,
  type BooksManifest,
} from '../../domain/fiscal/manifest.ts'
import type { SealedEntry } from '../../domain/journal/entry.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { SettingsDocument } from '../../domain/settings.ts'
import type { Secrets } from '../../ports/secrets.ts'
import type { Connection } from '../connection.ts'
import { toSealedEntry } from '../document-shapes.ts'
import type { Row } from '../document-table.ts'
import { syncFile, syncFolder } from '../durable-rename.ts'
import { prepareIdentity } from '../enrolment.ts'
import { checkKey } from '../journal-tail.ts'
import { openReadOnly } from '../verify/read-only.ts'
import { createPages, pagesIn, writeTable, type BookFile, type NewPage } from './pages.ts'
import { rangeOf, type BooksRange } from './range.ts'

export interface BooksOrder {
  /** The terminal's database. */
  readonly file: string
  /** Where the books go; nothing may be there. */
  readonly folder: string
  /** Business dates, both included. */
  readonly from: string
  readonly to: string
  readonly at: number
  readonly key: Pick<Secrets, 'keyId' | 'publicKey'>
}

export interface UnsignedBooks {
  readonly entries: number
  readonly closings: number
  /** SHA-256 of the manifest in hex: what is still to be signed. */
  readonly digest: string
}

/**
 * All but the signature, under a name of its own; `signBooks` ends it. Undefined where none of the
 * days is closed. Throws `StoreFailure` 'key-changed' where the key is not this journal's, an error
 * where the folder is there already, and what the disk throws.
 */
export function writeBooks(order: BooksOrder): UnsignedBooks | undefined {
  const connection = openReadOnly(order.file)
  try {
    connection.exec('BEGIN')
    checkKey(connection, order.key)
    const range = rangeOf(connection, order.from, order.to)
    if (!range) return undefined
    if (existsSync(order.folder)) throw new Error(`${order.folder} is there already`)
    const part = partOf(order.folder)
    rmSync(part, { recursive: true, force: true })
    mkdirSync(part, { recursive: true, mode: 0o700 })
    const manifest = writeFiles(connection, order, range, pagesIn(part))
    const text = `${JSON.stringify(manifest, null, 2)}\n`
    writeFileSync(join(part, MANIFEST_FILE), text, { mode: 0o600 })
    syncFile(join(part, MANIFEST_FILE))
    const digest = createHash('sha256').update(text).digest('hex')
    return { entries: manifest.entries, closings: manifest.closings, digest }
  } finally {
    connection.close()
  }
}

/** Signs the manifest of books that were written, and gives the folder its name. */
export function signBooks(folder: string, { digest }: UnsignedBooks, secrets: Secrets): void {
  const part = partOf(folder)
  const signed = Buffer.concat([Buffer.from(BOOKS_DOMAIN), Buffer.from(digest, 'hex')])
  const signature = Buffer.from(secrets.sign(signed)).toString('base64')
  const file = join(part, SIGNATURE_FILE)
  writeFileSync(file, `${JSON.stringify({ keyId: secrets.keyId, signature })}\n`, { mode: 0o600 })
  syncFile(file)
  syncFolder(part)
  renameSync(part, folder)
  syncFolder(dirname(folder))
}

function partOf(folder: string): string {
  return `${folder}.part`
}

function writeFiles(
  connection: Connection,
  { from, to, at, key }: BooksOrder,
  range: BooksRange,
  newPage: NewPage,
): BooksManifest {
  const identity = prepareIdentity(connection)()
  if (!identity) throw new Error('this terminal is not enrolled')
  const pages = createPages(newPage, BOOKS_FORMAT)
  const keys = new Map<string, string>()
  const earlier = range.before?.publicKey
  if (earlier !== undefined) keys.set(keyIdOf(earlier), earlier)
  const counted = { entries: 0, closings: 0 }
  let heads: { first?: BooksManifest['first']; last?: BooksManifest['last'] } = {}
  for (const sealed of entriesOf(connection, range)) {
    const entry = JSON.parse(sealed.canonical) as Entry
    const head = { epoch: sealed.epoch, seq: sealed.seq, hash: sealed.hash }
    heads = { first: heads.first ?? head, last: head }
    counted.entries += 1
    if (entry.kind === 'fiscal-closed') counted.closings += 1
    if (entry.kind === 'epoch-opened') keys.set(entry.body.keyId, entry.body.publicKey)
    pages.take(sealed, entry)
  }
  const { tenant, store, terminal, terminalCode } = identity
  return booksManifestSchema.parse({
    ...{ holdfast: 'books', format: BOOKS_FORMAT, tenant, store, terminal, terminalCode },
    ...{ from, to, writtenAt: at, key: { keyId: key.keyId, publicKey: key.publicKey } },
    keys: [...keys].map(([keyId, publicKey]) => ({ keyId, publicKey })),
    ...{ before: range.before, ...heads, ...counted },
    files: [...pages.end(), ...masterData(connection, newPage)],
  })
}

function keyIdOf(publicKey: string): string {
  const bytes = Buffer.from(publicKey, 'base64')
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}

function* entriesOf(connection: Connection, range: BooksRange): Generator<SealedEntry> {
  const rows = connection.prepare<[string, string], Row>(
    'SELECT * FROM journal WHERE id BETWEEN ? AND ? ORDER BY id',
  )
  for (const row of rows.iterate(range.first, range.last)) yield toSealedEntry(row)
}

/** As they are when the books are written; what a sale was made with stands in the sale. */
function masterData(connection: Connection, newPage: NewPage): BookFile[] {
  const documents = connection
    .prepare<[], string>('SELECT data FROM settings WHERE deleted = 0 ORDER BY id')
    .pluck()
    .all()
    .map((data) => JSON.parse(data) as SettingsDocument)
  const stores = documents.flatMap((each) =>
    each.kind === 'store'
      ? [[each.id, each.name, each.address.join('\n'), each.taxNumber, each.currency, each.zone]]
      : [],
  )
  const terminals = documents.flatMap((each) =>
    each.kind === 'terminal' ? [[each.id, each.name]] : [],
  )
  const people = documents.flatMap((each) =>
    each.kind === 'staff' ? [[each.id, each.name, each.role]] : [],
  )
  const table = (name: string, columns: string[], rows: string[][]): BookFile =>
    writeTable(newPage(`${name}.csv`), [columns, ...rows])
  return [
    table('stores', ['store', 'name', 'address', 'tax_number', 'currency', 'zone'], stores),
    table('terminals', ['terminal', 'name'], terminals),
    table('people', ['person', 'name', 'role'], people),
  ]
}
