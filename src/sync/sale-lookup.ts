/** Looks up sales over the link, in time. */
import type { BackendLink } from '../ports/backend-link.ts'
import type { SaleLookup } from '../ports/sale-lookup.ts'
import { lookingUp, type LookupRoad } from './in-time.ts'

export interface SaleLookupOptions extends LookupRoad {
  readonly link: Pick<BackendLink, 'findSales' | 'lowestPrice' | 'customerHistory'>
}

export function createSaleLookup({ link, ...road }: SaleLookupOptions): SaleLookup {
  const asked = lookingUp(road)
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
