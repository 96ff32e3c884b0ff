/** Takes a terminal's file of entries in, as if they had been pushed. */
import type { ImportedEntries } from '../../contract/backend/administration.ts'
import { PUSH_LIMIT } from '../../contract/backend/sync.ts'
import { succeed, type Result } from '../../domain/failure.ts'
import { keysOf } from '../access/keys.ts'
import type { Backend } from '../backend.ts'
import { readEntriesFile, readHeader, refuseFile } from './entries-file.ts'
import { receive } from './receive.ts'

/**
 * The owner hands the file in, so the terminal's credential plays no part: it may have been taken
 * back, or be another's by now. Asked again, or after it was interrupted, it goes on where it was.
 */
export async function importEntries(
  backend: Backend,
  tenant: string,
  content: string,
): Promise<Result<ImportedEntries>> {
  const header = readHeader(content)
  if (!header.ok) return header
  const { terminal } = header.value
  const known = await backend.database
    .selectFrom('terminal')
    .select('store')
    .where('tenant', '=', tenant)
    .where('id', '=', terminal)
    .executeTakeFirst()
  if (!known || header.value.tenant !== tenant) return refuseFile('terminal-unknown', 1)
  const sender = { tenant, store: known.store, terminal }
  const entries = readEntriesFile(content, header.value, await keysOf(backend.database, sender))
  if (!entries.ok) return entries
  const counts = { applied: 0, known: 0, waiting: 0, parked: 0, forked: 0 }
  for (let start = 0; start < entries.value.length; start += PUSH_LIMIT) {
    const answers = await receive(backend, sender, entries.value.slice(start, start + PUSH_LIMIT))
    for (const answer of answers) counts[answer] += 1
  }
  return succeed({ terminal, entries: entries.value.length, ...counts })
}
