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

/** So many wait to be given back at most; the others end by themselves, as all do in time. */
const GIVEN_BACK_MOST = 1000

/** While the backend is known to be silent nobody is made to wait for it. */
export function createClaims({ link, network, clock }: ClaimsOptions): Claims {
  const unreachable: ClaimAnswer = { outcome: 'unreachable' }
  let giving: Promise<unknown> = Promise.resolve()
  let waiting = 0
  const giveBack = async (id: string): Promise<void> => {
    waiting -= 1
    // What is not given back ends by itself: nothing is gained by asking again.
    if (network.online()) await link.releaseClaim(id).catch(() => undefined)
  }
  return {
    async take(claim, draft) {
      if (!network.online()) return unreachable
      return (await inTime(clock, CLAIM_WITHIN_MS, link.claim(claim, draft))) ?? unreachable
    },
    // One after another: a cart of hundreds of lines is no flood of calls.
    release(ids) {
      const taken = ids.slice(0, GIVEN_BACK_MOST - waiting)
      waiting += taken.length
      for (const id of taken) giving = giving.then(() => giveBack(id))
    },
  }
}

/** Where nothing can be asked. */
export const NO_CLAIMS: Claims = {
  take: () => Promise.resolve({ outcome: 'unreachable' }),
  release: () => undefined,
}
