/** What the checkers look at: each terminal's journal, read through a connection of its own. */
import type Database from 'better-sqlite3'
import type { SealedEntry } from '../../../src/domain/journal/entry.ts'
import { type Entry, entrySchema } from '../../../src/domain/journal/facts.ts'
import type { SimulatedTerminal } from '../terminal.ts'

const ENTRIES_MOST = 100_000

/** An entry of a sale, with what the backend knows it by. */
export type SaleEntry = Entry<'sale-completed'> & Pick<SealedEntry, 'id' | 'hash'>

export interface Sight {
  readonly terminal: SimulatedTerminal
  readonly sealed: readonly SealedEntry[]
  readonly entries: readonly Entry[]
  readonly sales: readonly SaleEntry[]
  /** The journal is not the one of the last look: longer, or in a file that was opened anew. */
  readonly isAnotherJournal: boolean
}

interface Kept {
  readonly sight: Sight
  readonly witness: Database.Database
  /** A number of SQLite's own that changes with every commit of somebody else. */
  readonly version: Database.Statement<[], number>
  readonly at: number | undefined
}

/** Looks again only where something was committed since, which SQLite itself tells. */
export class Sights {
  readonly #kept = new Map<SimulatedTerminal, Kept>()

  of(terminal: SimulatedTerminal): { readonly sight: Sight; readonly isNew: boolean } {
    const { witness } = terminal
    const before = this.#kept.get(terminal)
    const kept = before?.witness === witness ? before : undefined
    const version = kept?.version ?? witness.prepare<[], number>('PRAGMA data_version').pluck()
    const at = version.get()
    if (kept?.at === at && kept) return { sight: kept.sight, isNew: false }
    const sight = lookAt(terminal, kept?.sight)
    this.#kept.set(terminal, { sight, witness, version, at })
    return { sight, isNew: true }
  }
}

function lookAt(terminal: SimulatedTerminal, before: Sight | undefined): Sight {
  const { journal, delivery } = terminal.store
  const sealed = delivery.entriesAfter(journal.head().epoch.id, 0, ENTRIES_MOST)
  const entries = sealed.map(({ canonical }) => entrySchema.parse(JSON.parse(canonical)))
  const sales = entries.flatMap((entry, index): SaleEntry[] => {
    const { id = '', hash = '' } = sealed[index] ?? {}
    return entry.kind === 'sale-completed' ? [{ ...entry, id, hash }] : []
  })
  const isAnotherJournal = before?.sealed.at(-1)?.hash !== sealed.at(-1)?.hash
  return { terminal, sealed, entries, sales, isAnotherJournal }
}
