/** Entries that were saved out of a damaged file and stand behind a gap: they are only sent. */
import type { Epoch, SealedEntry } from '../domain/journal/entry.ts'
import type { Delivery } from '../ports/delivery.ts'
import type { Connection } from './connection.ts'
import { toSealedEntry } from './document-shapes.ts'
import type { Row } from './document-table.ts'
import type { Transactions } from './transactions.ts'

type Recovered = Pick<Delivery, 'recoveredEpochs' | 'recoveredAfter' | 'delivered'>

export function createRecovered(connection: Connection, transactions: Transactions): Recovered {
  const epochs = connection.prepare<[], Epoch & { readonly unsentFrom: number | null }>(
    `SELECT epoch_ordinal AS ordinal, epoch_id AS id,
       min(seq) FILTER (WHERE delivered = 0) AS unsentFrom
     FROM recovered_entry GROUP BY epoch_ordinal, epoch_id ORDER BY epoch_ordinal`,
  )
  const after = connection.prepare<[string, number, number], Row>(
    'SELECT * FROM recovered_entry WHERE epoch_id = ? AND seq > ? ORDER BY seq LIMIT ?',
  )
  const deliver = connection.prepare<[string]>(
    'UPDATE recovered_entry SET delivered = 1 WHERE id = ? AND delivered = 0',
  )
  return {
    recoveredEpochs: () =>
      epochs.all().map(({ ordinal, id, unsentFrom }) => ({
        epoch: { ordinal, id },
        unsentFrom: unsentFrom ?? Infinity,
      })),
    recoveredAfter: (epochId, seq, limit) => after.all(epochId, seq, limit).map(toSealedEntry),
    delivered: (recovered) =>
      transactions.run(() => {
        for (const { id } of recovered) deliver.run(id)
      }),
  }
}

/** Keeps an entry aside; does nothing where it is kept already. */
export function prepareKeeping(connection: Connection): (entry: SealedEntry) => void {
  const insert = connection.prepare<[Row]>(
    `INSERT INTO recovered_entry
       (id, epoch_ordinal, epoch_id, seq, canonical, hash, key_id, signature, personal, delivered)
     VALUES (@id, @ordinal, @epoch, @seq, @canonical, @hash, @keyId, @signature, @personal, 0)
     ON CONFLICT DO NOTHING`,
  )
  return ({ epoch, ...entry }) =>
    void insert.run({ ...entry, ordinal: epoch.ordinal, epoch: epoch.id })
}
