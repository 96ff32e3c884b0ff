/** The tables of the terminals' entries, as Kysely sees them. */
import type { Generated } from 'kysely'

export type EntryState = 'waiting' | 'applied' | 'forked' | 'parked'

export interface EntryTable {
  tenant: string
  store: string
  terminal: string
  fingerprint: string
  epoch: string | null
  seq: number | null
  hash: string | null
  prev_hash: string | null
  state: EntryState
  reason: string | null
  canonical: string | null
  key_id: string | null
  signature: string | null
  personal: string | null
  received: string | null
  received_at: number
}

export interface EpochTable {
  tenant: string
  terminal: string
  id: string
  ordinal: number
  head_seq: Generated<number>
  head_hash: string
  key_id: string | null
  known_seq: Generated<number>
  own_seq: number | null
  ended_at: number | null
  closed_at: number | null
  closed_by: 'next-epoch' | 'person' | null
}

export interface EntryGapTable {
  tenant: string
  terminal: string
  epoch: string
  from_seq: number
  to_seq: number
  found_at: number
}
