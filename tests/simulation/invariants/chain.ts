/** The journal as a chain, and the totals that it folds to. */
import { plusTold } from '../../../src/domain/journal/perpetual.ts'
import type { SealedEntry } from '../../../src/domain/journal/entry.ts'
import { type Checkpoint, verifyJournal } from '../../../src/store/verify.ts'
import { allSales, type Sight } from './sight.ts'

interface Verified {
  readonly sealed: readonly SealedEntry[]
  readonly end: Checkpoint
}

/**
 * Numbers, hashes, links and signatures of every entry, and the perpetual totals in the file. What
 * was verified and is there byte for byte is not verified again, but where a session ends: a Z is
 * held to all that is in it only by who reads its session from the beginning.
 */
export function chainChecker(): (sight: Sight) => string[] {
  const known = new Map<Sight['terminal'], Verified>()
  return ({ terminal, sealed, entries, isAnotherJournal }) => {
    if (!isAnotherJournal) return []
    const before = known.get(terminal)
    const count = before?.sealed.length ?? 0
    const hasZ = entries.slice(count).some(({ kind }) => kind === 'session-closed')
    const from = before && !hasZ && isBeginningOf(sealed, before) ? before.end : undefined
    const verified = verifyJournal(terminal.file, from ? { from } : {})
    if (verified.end) known.set(terminal, { sealed, end: verified.end })
    const problems: string[] = []
    if (verified.broken) {
      const { seq, reason } = verified.broken
      problems.push(`the journal is broken at ${String(seq)}: ${reason}`)
    }
    const expected = from ? sealed.length - count : sealed.length
    if (verified.entries !== expected) {
      problems.push(`${String(verified.entries)} entries verify of ${String(expected)}`)
    }
    return problems
  }
}

function isBeginningOf(sealed: readonly SealedEntry[], { sealed: before }: Verified): boolean {
  return before.every((each, at) => JSON.stringify(each) === JSON.stringify(sealed[at]))
}

/** What the use cases are told of the perpetual totals is the fold of sales and what was told. */
export function totalsAreTheFold({ terminal, sales, entries }: Sight): string[] {
  const turnover: Record<string, number> = {}
  for (const { body } of sales) {
    const loaded = body.lines.reduce((sum, { load, amount }) => sum + (load ? amount : 0), 0)
    turnover[body.currency] = (turnover[body.currency] ?? 0) + body.total - loaded
  }
  const told = JSON.stringify(terminal.witness.store.journal.perpetual())
  const beside = entries.flatMap(({ kind, body }) =>
    kind === 'epoch-opened' || kind === 'totals-told' ? (body.told ?? []) : [],
  )
  const folded = JSON.stringify(plusTold({ sales: sales.length, turnover }, beside))
  return told === folded ? [] : [`the perpetual totals are ${told}, the sales come to ${folded}`]
}

/** Sale numbers are gap-free in their epoch, and no two sales of any till have one receipt. */
export function receiptsAreUnique(sights: readonly Sight[]): string[] {
  const gaps = sights.flatMap(({ terminal, sales }) =>
    [...Map.groupBy(sales, ({ epoch }) => epoch.ordinal).values()].flatMap((ofEpoch) =>
      ofEpoch.flatMap(({ body }, index) =>
        body.number === index + 1 ? [] : [`${terminal.name} has no sale ${String(index + 1)}`],
      ),
    ),
  )
  const receipts = Map.groupBy(allSales(sights), ({ body }) => body.receipt)
  const twice = [...receipts].flatMap(([receipt, { length }]) =>
    length === 1 ? [] : [`the receipt ${receipt} exists twice`],
  )
  return [...gaps, ...twice]
}
