/** Asks over the link for carts that other tills put aside, in time. */
import type { BackendLink } from '../ports/backend-link.ts'
import type { ParkedLookup } from '../ports/parked-carts.ts'
import { lookingUp, type LookupRoad } from './in-time.ts'

export interface ParkedLookupOptions extends LookupRoad {
  readonly link: Pick<BackendLink, 'parkedCarts' | 'parkedCart'>
}

export function createParkedLookup({ link, ...road }: ParkedLookupOptions): ParkedLookup {
  const asked = lookingUp(road)
  return {
    list: (held, what) => asked(() => link.parkedCarts(held, what)),
    quote: (number) =>
      asked(async () => (await link.parkedCarts([], 'carts', number)).carts[0] ?? null),
    read: (park) => asked(() => link.parkedCart(park)),
  }
}

/** Where nobody can be asked. */
export const NO_PARKED: ParkedLookup = {
  list: () => Promise.resolve(undefined),
  quote: () => Promise.resolve(undefined),
  read: () => Promise.resolve(undefined),
}
