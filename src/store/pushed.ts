/**
 * RxDB keeps a second copy of each document that it pushed, to find conflicts by. An entry never
 * changes and intake answers with none, so the copy serves nobody once the backend confirmed the
 * entry: were it asked for again, the entry would be pushed again, which does no harm.
 */
import type { Connection } from './connection.ts'

/** Copies that one confirmation forgets at most; a push brings a quarter of it. */
export const FORGOTTEN_AT_ONCE = 200

/** To be called in the transaction that confirmed; forgets the oldest copies first. */
export function prepareForgetPushed(connection: Connection): () => void {
  // RxDB's bookkeeping names a copy by the document's id and '|0', a checkpoint by '|1'.
  const forget = connection.prepare(
    `DELETE FROM rx_document WHERE number IN (
       SELECT copy.number FROM rx_document AS copy
       CROSS JOIN journal ON journal.id = substr(copy.id, 1, length(copy.id) - 2)
       JOIN confirmed_head AS head
         ON head.epoch_ordinal = journal.epoch_ordinal AND journal.seq <= head.seq
       WHERE copy.id LIKE '%|0'
       ORDER BY copy.number LIMIT ${FORGOTTEN_AT_ONCE}
     )`,
  )
  return () => void forget.run()
}
