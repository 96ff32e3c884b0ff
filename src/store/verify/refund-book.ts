/** What went back to tenders of earlier sales, read from the entry by itself. */
import type { Entry } from '../../domain/journal/facts.ts'

export const REFUNDS = {
  sql: `SELECT position, epoch_ordinal, seq, sale, tender, amount
    FROM sale_refund WHERE entry = ? ORDER BY position`,
  of: (_: Entry, id: string) => id,
  needs: 'sale_refund',
  expected(entry: Entry) {
    if (entry.kind !== 'sale-completed') return []
    const { epoch, seq, body } = entry
    return body.tenders.flatMap((tender, position) => {
      const back = 'back' in tender ? tender.back : undefined
      return back ? [[position, epoch.ordinal, seq, back.sale, back.tender, 0 - tender.amount]] : []
    })
  },
  wrong: 'what it gave back to other tenders is not what it says',
}
