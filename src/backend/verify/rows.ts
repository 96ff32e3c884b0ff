/** An entry as the backend keeps it, and whether it is what its terminal wrote. */
import type { Entry } from '../../domain/journal/facts.ts'
import { readEntry } from '../../domain/journal/read.ts'
import type { TerminalKeys } from '../access/keys.ts'
import type { Reading } from '../backend.ts'
import type { EntryState } from '../database/journal-tables.ts'
import { entryHashOf, signatureIsRight } from '../intake/signature.ts'
import type { KeptEpoch } from './journal.ts'

export interface KeptRow {
  readonly store: string
  readonly seq: number
  readonly hash: string
  readonly prev_hash: string
  readonly state: EntryState
  readonly canonical: string
  readonly key_id: string
  readonly signature: string
}

const ROWS_AT_ONCE = 500

/** What took effect or waits, in the order of its numbers; what is parked proves nothing. */
export async function* pagesOf(
  reading: Reading,
  { tenant, terminal, id }: KeptEpoch,
): AsyncGenerator<readonly KeptRow[]> {
  let last = { seq: 0, hash: '' }
  for (;;) {
    const { seq, hash } = last
    const rows = await reading
      .selectFrom('entry')
      .select(['store', 'seq', 'hash', 'prev_hash', 'state', 'canonical', 'key_id', 'signature'])
      .where('tenant', '=', tenant)
      .where('terminal', '=', terminal)
      .where('epoch', '=', id)
      .where('state', '<>', 'parked')
      .where((eb) => eb(eb.refTuple('seq', 'hash'), '>', eb.tuple(seq, hash)))
      .orderBy('seq')
      .orderBy('hash')
      .limit(ROWS_AT_ONCE)
      .$narrowType<KeptRow>()
      .execute()
    if (rows.length > 0) yield rows
    if (rows.length < ROWS_AT_ONCE) return
    last = rows.at(-1) ?? last
  }
}

/** The entry, or what is wrong with it. */
export function readRow(row: KeptRow, epoch: KeptEpoch, keys: TerminalKeys): Entry | string {
  const { seq, hash, canonical, signature } = row
  if (entryHashOf(canonical) !== hash) return 'its content does not have its hash'
  const key = keys.get(row.key_id)
  if (!key) return 'it is signed with a key that its terminal never had'
  if (!signatureIsRight(hash, signature, key.key)) return 'its signature is wrong'
  const entry = readEntry(canonical)
  if (!entry) return 'its content is not an entry'
  const stands =
    entry.tenant === epoch.tenant &&
    entry.terminal === epoch.terminal &&
    entry.store === row.store &&
    entry.epoch.id === epoch.id &&
    entry.epoch.ordinal === epoch.ordinal &&
    entry.seq === seq &&
    entry.prevHash === row.prev_hash
  return stands ? entry : 'it stands in the wrong place'
}
