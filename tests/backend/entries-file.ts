/** The file of entries as a terminal writes it, with its key at hand or without. */
import { createHash, sign } from 'node:crypto'
import { ENTRIES_FILE_DOMAIN } from '../../src/contract/backend/entries-file.ts'
import type { SealedEntry } from '../../src/domain/journal/entry.ts'
import type { StagedTerminal } from './stage.ts'

export function entriesFile(
  { tenant, store, terminal, code, keys }: StagedTerminal,
  entries: readonly SealedEntry[],
  isSigned = true,
): string {
  const header = {
    ...{ holdfast: 'entries', format: 1, tenant, store, terminal },
    terminalCode: code,
    ...{ keyId: keys.keyId, publicKey: keys.publicKey },
    ...{ writtenAt: 1_780_000_000_000, count: entries.length },
  }
  const before = [header, ...entries].map((each) => `${JSON.stringify(each)}\n`).join('')
  const digest = createHash('sha256').update(before).digest()
  const signed = Buffer.concat([Buffer.from(ENTRIES_FILE_DOMAIN), digest])
  const signature = isSigned ? sign(null, signed, keys.privateKey).toString('base64') : null
  return `${before}${JSON.stringify({ digest: digest.toString('hex'), signature })}\n`
}
