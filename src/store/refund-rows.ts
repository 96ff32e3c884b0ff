/** What goes back to tenders of earlier sales: a row for each, by the sale that it had paid for. */
import type { Contains } from '../domain/catalogue/stock.ts'
import type { SealedEntry } from '../domain/journal/entry.ts'
import type { SaleCompleted } from '../domain/journal/facts.ts'
import { minor } from '../domain/money.ts'
import type { SoldSale } from '../domain/returns/sold.ts'
import type { Connection } from './connection.ts'
import type { Row } from './document-table.ts'

export function prepareRefunds(
  connection: Connection,
): (sale: SaleCompleted, entry: SealedEntry) => void {
  const insert = connection.prepare<[Row]>(
    `INSERT INTO sale_refund (entry, position, epoch_ordinal, seq, sale, tender, amount)
     VALUES (@entry, @position, @epoch, @seq, @sale, @tender, @amount)`,
  )
  return ({ tenders }, { id: entry, epoch, seq }) => {
    for (const [position, tender] of tenders.entries()) {
      const back = 'back' in tender ? tender.back : undefined
      if (!back) continue
      const place = { entry, position, epoch: epoch.ordinal, seq }
      insert.run({ ...place, sale: back.sale, tender: back.tender, amount: 0 - tender.amount })
    }
  }
}

/** Adds what this terminal gave back beyond the entries that the row contains. */
export function prepareOwnRefunds(
  connection: Connection,
): (sale: SoldSale, contains: Contains) => SoldSale {
  const beyond = connection.prepare<[string, string], { tender: number; back: number }>(
    `SELECT tender, sum(amount) AS back FROM told_epoch CROSS JOIN sale_refund
       ON sale = ? AND epoch_ordinal = told_epoch.ordinal
       AND seq > coalesce(? ->> told_epoch.id, 0)
     GROUP BY tender`,
  )
  return (sale, contains) => {
    const own = beyond.all(sale.id, JSON.stringify(contains))
    if (own.length === 0) return sale
    const refunded = { ...sale.refunded }
    for (const { tender, back } of own) refunded[tender] = minor((refunded[tender] ?? 0) + back)
    return { ...sale, refunded }
  }
}
