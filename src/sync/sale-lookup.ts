/** Looks up sales over the link, in time. */
import type { BackendLink } from '../ports/backend-link.ts'
import type { Clock } from '../ports/clock.ts'
import { LOOKUP_WITHIN_MS, type SaleLookup } from '../ports/sale-lookup.ts'
import { inTime } from './in-time.ts'
import type { Reachability } from './reachability.ts'

export interface SaleLookupOptions {
  readonly link: Pick<BackendLink, 'findSales' | 'lowestPrice' | 'customerHistory'>
  readonly network: Pick<Reachability, 'online'>
  readonly clock: Clock
}

export function createSaleLookup({ link, network, clock }: SaleLookupOptions): SaleLookup {
  const asked = <Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> =>
    network.online() ? inTime(clock, LOOKUP_WITHIN_MS, ask()) : Promise.resolve(undefined)
  return {
    find: (wanted) => asked(() => link.findSales(wanted)),
    lowest: (variant, since) => asked(() => link.lowestPrice(variant, since)),
    history: (wanted) => asked(() => link.customerHistory(wanted)),
  }
}

/** Where nobody can be asked. */
export const NO_LOOKUP: SaleLookup = {
  find: () => Promise.resolve(undefined),
  lowest: () => Promise.resolve(undefined),
  history: () => Promise.resolve(undefined),
}
