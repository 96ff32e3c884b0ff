/** The journal as somebody reads it who looks for an entry, and asks what proves it. */
import type { Entry, FactKind } from '../domain/journal/facts.ts'

/** The ordinal of an epoch, and a number in it. */
export interface JournalPlace {
  readonly epoch: number
  readonly seq: number
}

export interface JournalQuery {
  /** Undefined for all of them. */
  readonly kinds: readonly FactKind[] | undefined
  /** Part of a word that the entry says, or a whole number, id or hash; '' for any. */
  readonly text: string
  /** Who also counts as found where they acted or vouched: ids of staff. */
  readonly people: readonly string[]
}

export interface FoundEntry {
  readonly entry: Entry
  readonly hash: string
  /** Whether the backend said that it has it. */
  readonly isConfirmed: boolean
}

export interface FoundEntries {
  readonly entries: readonly FoundEntry[]
  /** The last one that was looked at; undefined where there is none before it. */
  readonly next: JournalPlace | undefined
}

/** What this terminal's own file proves of an entry. */
export interface EntryProof {
  /** Whether its content has the hash that stands beside it. */
  readonly content: boolean
  /** Whether it names the hash of the one before it, and the one after it names its own. */
  readonly chain: boolean
  /** Whether the key that its epoch named has signed it. */
  readonly signature: boolean
  readonly keyId: string
}

export interface JournalReader {
  /** Newest first, from before a place on, among so many that are looked at. */
  search(query: JournalQuery, before: JournalPlace | undefined, among: number): FoundEntries
  /** Undefined where there is no such entry. */
  find(place: JournalPlace): (FoundEntry & { readonly proof: EntryProof }) | undefined
}
