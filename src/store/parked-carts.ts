/** Carts that were put aside at this till. */
import type { ParkedCart } from '../domain/selling/parked.ts'
import type { ParkedCarts } from '../ports/parked-carts.ts'
import type { Connection } from './connection.ts'

interface Counted {
  readonly carts: number
  readonly quotes: number
  readonly layaways: number
}

export function createParkedCarts(connection: Connection): ParkedCarts {
  const all = connection
    .prepare<[], string>('SELECT data FROM parked_cart ORDER BY at DESC, park')
    .pluck()
  const find = connection
    .prepare<[string], string>('SELECT data FROM parked_cart WHERE park = ?')
    .pluck()
  const count = connection.prepare<[], Counted>(
    `SELECT count(*) FILTER (
         WHERE data ->> '$.quote' IS NULL AND data ->> '$.layaway' IS NULL
       ) AS carts,
       count(*) FILTER (WHERE data ->> '$.quote' IS NOT NULL) AS quotes,
       count(*) FILTER (WHERE data ->> '$.layaway' IS NOT NULL) AS layaways FROM parked_cart`,
  )
  const last = (what: 'quote' | 'layaway') =>
    connection
      .prepare<[], number>(
        `SELECT max(canonical ->> '$.body.${what}.number') FROM journal
         WHERE kind = 'cart-parked' AND epoch_ordinal = (SELECT max(ordinal) FROM epoch)
           AND canonical ->> '$.body.${what}.number' IS NOT NULL`,
      )
      .pluck()
  const lastQuote = last('quote')
  const lastLayaway = last('layaway')
  const put = connection.prepare<[string, number, string]>(
    'INSERT INTO parked_cart (park, at, data) VALUES (?, ?, ?)',
  )
  const remove = connection.prepare<[string]>('DELETE FROM parked_cart WHERE park = ?')
  // The cart's view asks for it after every act: counted anew only where it may have changed.
  let counted: Counted | undefined
  const counts = () => (counted ??= count.get() ?? { carts: 0, quotes: 0, layaways: 0 })
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
    nextQuote: () => (lastQuote.get() ?? 0) + 1,
    layaways: () => counts().layaways,
    nextLayaway: () => (lastLayaway.get() ?? 0) + 1,
    ...prepareGone(connection),
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

/** What this terminal has gone on with, by its own entries. */
function prepareGone(connection: Connection): Pick<ParkedCarts, 'isEnded' | 'isResumed'> {
  const ended = connection
    .prepare<[string], number>(
      `SELECT 1 FROM journal WHERE kind = 'sale-completed'
         AND canonical ->> '$.body.layaway.park' IS NOT NULL
         AND canonical ->> '$.body.layaway.park' = ?`,
    )
    .pluck()
  // What was sent the backend knows by itself.
  const resumed = connection
    .prepare<[string], number>(
      `SELECT 1 FROM epoch JOIN journal ON journal.epoch_ordinal = epoch.ordinal AND journal.seq >
         coalesce((SELECT seq FROM confirmed_head WHERE epoch_ordinal = epoch.ordinal), 0)
       WHERE journal.kind = 'cart-resumed' AND journal.canonical ->> '$.body.park' = ?`,
    )
    .pluck()
  return {
    isEnded: (park) => ended.get(park) !== undefined,
    isResumed: (park) => resumed.get(park) !== undefined,
  }
}
