/**
 * What the backend confirmed of the journal, and what is still to be sent; counted and read by SQL.
 */
import type { Delivery } from '../ports/delivery.ts'
import type { Journal } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import { toSealedEntry } from './document-shapes.ts'
import type { Row } from './document-table.ts'
import type { Transactions } from './transactions.ts'

interface EpochHead {
  readonly ordinal: number
  readonly id: string
  readonly seq: number
  readonly hash: string
}

export function createDelivery(
  connection: Connection,
  transactions: Transactions,
  journal: Journal,
): Delivery {
  const hash = connection
    .prepare<[string, number], string>(
      `SELECT hash FROM journal
       WHERE epoch_ordinal = (SELECT ordinal FROM epoch WHERE id = ?) AND seq = ?`,
    )
    .pluck()
  const after = connection.prepare<[string, number, number], Row>(
    `SELECT * FROM journal
     WHERE epoch_ordinal = (SELECT ordinal FROM epoch WHERE id = ?) AND seq > ?
     ORDER BY seq LIMIT ?`,
  )
  const heads = connection.prepare<[number], EpochHead>(
    `SELECT epoch.ordinal, epoch.id, journal.seq, journal.hash FROM epoch
     JOIN journal ON journal.epoch_ordinal = epoch.ordinal AND journal.seq = (
       SELECT max(seq) FROM journal WHERE epoch_ordinal = epoch.ordinal
     )
     ORDER BY epoch.ordinal DESC LIMIT ?`,
  )
  const confirm = connection.prepare<[number, string, number, string]>(
    `INSERT INTO confirmed_head (epoch_ordinal, epoch_id, seq, hash) VALUES (?, ?, ?, ?)
     ON CONFLICT (epoch_ordinal) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
  )
  const hashAt: Delivery['hashAt'] = (epochId, seq) => hash.get(epochId, seq)
  return {
    head: journal.head,
    heads: (most) =>
      heads.all(most).map(({ ordinal, id, seq, hash }) => ({ epoch: { ordinal, id }, seq, hash })),
    confirm(heads) {
      transactions.run(() => {
        for (const head of heads) {
          // A head whose entry is not ours proves nothing about what we hold.
          if (head.seq > 0 && hashAt(head.epoch.id, head.seq) !== head.hash) continue
          confirm.run(head.epoch.ordinal, head.epoch.id, head.seq, head.hash)
        }
      })
    },
    entriesAfter: (epochId, seq, limit) => after.all(epochId, seq, limit).map(toSealedEntry),
    hashAt,
    unsent: journal.unsent,
  }
}
