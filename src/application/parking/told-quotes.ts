/** Quotes of other tills, and old ones, that the backend told of a moment ago. */
import type { ParkedElsewhere } from '../../ports/parked-carts.ts'

export interface ToldQuotes {
  find(park: string): ParkedElsewhere | undefined
  told(carts: readonly ParkedElsewhere[]): void
}

/** Beyond it those that were told of first are forgotten: they are looked up again. */
const TOLD_LIMIT = 200

export function createToldQuotes(): ToldQuotes {
  const quotes = new Map<string, ParkedElsewhere>()
  return {
    find: (park) => quotes.get(park),
    told(carts) {
      for (const cart of carts) {
        if (!cart.quote) continue
        quotes.delete(cart.park)
        quotes.set(cart.park, cart)
        const [first] = quotes.keys()
        if (quotes.size > TOLD_LIMIT && first !== undefined) quotes.delete(first)
      }
    },
  }
}
