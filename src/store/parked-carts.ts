/** Carts that were put aside at this till. */
import type { ParkedCart } from '../domain/selling/parked.ts'
import type { ParkedCarts } from '../ports/parked-carts.ts'
import type { Connection } from './connection.ts'

interface Counted {
  readonly carts: number
  readonly quotes: number
}

export function createParkedCarts(connection: Connection): ParkedCarts {
  const all = connection
    .prepare<[], string>('SELECT data FROM parked_cart ORDER BY at DESC, park')
    .pluck()
  const find = connection
    .prepare<[string], string>('SELECT data FROM parked_cart WHERE park = ?')
    .pluck()
  const count = connection.prepare<[], Counted>(
    `SELECT count(*) FILTER (WHERE data ->> '$.quote' IS NULL) AS carts,
       count(*) FILTER (WHERE data ->> '$.quote' IS NOT NULL) AS quotes FROM parked_cart`,
  )
  const last = connection
    .prepare<[], number>(
      `SELECT max(canonical ->> '$.body.quote.number') FROM journal
       WHERE kind = 'cart-parked' AND epoch_ordinal = (SELECT max(ordinal) FROM epoch)`,
    )
    .pluck()
  const put = connection.prepare<[string, number, string]>(
    'INSERT INTO parked_cart (park, at, data) VALUES (?, ?, ?)',
  )
  const remove = connection.prepare<[string]>('DELETE FROM parked_cart WHERE park = ?')
  // The cart's view asks for it after every act: counted anew only where it may have changed.
  let counted: Counted | undefined
  const counts = () => (counted ??= count.get() ?? { carts: 0, quotes: 0 })
  // Only `put` writes them, and migrations carry them along: their shape needs no second check.
  const read = (data: string) => JSON.parse(data) as ParkedCart
  return {
    all: () => all.all().map(read),
    find(park) {
      const data = find.get(park)
      return data === undefined ? undefined : read(data)
    },
    count: () => counts().carts,
    quotes: () => counts().quotes,
    nextQuote: () => (last.get() ?? 0) + 1,
    put(cart) {
      counted = undefined
      put.run(cart.park, cart.at, JSON.stringify(cart))
    },
    remove(park) {
      counted = undefined
      remove.run(park)
    },
  }
}
