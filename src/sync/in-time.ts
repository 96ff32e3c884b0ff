/** An exchange that somebody waits for: its answer in time, or nothing. */
import { LinkFailure } from '../ports/backend-link.ts'
import type { Clock } from '../ports/clock.ts'
import { LOOKUP_WITHIN_MS } from '../ports/sale-lookup.ts'
import type { Reachability } from './reachability.ts'

/**
 * Undefined where no answer came within `ms`, or one that helps nobody: to who waits, a refusal is
 * worth as little as silence. Rejects with what is not a `LinkFailure`.
 */
export async function inTime<Answer>(
  clock: Clock,
  ms: number,
  exchange: Promise<Answer>,
): Promise<Answer | undefined> {
  let cancel = (): void => undefined
  const tooLate = new Promise<undefined>((resolve) => {
    cancel = clock.after(ms, () => resolve(undefined))
  })
  const answer = exchange.catch((error: unknown) => {
    if (error instanceof LinkFailure) return undefined
    throw error
  })
  try {
    return await Promise.race([answer, tooLate])
  } finally {
    cancel()
  }
}

export interface LookupRoad {
  readonly network: Pick<Reachability, 'online'>
  readonly clock: Clock
}

/** Looks up what somebody waits for; nothing is asked of a backend that is known to be away. */
export function lookingUp({ network, clock }: LookupRoad) {
  return async <Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> =>
    network.online() ? inTime(clock, LOOKUP_WITHIN_MS, ask()) : undefined
}
