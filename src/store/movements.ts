/** This terminal's own movements of goods, by the entry and the place in it. */
import type { SealedEntry } from '../domain/journal/entry.ts'
import type { Movement } from '../domain/journal/movement.ts'
import type { Connection } from './connection.ts'
import type { Row } from './document-table.ts'

export function prepareMovement(
  connection: Connection,
): (entry: SealedEntry, position: number, movement: Movement) => void {
  const insert = connection.prepare<[Row]>(
    `INSERT INTO movement (entry, position, epoch_ordinal, seq, item, location, quantity)
     VALUES (@entry, @position, @epoch, @seq, @item, @location, @quantity)`,
  )
  return ({ id, epoch, seq }, position, movement) =>
    void insert.run({ entry: id, position, epoch: epoch.ordinal, seq, ...movement })
}
