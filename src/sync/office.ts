/** Asks over the link for what only the backend knows of the store, in time. */
import type { BackendLink } from '../ports/backend-link.ts'
import type { Office } from '../ports/office.ts'
import { lookingUp, type LookupRoad } from './in-time.ts'

export interface OfficeOptions extends LookupRoad {
  readonly link: Pick<BackendLink, 'office'>
}

export function createOffice({ link, ...road }: OfficeOptions): Office {
  const asked = lookingUp(road)
  return {
    isReachable: road.network.online,
    ask: (question, wanted, schema) => asked(() => link.office(question, wanted, schema)),
  }
}

/** Where nobody can be asked. */
export const NO_OFFICE: Office = {
  isReachable: () => false,
  ask: () => Promise.resolve(undefined),
}
