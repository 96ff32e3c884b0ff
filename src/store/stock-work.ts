/** Sheets of stock work, one of each kind, and the movements of what they come to. */
import type { Sheet } from '../domain/stock/sheet.ts'
import type { StockWork } from '../ports/stock-work.ts'
import type { Connection } from './connection.ts'
import { prepareMovement } from './movements.ts'

export function createStockWork(connection: Connection): StockWork {
  const addMovement = prepareMovement(connection)
  const find = connection
    .prepare<[string], string>('SELECT data FROM stock_sheet WHERE kind = ?')
    .pluck()
  const put = connection.prepare<[string, string]>(
    `INSERT INTO stock_sheet (kind, data) VALUES (?, ?)
     ON CONFLICT (kind) DO UPDATE SET data = excluded.data`,
  )
  const clear = connection.prepare<[string]>('DELETE FROM stock_sheet WHERE kind = ?')
  return {
    sheet(kind) {
      const data = find.get(kind)
      // Only `put` writes it, and migrations carry it along: its shape needs no second check.
      return data === undefined ? undefined : (JSON.parse(data) as Sheet)
    },
    put: (sheet) => void put.run(sheet.kind, JSON.stringify(sheet)),
    clear: (kind) => void clear.run(kind),
    move: (entry, movements) =>
      movements.forEach((movement, position) => addMovement(entry, position, movement)),
  }
}
