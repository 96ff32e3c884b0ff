/** Carts that were put aside: at this till, and, where the backend answers, at the others. */
import type { Minor } from '../domain/money.ts'
import type { ParkedCart } from '../domain/selling/parked.ts'
import type { Quote } from '../domain/selling/quote.ts'

/** At this till; there until somebody goes on with them. */
export interface ParkedCarts {
  /** The newest first. */
  all(): readonly ParkedCart[]
  find(park: string): ParkedCart | undefined
  /** Without quotes. */
  count(): number
  quotes(): number
  /** The number that the next quote of this epoch gets. */
  nextQuote(): number
  put(cart: ParkedCart): void
  remove(park: string): void
}

/** A cart at another till of the store, as far as a list tells. */
export interface ParkedElsewhere {
  readonly park: string
  readonly terminal: string
  readonly at: number
  readonly by: string | null
  readonly lines: number
  readonly total: Minor
  /** Null for a cart that is no quote. */
  readonly quote: Quote | null
}

export interface ParkedAnswer {
  /** The newest first. */
  readonly carts: readonly ParkedElsewhere[]
  /** Of those that the asker named: somebody else went on with them. */
  readonly taken: readonly string[]
}

/** Both answer within `LOOKUP_WITHIN_MS`, undefined where nobody answered; neither rejects. */
export interface ParkedLookup {
  /** `held`: the carts that this terminal believes to be on its own hook. */
  list(held: readonly string[]): Promise<ParkedAnswer | undefined>
  /** Null where there is none, or none any more. */
  read(park: string): Promise<ParkedCart | null | undefined>
}
