/** Asks over the link for carts that other tills put aside, in time. */
import type { BackendLink } from '../ports/backend-link.ts'
import type { Clock } from '../ports/clock.ts'
import type { ParkedLookup } from '../ports/parked-carts.ts'
import { LOOKUP_WITHIN_MS } from '../ports/sale-lookup.ts'
import { inTime } from './in-time.ts'
import type { Reachability } from './reachability.ts'

export interface ParkedLookupOptions {
  readonly link: Pick<BackendLink, 'parkedCarts' | 'parkedCart'>
  readonly network: Pick<Reachability, 'online'>
  readonly clock: Clock
}

export function createParkedLookup({ link, network, clock }: ParkedLookupOptions): ParkedLookup {
  const asked = <Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> =>
    network.online() ? inTime(clock, LOOKUP_WITHIN_MS, ask()) : Promise.resolve(undefined)
  return {
    list: (held, what) => asked(() => link.parkedCarts(held, what)),
    read: (park) => asked(() => link.parkedCart(park)),
  }
}

/** Where nobody can be asked. */
export const NO_PARKED: ParkedLookup = {
  list: () => Promise.resolve(undefined),
  read: () => Promise.resolve(undefined),
}
