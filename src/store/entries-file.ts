/** Writes entries into files that the backend takes in (src/contract/backend/entries-file.ts). */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  ENTRIES_FILE_CHARACTERS_LIMIT,
  ENTRIES_FILE_DOMAIN,
  ENTRIES_FILE_LIMIT,
  entriesHeaderSchema,
  type EntriesTrailer,
} from '../contract/backend/entries-file.ts'
import type { SealedEntry } from '../domain/journal/entry.ts'
import type { Identity } from '../ports/identity.ts'
import { writeWhole } from './durable.ts'

/** Who signs the file as a whole; `Secrets` is one. */
export interface FileSigner {
  readonly keyId: string
  readonly publicKey: string
  /** Null where the key cannot be read: each entry was signed when it was written. */
  readonly sign: ((bytes: Uint8Array) => Uint8Array) | null
}

export interface EntriesFileOptions {
  /** The first file; a second one is `<path>.2`, and so on. */
  readonly path: string
  readonly identity: Identity
  readonly signer: FileSigner
  readonly at: number
}

/** Header and trailer, with room to spare. */
const FRAME_CHARACTERS = 4096

/**
 * Writes as many files as the entries need, each durable before the next; answers their paths.
 * Throws where one of them is there already: an older export is never overwritten.
 */
export function writeEntriesFiles(
  entries: Iterable<SealedEntry>,
  options: EntriesFileOptions,
): readonly string[] {
  const written: string[] = []
  for (const lines of piecesOf(entries)) {
    const path = written.length === 0 ? options.path : `${options.path}.${written.length + 1}`
    if (existsSync(path)) throw new Error(`${path} is there already`)
    writeWhole(path, textOf(lines, options))
    written.push(path)
  }
  return written
}

/** One piece at least, so that an export of nothing is a file that says so. */
function* piecesOf(entries: Iterable<SealedEntry>): Generator<string[]> {
  let lines: string[] = []
  let size = FRAME_CHARACTERS
  for (const entry of entries) {
    const line = JSON.stringify(entry)
    const isFull = lines.length >= ENTRIES_FILE_LIMIT
    if (isFull || (lines.length > 0 && size + line.length > ENTRIES_FILE_CHARACTERS_LIMIT)) {
      yield lines
      lines = []
      size = FRAME_CHARACTERS
    }
    lines.push(line)
    size += line.length + 1
  }
  yield lines
}

function textOf(lines: readonly string[], options: EntriesFileOptions): string {
  const { identity, signer, at } = options
  const { tenant, store, terminal, terminalCode } = identity
  const { keyId, publicKey } = signer
  const header = entriesHeaderSchema.parse({
    ...{ holdfast: 'entries', format: 1, tenant, store, terminal, terminalCode },
    ...{ keyId, publicKey },
    ...{ writtenAt: at, count: lines.length },
  })
  const body = `${[JSON.stringify(header), ...lines].join('\n')}\n`
  const digest = createHash('sha256').update(body).digest()
  const signed = Buffer.concat([Buffer.from(ENTRIES_FILE_DOMAIN), digest])
  const trailer: EntriesTrailer = {
    digest: digest.toString('hex'),
    signature: signer.sign && Buffer.from(signer.sign(signed)).toString('base64'),
  }
  return `${body}${JSON.stringify(trailer)}\n`
}
