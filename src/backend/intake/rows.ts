/** An envelope as a row of the backend's journal. */
import type { Insertable } from 'kysely'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { EntryTable } from '../database/journal-tables.ts'
import type { Envelope } from './envelope.ts'

type Proven = Extract<Envelope, { readonly parked?: never }>

/**
 * What is kept of a parked envelope. A well-formed one is never longer: one million characters of
 * canonical text, most of them quoted, and 64 thousand of personal data.
 */
const RECEIVED_LONGEST = 2_600_000

export function rowOf(
  envelope: Envelope,
  { tenant, store, terminal }: TerminalPrincipal,
): Omit<Insertable<EntryTable>, 'received_at'> {
  const owner = { tenant, store, terminal, fingerprint: envelope.fingerprint }
  if (!envelope.parked) {
    return { ...owner, state: 'waiting', reason: null, received: null, ...columnsOf(envelope) }
  }
  const { place } = envelope
  return {
    ...{ ...owner, state: 'parked', reason: envelope.parked },
    ...{ epoch: place?.epoch.id ?? null, seq: place?.seq ?? null, hash: place?.hash ?? null },
    ...{ prev_hash: null, canonical: null, key_id: null, signature: null, personal: null },
    received: envelope.raw.slice(0, RECEIVED_LONGEST),
  }
}

/** The sealed entry, byte for byte. */
export function columnsOf({ sealed, entry }: Proven) {
  return {
    ...{ epoch: entry.epoch.id, seq: entry.seq, hash: sealed.hash, prev_hash: entry.prevHash },
    ...{ canonical: sealed.canonical, key_id: sealed.keyId, signature: sealed.signature },
    personal: sealed.personal,
  }
}
