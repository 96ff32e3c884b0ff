/**
 * Walks a journal from its first entry to its last, or to the first that is wrong. The signatures
 * are handed out in batches, so that one thread may check them or many.
 */
import type { Head } from '../../domain/journal/entry.ts'
import type { Connection } from '../connection.ts'
import { prepareIdentity } from '../enrolment.ts'
import { openBooks } from './books.ts'
import { createFold, type Checkpoint } from './fold.ts'
import { rowsAfter } from './rows.ts'
import type { Proof, SealedRow } from './sealed-row.ts'

export interface Progress {
  /** Entries read so far. */
  readonly entries: number
  readonly of: number
}

export interface WalkOptions {
  /** Where an earlier verification ended: nothing before it is read again. */
  readonly from?: Checkpoint
  /** Whether the rows that entries derived are compared as well. */
  readonly books: boolean
  /** False where the entries are known to be those of another file that is verified. */
  readonly signatures: boolean
  readonly onProgress?: (progress: Progress) => void
}

/** What is known to be good. */
export interface Reached {
  readonly entries: number
  readonly sales: number
  /** The last entries of the epochs before this one. */
  readonly past: readonly Head[]
  readonly head: Head | undefined
}

export interface Walked {
  readonly reached: Reached
  /** The entry after `reached`, which is wrong; `row` is undefined where it could not be read. */
  readonly wrong: { readonly row: SealedRow | undefined; readonly reason: string } | undefined
  /** Undefined where something is wrong or nothing is there. */
  readonly end: Checkpoint | undefined
}

/** Hands out signatures and is told the place of the first wrong one among them; -1 for none. */
export type Walk = Generator<readonly Proof[], Walked, number>

/** How many signatures are handed out at once. */
const BATCH = 512
const FORGED = 'its signature is wrong'

interface Pending extends Proof {
  readonly row: SealedRow
  readonly before: Reached
}

export function* walkJournal(connection: Connection, options: WalkOptions): Walk {
  const { from, onProgress } = options
  const fold = createFold(prepareIdentity(connection)(), from)
  const books = options.books ? openBooks(connection) : undefined
  const rows = rowsAfter(connection, from?.head)
  let reached: Reached = { entries: 0, sales: 0, past: [], head: from?.head }
  let pending: Pending[] = []

  const take = (row: SealedRow | string): string | undefined => {
    if (typeof row === 'string') return row
    const folded = fold.take(row)
    if (typeof folded === 'string') return folded
    const { entry, key } = folded
    const { hash, signature } = row
    const wrong = books?.wrong(entry, row.id)
    if (wrong !== undefined) return wrong
    if (options.signatures) pending.push({ row, hash, signature, key: key.key, before: reached })
    const isSale = entry.kind === 'sale-completed'
    reached = onward(reached, { epoch: entry.epoch, seq: entry.seq, hash }, isSale)
    if (reached.entries % BATCH === 0) onProgress?.({ entries: reached.entries, of: rows.count })
    return undefined
  }

  function* firstForged(): Generator<readonly Proof[], Walked | undefined, number> {
    const batch = pending
    pending = []
    const forged = batch.length === 0 ? undefined : batch[yield batch]
    if (!forged) return undefined
    return { reached: forged.before, wrong: { row: forged.row, reason: FORGED }, end: undefined }
  }

  for (const row of rows.read()) {
    const reason = take(row)
    if (reason === undefined && pending.length < BATCH) continue
    const forged = yield* firstForged()
    if (forged) return forged
    if (reason === undefined) continue
    const wrong = { row: typeof row === 'string' ? undefined : row, reason }
    return { reached, wrong, end: undefined }
  }
  const forged = yield* firstForged()
  onProgress?.({ entries: reached.entries, of: rows.count })
  return forged ?? { reached, wrong: undefined, end: fold.checkpoint() }
}

function onward({ entries, sales, past, head }: Reached, next: Head, isSale: boolean): Reached {
  const isNewEpoch = head !== undefined && head.epoch.id !== next.epoch.id
  return {
    entries: entries + 1,
    sales: sales + (isSale ? 1 : 0),
    past: isNewEpoch ? [...past, head] : past,
    head: next,
  }
}
