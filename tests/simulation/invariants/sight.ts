/** What the checkers look at: each terminal's journal, read through a connection of its own. */
import type { SealedEntry } from '../../../src/domain/journal/entry.ts'
import { type Entry, entrySchema } from '../../../src/domain/journal/facts.ts'
import type { MovingKind } from '../../../src/domain/journal/movement.ts'
import type { SimulatedTerminal } from '../terminal.ts'
import type { Witness } from '../witness.ts'

/** An entry of a sale, with what the backend knows it by. */
export type SaleEntry = Entry<'sale-completed'> & Pick<SealedEntry, 'id' | 'hash'>

/** An entry with what lies beside it. */
export type HashedEntry = Entry & Pick<SealedEntry, 'hash' | 'personal'>

/** An entry that moved goods. */
export type MovingEntry = HashedEntry & Entry<MovingKind>

export interface Sight {
  readonly terminal: SimulatedTerminal
  readonly sealed: readonly SealedEntry[]
  readonly entries: readonly Entry[]
  /** The same, each with its hash. */
  readonly hashed: readonly HashedEntry[]
  readonly sales: readonly SaleEntry[]
  /** Entries that a restore took out of the file, and their sales. */
  readonly former: readonly SealedEntry[]
  readonly formerSales: readonly SaleEntry[]
  readonly formerHashed: readonly HashedEntry[]
  readonly moving: readonly MovingEntry[]
  readonly formerMoving: readonly MovingEntry[]
  /** The journal is not the one of the last look: longer, or in a file that was opened anew. */
  readonly isAnotherJournal: boolean
}

interface Kept {
  readonly sight: Sight
  readonly witness: Witness
  readonly version: number
}

/** Looks again only where something was committed since, which SQLite itself tells. */
export class Sights {
  readonly #kept = new Map<SimulatedTerminal, Kept>()
  /** By their very bytes. */
  readonly #parsed = new Map<string, Entry>()

  of(terminal: SimulatedTerminal): { readonly sight: Sight; readonly isNew: boolean } {
    const { witness } = terminal
    const before = this.#kept.get(terminal)
    const version = witness.version()
    if (before?.witness === witness && before.version === version) {
      return { sight: before.sight, isNew: false }
    }
    const earlier = before?.witness === witness ? before.sight : undefined
    const sight = lookAt(terminal, earlier, (each) => this.#read(each))
    this.#kept.set(terminal, { sight, witness, version })
    return { sight, isNew: true }
  }

  #read({ canonical }: SealedEntry): Entry {
    const entry = this.#parsed.get(canonical) ?? entrySchema.parse(JSON.parse(canonical))
    this.#parsed.set(canonical, entry)
    return entry
  }
}

type Read = (sealed: SealedEntry) => Entry

function lookAt(terminal: SimulatedTerminal, before: Sight | undefined, read: Read): Sight {
  const { former } = terminal
  const sealed = terminal.witness.entries()
  const entries = sealed.map(read)
  const isAnotherJournal = before?.sealed.at(-1)?.hash !== sealed.at(-1)?.hash
  const hashed = hashedOf(sealed, read)
  const formerHashed = hashedOf(former, read)
  return {
    ...{ terminal, sealed, entries, sales: salesOf(sealed, read), isAnotherJournal, hashed },
    ...{ former, formerSales: salesOf(former, read), formerHashed },
    ...{ moving: hashed.filter(isMoving), formerMoving: formerHashed.filter(isMoving) },
  }
}

function isMoving(entry: HashedEntry): entry is MovingEntry {
  return 'movements' in entry.body
}

function hashedOf(sealed: readonly SealedEntry[], read: Read): HashedEntry[] {
  return sealed.map((each) => ({ ...read(each), hash: each.hash, personal: each.personal }))
}

function salesOf(sealed: readonly SealedEntry[], read: Read): SaleEntry[] {
  return sealed.flatMap((each): SaleEntry[] => {
    const entry = read(each)
    return entry.kind === 'sale-completed' ? [{ ...entry, id: each.id, hash: each.hash }] : []
  })
}

/** Every entry that any terminal ever wrote, once: a copied disk holds what its origin wrote. */
export function unionOf(sights: readonly Sight[]): ReadonlyMap<string, SealedEntry> {
  const all = sights.flatMap(({ sealed, former }) => [...sealed, ...former])
  return new Map(all.map((each) => [each.hash, each]))
}

/** Every entry of any terminal, once, read. */
export function allEntries(sights: readonly Sight[]): readonly HashedEntry[] {
  const all = sights.flatMap(({ hashed, formerHashed }) => [...hashed, ...formerHashed])
  return [...new Map(all.map((each) => [each.hash, each])).values()]
}

/** Every entry of any terminal that moved goods, once. */
export function allMoving(sights: readonly Sight[]): readonly MovingEntry[] {
  const all = sights.flatMap(({ moving, formerMoving }) => [...moving, ...formerMoving])
  return [...new Map(all.map((each) => [each.hash, each])).values()]
}

/** Every sale of any terminal, once. */
export function allSales(sights: readonly Sight[]): readonly SaleEntry[] {
  const all = sights.flatMap(({ sales, formerSales }) => [...sales, ...formerSales])
  return [...new Map(all.map((each) => [each.hash, each])).values()]
}
