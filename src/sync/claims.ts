/** Claims over the link: an answer in time, or the word that there was none. */
import type { BackendLink } from '../ports/backend-link.ts'
import { CLAIM_WITHIN_MS, type ClaimAnswer, type Claims } from '../ports/claims.ts'
import type { Clock } from '../ports/clock.ts'
import { inTime } from './in-time.ts'
import type { Reachability } from './reachability.ts'

export interface ClaimsOptions {
  readonly link: Pick<BackendLink, 'claim' | 'releaseClaim'>
  readonly network: Pick<Reachability, 'online'>
  readonly clock: Clock
}

/** While the backend is known to be silent nobody is made to wait for it. */
export function createClaims({ link, network, clock }: ClaimsOptions): Claims {
  const unreachable: ClaimAnswer = { outcome: 'unreachable' }
  return {
    async take(claim, draft) {
      if (!network.online()) return unreachable
      return (await inTime(clock, CLAIM_WITHIN_MS, link.claim(claim, draft))) ?? unreachable
    },
    release(ids) {
      for (const id of ids) {
        // What is not given back ends by itself: nothing is gained by asking again.
        link.releaseClaim(id).catch(() => undefined)
      }
    },
  }
}

/** Where nothing can be asked. */
export const NO_CLAIMS: Claims = {
  take: () => Promise.resolve({ outcome: 'unreachable' }),
  release: () => undefined,
}
