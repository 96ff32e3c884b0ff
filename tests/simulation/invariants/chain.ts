/** The journal as a chain, and the totals that it folds to. */
import { verifyJournal } from '../../../src/store/verify.ts'
import { allSales, type Sight } from './sight.ts'

/** Numbers, hashes, links and signatures of every entry, and the perpetual totals in the file. */
export function chainHolds({ terminal, entries, isAnotherJournal }: Sight): string[] {
  if (!isAnotherJournal) return []
  const verified = verifyJournal(terminal.file)
  const problems: string[] = []
  if (verified.broken) {
    const { seq, reason } = verified.broken
    problems.push(`the journal is broken at ${String(seq)}: ${reason}`)
  }
  if (verified.entries !== entries.length) {
    problems.push(`${String(verified.entries)} entries verify of ${String(entries.length)}`)
  }
  return problems
}

/** What the use cases are told of the perpetual totals is the fold of the sales, too. */
export function totalsAreTheFold({ terminal, sales }: Sight): string[] {
  const turnover: Record<string, number> = {}
  for (const { body } of sales) {
    const loaded = body.lines.reduce((sum, { load, amount }) => sum + (load ? amount : 0), 0)
    turnover[body.currency] = (turnover[body.currency] ?? 0) + body.total - loaded
  }
  const told = JSON.stringify(terminal.witness.store.journal.perpetual())
  const folded = JSON.stringify({ sales: sales.length, turnover })
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
