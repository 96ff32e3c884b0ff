/**
 * Reads the file in which a terminal's entries travel without a network
 * (src/contract/backend/entries-file.ts), and believes it only as a whole.
 */
import { createHash, type KeyObject } from 'node:crypto'
import {
  ENTRIES_FILE_DOMAIN,
  entriesHeaderSchema,
  entriesTrailerSchema,
  type EntriesHeader,
} from '../../contract/backend/entries-file.ts'
import { sealedEntrySchema, type SealedEntry } from '../../domain/journal/entry.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { TerminalKeys } from '../access/keys.ts'
import { entryHashOf, provesBytes, signatureIsRight } from './signature.ts'

/** Why a file is refused. The words are told to programs: they never change their meaning. */
export type FileReason =
  | 'header-unreadable'
  | 'terminal-unknown'
  | 'key-unknown'
  | 'cut-off'
  | 'entry-unreadable'
  | 'entry-changed'
  | 'count-wrong'
  | 'digest-wrong'
  | 'signature-wrong'

/** `line` counts from 1, as editors do. */
export function refuseFile(reason: FileReason, line: number): ReturnType<typeof fail> {
  return fail('input-invalid', { reason, line, detail: `${reason} in line ${String(line)}` })
}

/** Fails with `input-invalid` where the first line is no header. */
export function readHeader(content: string): Result<EntriesHeader> {
  const header = entriesHeaderSchema.safeParse(jsonOf(content.split('\n', 1)[0] ?? ''))
  return header.success ? succeed(header.data) : refuseFile('header-unreadable', 1)
}

/**
 * The entries of a file, in its order. Fails with `input-invalid` and the first line that is wrong:
 * where the trailer does not prove the whole, nothing of it is taken. One without a signature is
 * believed by its entries: what was left out of it shows as a hole.
 */
export function readEntriesFile(
  content: string,
  header: EntriesHeader,
  keys: TerminalKeys,
): Result<readonly SealedEntry[]> {
  const known = keys.get(header.keyId)
  if (known?.publicKey !== header.publicKey) return refuseFile('key-unknown', 1)
  const lines = content.split('\n')
  // The last line ends too; without its end the file was cut off within it.
  const isWhole = lines.at(-1) === ''
  if (isWhole) lines.pop()
  const trailer = entriesTrailerSchema.safeParse(jsonOf(lines.at(-1) ?? ''))
  if (!isWhole || !trailer.success || lines.length < 2) {
    return refuseFile('cut-off', lines.length)
  }
  const entries = readEntries(lines.slice(1, -1))
  if (!entries.ok) return entries
  if (entries.value.length !== header.count) return refuseFile('count-wrong', lines.length)
  const before = content.slice(0, content.length - (lines.at(-1)?.length ?? 0) - 1)
  const { digest, signature } = trailer.data
  if (createHash('sha256').update(before).digest('hex') !== digest) {
    return refuseFile('digest-wrong', lines.length)
  }
  const isProven =
    signature === null
      ? areSigned(entries.value, header.keyId, known.key)
      : provesBytes(ENTRIES_FILE_DOMAIN, digest, signature, known.key)
  return isProven ? entries : refuseFile('signature-wrong', lines.length)
}

/** What stands for the whole where nobody could sign it: the entries of the key that it names. */
function areSigned(entries: readonly SealedEntry[], keyId: string, key: KeyObject): boolean {
  const own = entries.filter((entry) => entry.keyId === keyId)
  return (
    own.length > 0 && own.every(({ hash, signature }) => signatureIsRight(hash, signature, key))
  )
}

function readEntries(lines: readonly string[]): Result<readonly SealedEntry[]> {
  const entries: SealedEntry[] = []
  for (const [index, line] of lines.entries()) {
    const entry = sealedEntrySchema.safeParse(jsonOf(line))
    if (!entry.success) return refuseFile('entry-unreadable', index + 2)
    if (entryHashOf(entry.data.canonical) !== entry.data.hash) {
      return refuseFile('entry-changed', index + 2)
    }
    entries.push(entry.data)
  }
  return succeed(entries)
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
