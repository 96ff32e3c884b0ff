/**
 * Checks books that a terminal handed out, by what their folder holds: the signature of the
 * manifest, every file by its digest, every entry by hash, chain, signature, number and sum, every
 * closing by the entries that it contains, and every table by making it anew. What no folder can
 * prove is whose key it is: that is compared with what the backend or a receipt names.
 */
import { createHash, verify } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  BOOKS_DOMAIN,
  booksManifestSchema,
  booksSignatureSchema,
  ENTRIES_FILE,
  MANIFEST_FILE,
  SIGNATURE_FILE,
  type BooksManifest,
} from '../../domain/fiscal/manifest.ts'
import { sealedEntrySchema, type SealedEntry } from '../../domain/journal/entry.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import { createPages, weighed, type BookFile, type Pages } from '../books/pages.ts'
import { createFold, type Fold } from './fold.ts'
import { isRight, readPublicKey } from './sealed-row.ts'

export interface BooksVerification {
  readonly entries: number
  readonly sales: number
  readonly closings: number
  /** The key that signed them; empty where even that cannot be read. */
  readonly keyId: string
  /** The first thing that is wrong, in words; undefined where nothing is. */
  readonly broken: string | undefined
}

export function isBooks(folder: string): boolean {
  return existsSync(join(folder, MANIFEST_FILE))
}

export async function verifyBooks(folder: string): Promise<BooksVerification> {
  const text = readFileSync(join(folder, MANIFEST_FILE))
  const manifest = booksManifestSchema.safeParse(parsed(text.toString())).data
  const nothing = { entries: 0, sales: 0, closings: 0, keyId: manifest?.key.keyId ?? '' }
  if (!manifest) return { ...nothing, broken: 'the manifest is not one' }
  if (!isSigned(folder, text, manifest)) {
    return { ...nothing, broken: 'the signature does not prove the manifest' }
  }
  const other = await otherFile(folder, manifest)
  if (other !== undefined) return { ...nothing, broken: other }
  const { keyId } = manifest.key
  return { keyId, ...(await walk(folder, manifest)) }
}

function isSigned(folder: string, text: Buffer, { key }: BooksManifest): boolean {
  const file = join(folder, SIGNATURE_FILE)
  const said = existsSync(file) ? parsed(readFileSync(file, 'utf8')) : undefined
  const signed = booksSignatureSchema.safeParse(said).data
  const own = readPublicKey(key.publicKey)
  if (!signed || own?.id !== key.keyId || signed.keyId !== key.keyId) return false
  const digest = createHash('sha256').update(text).digest()
  const bytes = Buffer.concat([Buffer.from(BOOKS_DOMAIN), digest])
  return verify(null, bytes, own.key, Buffer.from(signed.signature, 'base64'))
}

/** The first file that is not what the manifest says. */
async function otherFile(folder: string, { files }: BooksManifest): Promise<string | undefined> {
  const named = new Set([MANIFEST_FILE, SIGNATURE_FILE, ...files.map(({ name }) => name)])
  const stranger = readdirSync(folder).find((name) => !named.has(name))
  if (stranger !== undefined) return `${stranger} does not belong to it`
  for (const file of files) {
    const path = join(folder, file.name)
    if (!existsSync(path)) return `${file.name} is missing`
    const hash = createHash('sha256')
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
    if (hash.digest('hex') !== file.sha256) return `${file.name} was changed`
  }
  return undefined
}

interface Walk {
  readonly manifest: BooksManifest
  readonly fold: Fold
  readonly pages: Pages
  entries: number
  sales: number
  closings: number
}

async function walk(
  folder: string,
  manifest: BooksManifest,
): Promise<Omit<BooksVerification, 'keyId'>> {
  const { before } = manifest
  const fold = createFold(manifest, before ?? undefined, true)
  const own: Walk = { manifest, fold, pages: createPages(weighed, manifest.format), ...NONE }
  for await (const line of linesOf(join(folder, ENTRIES_FILE))) {
    const wrong = take(own, line)
    if (wrong !== undefined) return told(own, `line ${String(own.entries + 1)}: ${wrong}`)
  }
  return told(own, wrongEnd(own))
}

/** By the line feed alone: names may hold other characters that end a line for Node. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of createReadStream(file, 'utf8')) {
    const lines = (rest + String(piece)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

const NONE = { entries: 0, sales: 0, closings: 0 }

function told({ entries, sales, closings }: Walk, broken: string | undefined) {
  return { entries, sales, closings, broken }
}

/** Answers what is wrong with an entry. */
function take(own: Walk, line: string): string | undefined {
  const read = sealedEntrySchema.omit({ personal: true }).strict().safeParse(parsed(line)).data
  const header = read && (parsed(read.canonical) as Partial<Entry> | undefined)
  if (!read || !header) return 'it is not an entry'
  const sealed: SealedEntry = { ...read, personal: null }
  const { id, epoch, seq, canonical, hash, keyId, signature } = sealed
  const folded = own.fold.take({
    ...{ id, epoch_ordinal: epoch.ordinal, epoch_id: epoch.id, seq, canonical, hash, signature },
    ...{ kind: header.kind ?? '', at: header.at ?? 0, key_id: keyId },
  })
  if (typeof folded === 'string') return folded
  const { entry, key } = folded
  if (!isRight({ key: key.key, hash, signature })) return 'its signature is wrong'
  if (!own.manifest.keys.some((each) => each.keyId === key.id)) {
    return 'its key is not in the manifest'
  }
  if (own.entries === 0 && hash !== own.manifest.first.hash) return 'it is not the first entry'
  own.entries += 1
  if (entry.kind === 'sale-completed') own.sales += 1
  if (entry.kind === 'fiscal-closed') own.closings += 1
  own.pages.take(sealed, entry)
  return undefined
}

function wrongEnd({ manifest, fold, pages, entries, closings }: Walk): string | undefined {
  const { last, files } = manifest
  const isAll = entries === manifest.entries && closings === manifest.closings
  if (!isAll || fold.checkpoint()?.head.hash !== last.hash) return 'entries are missing at its end'
  const wrong = pages.end().find((made) => !isListed(made, files))
  return wrong && `${wrong.name} is not what the entries say`
}

function isListed(made: BookFile, files: readonly BookFile[]): boolean {
  return files.some(
    ({ name, sha256, bytes }) =>
      name === made.name && sha256 === made.sha256 && bytes === made.bytes,
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
