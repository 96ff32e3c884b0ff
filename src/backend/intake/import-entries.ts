/** Takes a terminal's file of entries in, as if they had been pushed. */
import type { EntriesHeader } from '../../contract/backend/entries-file.ts'
import type { ImportedEntries } from '../../contract/backend/administration.ts'
import { PUSH_LIMIT } from '../../contract/backend/sync.ts'
import { succeed, type Result } from '../../domain/failure.ts'
import { keysOf } from '../access/keys.ts'
import type { Backend } from '../backend.ts'
import { write } from '../database/write.ts'
import { settingsFeed } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import { shopOf } from '../setup/shop.ts'
import { adoptTerminal } from '../setup/terminals.ts'
import { readEntriesFile, readHeader, refuseFile } from './entries-file.ts'
import { receive } from './receive.ts'
import { keyIdOf, readPublicKey } from './signature.ts'

/**
 * The owner hands the file in, so the terminal's credential plays no part: it may have been taken
 * back, or be another's by now. Asked again, or after it was interrupted, it goes on where it was.
 */
export async function importEntries(
  backend: Backend,
  tenant: string,
  { content, adopt = false }: { readonly content: string; readonly adopt?: boolean },
): Promise<Result<ImportedEntries>> {
  const header = readHeader(content)
  if (!header.ok) return header
  const { terminal } = header.value
  if (header.value.tenant !== tenant) return refuseFile('terminal-unknown', 1)
  let store = await storeOf(backend, tenant, terminal)
  if (store === undefined && adopt) {
    const adopted = await adoptBy(backend, header.value, content)
    if (!adopted.ok) return adopted
    store = adopted.value
  }
  if (store === undefined) return refuseFile('terminal-unknown', 1)
  const sender = { tenant, store, terminal }
  const entries = readEntriesFile(content, header.value, await keysOf(backend.database, sender))
  if (!entries.ok) return entries
  const counts = { applied: 0, known: 0, waiting: 0, parked: 0, forked: 0 }
  for (let start = 0; start < entries.value.length; start += PUSH_LIMIT) {
    const answers = await receive(backend, sender, entries.value.slice(start, start + PUSH_LIMIT))
    for (const answer of answers) counts[answer] += 1
  }
  return succeed({ terminal, entries: entries.value.length, ...counts })
}

async function storeOf(
  { database }: Backend,
  tenant: string,
  terminal: string,
): Promise<string | undefined> {
  const known = await database
    .selectFrom('terminal')
    .select('store')
    .where('tenant', '=', tenant)
    .where('id', '=', terminal)
    .executeTakeFirst()
  return known?.store
}

/**
 * Makes the terminal of a whole file known, under the key that proves the file; answers its store.
 * Fails where the file is not whole, or speaks of a store that is not the owner's.
 */
async function adoptBy(
  backend: Backend,
  header: EntriesHeader,
  content: string,
): Promise<Result<string>> {
  const { tenant, store, terminal, terminalCode, keyId, publicKey } = header
  const key = readPublicKey(publicKey)
  if (!key || keyIdOf(publicKey) !== keyId) return refuseFile('key-unknown', 1)
  const whole = readEntriesFile(content, header, new Map([[keyId, { publicKey, key }]]))
  if (!whole.ok) return whole
  if (!(await shopOf(backend.database, tenant, store))) return refuseFile('terminal-unknown', 1)
  const at = backend.clock.now()
  await write(backend, tenant, async (transaction) => {
    const input = { keyId, publicKey }
    const forgotten = { tenant, store, terminal, terminalCode, input, at }
    const settings = await adoptTerminal(backend, transaction, forgotten)
    return { value: undefined, changes: [changeOf(settingsFeed(store), [settings])] }
  })
  backend.log.warn('a terminal was made known by its file of entries', { terminal })
  return succeed(store)
}
