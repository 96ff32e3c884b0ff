/**
 * What opening asks before anything is sold: is this the file that was written last, and on the
 * machine that wrote it? If not, the terminal goes on under new numbers.
 */
import type { Head } from '../domain/journal/entry.ts'
import type { Log } from '../ports/log.ts'
import type { Machine } from '../ports/machine.ts'
import type { Missing } from '../ports/standing.ts'
import { StoreFailure } from '../ports/store.ts'
import { isCopy, isSamePlace, placeOf, readBinding, writeBinding } from './binding.ts'
import type { ComposedStore } from './compose.ts'
import type { Connection } from './connection.ts'
import { settleUnfinished } from './recovery/replay.ts'
import { prepareRecovery } from './standing.ts'
import { askWitness, type Witness } from './witness.ts'

export interface StandParts {
  readonly file: string
  readonly connection: Connection
  readonly store: ComposedStore
  /** Without one it is not asked where the file lives. */
  readonly machine: Machine | undefined
  readonly witness: Witness
  readonly log: Log
  readonly now: () => number
}

/**
 * Before enrolment it only writes where the file lives. Throws what the disk throws, and
 * `StoreFailure` 'database-damaged' where the database has forgotten that it was enrolled.
 */
export function standFirm(parts: StandParts): void {
  const { connection, store, witness } = parts
  const identity = store.identity.current()
  if (!identity) {
    // Its place is written before it sells: a copy of its first day must be known for one, too.
    if (!askWitness(parts.file)) return store.transaction(() => void isCopied(parts))
    // All of it stood in a log that is gone.
    throw new StoreFailure('database-damaged', 'the database is empty, and was not before')
  }
  store.transaction(() => {
    const said = sinceWitness(parts)
    const copied = isCopied(parts)
    if (said) {
      parts.log.error('this file is older than what this terminal has sold', { ...said.seen })
      prepareRecovery(connection)({ at: parts.now(), missing: said.missing })
      // Its cart may be sold already: nobody sells it once more.
      settleUnfinished(connection)
      store.delivery.renew('restored', { previous: said.head })
    } else if (copied) {
      parts.log.error('this file was copied: it goes on under new numbers')
      store.delivery.renew('cloned')
    }
  })
  witness.saw(identity, store.journal.head())
}

/** Writes the new place where there is another. */
function isCopied({ file, connection, machine }: StandParts): boolean {
  if (!machine) return false
  const found = placeOf(file, machine)
  const kept = readBinding(connection)
  if (kept && isSamePlace(kept, found)) return false
  writeBinding(connection, found)
  return kept !== undefined && isCopy(kept, found)
}

interface Beyond {
  readonly head: Head
  readonly missing: readonly Missing[]
  readonly seen: { readonly epoch: number; readonly seq: number }
}

/** What the witness saw and this file does not hold; undefined where it holds everything. */
function sinceWitness({ file, store }: StandParts): Beyond | undefined {
  const said = askWitness(file)
  if (!said || said.identity.terminal !== store.identity.current()?.terminal) return undefined
  const { epoch, seq } = said.head
  if (store.delivery.hashAt(epoch.id, seq) === said.head.hash) return undefined
  const own = store.journal.head()
  const seen = { epoch: epoch.ordinal, seq }
  const held = own.epoch.id === epoch.id ? own.seq : 0
  // An epoch that was opened after it by a restore: what the witness saw was dealt with then.
  if (epoch.ordinal < own.epoch.ordinal) return undefined
  const missing = seq > held ? [{ epoch: epoch.ordinal, from: held + 1, to: seq }] : []
  if (own.epoch.id === epoch.id) return { head: said.head, missing, seen }
  const rest = { epoch: own.epoch.ordinal, from: own.seq + 1, to: null }
  return { head: said.head, missing: [rest, ...missing], seen }
}
