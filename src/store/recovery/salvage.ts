/** What a damaged database still proves: entries by hash, schema and signature. */
import type { Head, SealedEntry } from '../../domain/journal/entry.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import { isRight, readPublicKey, readSealed, type SealedRow } from '../verify/sealed-row.ts'
import { carve } from './carve.ts'

export interface Saved {
  readonly sealed: SealedEntry
  readonly entry: Entry
}

/**
 * Entries of a file that stand beyond `known`, in the order of epoch and seq. `keys` are public
 * keys that the terminal is known to have signed with; those that its epochs name are added.
 */
export function salvage(
  file: string,
  known: readonly Head[],
  keys: readonly string[],
): readonly Saved[] {
  const ends = new Map(known.map((head) => [head.epoch.id, head.seq]))
  const trusted = new Map(keys.flatMap(readKey))
  const found = new Map<string, Saved>()
  for (const sealed of carve(file)) {
    if (found.has(sealed.hash)) continue
    const entry = readSealed(rowOf(sealed))
    if (typeof entry === 'string') continue
    if (entry.kind === 'epoch-opened') {
      for (const [id, key] of readKey(entry.body.publicKey)) trusted.set(id, key)
    }
    if (entry.seq > (ends.get(entry.epoch.id) ?? 0)) found.set(sealed.hash, { sealed, entry })
  }
  return [...found.values()]
    .filter(({ sealed }) => {
      const key = trusted.get(sealed.keyId)
      return key !== undefined && isRight({ key, hash: sealed.hash, signature: sealed.signature })
    })
    .toSorted((a, b) => (a.sealed.id < b.sealed.id ? -1 : 1))
}

/** As the journal has it. */
export function rowOf(sealed: SealedEntry): SealedRow {
  const { kind, at } = JSON.parse(sealed.canonical) as Pick<SealedRow, 'kind' | 'at'>
  const { id, epoch, seq, canonical, hash, keyId, signature } = sealed
  const place = { epoch_ordinal: epoch.ordinal, epoch_id: epoch.id, seq }
  return { ...place, id, kind, at, hash, key_id: keyId, signature, canonical }
}

function readKey(text: string) {
  const key = readPublicKey(text)
  return key ? [[key.id, key.key] as const] : []
}
