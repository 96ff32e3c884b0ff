/** Asks over the link for what only the backend knows of the store, in time. */
import type { BackendLink } from '../ports/backend-link.ts'
import type { Clock } from '../ports/clock.ts'
import type { Office } from '../ports/office.ts'
import { LOOKUP_WITHIN_MS } from '../ports/sale-lookup.ts'
import { inTime } from './in-time.ts'
import type { Reachability } from './reachability.ts'

export interface OfficeOptions {
  readonly link: Pick<BackendLink, 'office'>
  readonly network: Pick<Reachability, 'online'>
  readonly clock: Clock
}

export function createOffice({ link, network, clock }: OfficeOptions): Office {
  return {
    isReachable: network.online,
    ask: (question, asked, schema) =>
      network.online()
        ? inTime(clock, LOOKUP_WITHIN_MS, link.office(question, asked, schema))
        : Promise.resolve(undefined),
  }
}

/** Where nobody can be asked. */
export const NO_OFFICE: Office = {
  isReachable: () => false,
  ask: () => Promise.resolve(undefined),
}
