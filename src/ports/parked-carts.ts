/** Carts that were put aside: at this till, and, where the backend answers, at the others. */
import type { Minor } from '../domain/money.ts'
import type { ParkedCart } from '../domain/selling/parked.ts'
import type { Layaway } from '../domain/selling/layaway.ts'
import type { Quote } from '../domain/selling/quote.ts'

/** At this till; there until somebody goes on with them. */
export interface ParkedCarts {
  /** The newest first. */
  all(): readonly ParkedCart[]
  find(park: string): ParkedCart | undefined
  /** Without quotes, and without what is laid away. */
  count(): number
  quotes(): number
  /** The number that the next quote of this epoch gets. */
  nextQuote(): number
  layaways(): number
  nextLayaway(): number
  /** Whether a sale of this terminal ended the layaway. */
  isEnded(park: string): boolean
  /** Whether this terminal went on with it and the backend may not have heard of that. */
  isResumed(park: string): boolean
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
  /** Null for a cart that is not laid away. */
  readonly layaway: Layaway | null
  readonly customer: string | null
  /** A quote that the backend can send by e-mail. */
  readonly isMailable: boolean
}

export interface ParkedAnswer {
  /** The newest first. */
  readonly carts: readonly ParkedElsewhere[]
  /** Of those that the asker named: somebody else went on with them. */
  readonly taken: readonly string[]
}

/** Goods that are laid away wait for long, and are listed apart. */
export type ParkedWhat = 'carts' | 'layaways'

/** All answer within `LOOKUP_WITHIN_MS`, undefined where nobody answered; none rejects. */
export interface ParkedLookup {
  /** `held`: the carts that this terminal believes to be on its own hook. */
  list(held: readonly string[], what: ParkedWhat): Promise<ParkedAnswer | undefined>
  /** A quote of the store by its number, also of this terminal; null where none waits. */
  quote(number: string): Promise<ParkedElsewhere | null | undefined>
  /** Null where there is none, or none any more. */
  read(park: string): Promise<ParkedCart | null | undefined>
}
