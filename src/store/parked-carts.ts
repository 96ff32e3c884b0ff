/** Carts that were put aside at this till. */
import type { ParkedCart } from '../domain/selling/parked.ts'
import type { ParkedCarts } from '../ports/parked-carts.ts'
import type { Connection } from './connection.ts'

export function createParkedCarts(connection: Connection): ParkedCarts {
  const all = connection
    .prepare<[], string>('SELECT data FROM parked_cart ORDER BY at DESC, park')
    .pluck()
  const find = connection
    .prepare<[string], string>('SELECT data FROM parked_cart WHERE park = ?')
    .pluck()
  const count = connection.prepare<[], number>('SELECT count(*) FROM parked_cart').pluck()
  const put = connection.prepare<[string, number, string]>(
    'INSERT INTO parked_cart (park, at, data) VALUES (?, ?, ?)',
  )
  const remove = connection.prepare<[string]>('DELETE FROM parked_cart WHERE park = ?')
  // The cart's view asks for it after every act: counted anew only where it may have changed.
  let counted: number | undefined
  // Only `put` writes them, and migrations carry them along: their shape needs no second check.
  const read = (data: string) => JSON.parse(data) as ParkedCart
  return {
    all: () => all.all().map(read),
    find(park) {
      const data = find.get(park)
      return data === undefined ? undefined : read(data)
    },
    count: () => (counted ??= count.get() ?? 0),
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
