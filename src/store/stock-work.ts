/** Sheets of stock work, one of each kind, and the movements of what they come to. */
import { quantity } from '../domain/quantity.ts'
import type { PurchaseOrder } from '../domain/stock/purchase-order.ts'
import type { Sheet } from '../domain/stock/sheet.ts'
import type { Transfer } from '../domain/stock/transfer.ts'
import type { StockWork } from '../ports/stock-work.ts'
import type { Connection } from './connection.ts'
import { prepareCounting } from './counting.ts'
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
  const orders = prepareOrders(connection)
  const sent = connection
    .prepare<[number], string>(
      `SELECT data FROM stock WHERE kind = 'transfer' AND deleted = 0
       ORDER BY data ->> '$.sentAt' DESC, id LIMIT ?`,
    )
    .pluck()
  const last = connection
    .prepare<[], number>(
      `SELECT max(canonical ->> '$.body.number') FROM journal
       WHERE kind = 'transfer-sent' AND epoch_ordinal = (SELECT max(ordinal) FROM epoch)`,
    )
    .pluck()
  return {
    ...orders,
    // Each was read by its schema when it was pulled.
    transfers: (most) => sent.all(most).map((data) => JSON.parse(data) as Transfer),
    nextTransfer: () => (last.get() ?? 0) + 1,
    ...prepareCounting(connection),
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

/** This terminal's own word counts at once: nobody opens an order again. */
const NOT_CLOSED_HERE = `NOT EXISTS (
  SELECT 1 FROM journal AS own
  WHERE own.kind = 'order-closed' AND own.canonical ->> '$.body.order' = stock.id
)`

interface Came {
  readonly item: string
  readonly quantity: number
}

function prepareOrders(connection: Connection): Pick<StockWork, 'receive' | 'orders' | 'order'> {
  const receive = connection.prepare<[string, number, number, string]>(
    'INSERT INTO goods_receipt (entry, epoch_ordinal, seq, purchase_order) VALUES (?, ?, ?, ?)',
  )
  const open = connection
    .prepare<[number], string>(
      `SELECT data FROM stock
       WHERE kind = 'purchase-order' AND deleted = 0 AND data ->> '$.state' = 'open'
         AND ${NOT_CLOSED_HERE}
       ORDER BY data ->> '$.orderedAt' DESC, id LIMIT ?`,
    )
    .pluck()
  const find = connection
    .prepare<[string], string>(
      `SELECT data FROM stock
       WHERE id = ? AND kind = 'purchase-order' AND deleted = 0 AND ${NOT_CLOSED_HERE}`,
    )
    .pluck()
  const beyond = connection.prepare<[string, string], Came>(
    `SELECT movement.item AS item, sum(movement.quantity) AS quantity
     FROM told_epoch CROSS JOIN goods_receipt AS receipt
       ON receipt.purchase_order = ? AND receipt.epoch_ordinal = told_epoch.ordinal
       AND receipt.seq > coalesce(? ->> told_epoch.id, 0)
     JOIN movement ON movement.entry = receipt.entry
     GROUP BY movement.item`,
  )
  const shown = (data: string): PurchaseOrder => {
    // It was read by its schema when it was pulled.
    const order = JSON.parse(data) as PurchaseOrder
    const own = beyond.all(order.id, JSON.stringify(order.contains))
    if (own.length === 0) return order
    const came = new Map(own.map((each) => [each.item, each.quantity]))
    const lines = order.lines.map((line) => ({
      ...line,
      received: quantity(line.received + (came.get(line.item) ?? 0)),
    }))
    return { ...order, lines }
  }
  return {
    receive: ({ id, epoch, seq }, order) => void receive.run(id, epoch.ordinal, seq, order),
    orders: (most) => open.all(most).map(shown),
    order(id) {
      const data = find.get(id)
      return data === undefined ? undefined : shown(data)
    },
  }
}
