/**
 * Makes a machine a terminal: a one-time code for a credential of its own, then epoch 1 of its
 * journal.
 */
import {
  enrolInputSchema,
  enrolOutputSchema,
  headsOutputSchema,
  totalsOutputSchema,
} from '../contract/backend/sync.ts'
import type { EnrolOutput } from '../contract/backend/sync.ts'
import { businessDateOf } from '../domain/time.ts'
import { LinkFailure } from '../ports/backend-link.ts'
import type { Clock } from '../ports/clock.ts'
import type { Enrolment } from '../ports/identity.ts'
import type { Secrets } from '../ports/secrets.ts'
import { request } from '../sync/request.ts'

export interface EnrolmentParts {
  readonly backendUrl: string
  readonly enrolment: Enrolment
  readonly secrets: Secrets & { saveCredential(credential: string): void }
  readonly clock: Clock
}

/** What the backend answers to a code, for the key in hand. Rejects with `LinkFailure`. */
export function askForCredential(
  { backendUrl, secrets, clock }: Omit<EnrolmentParts, 'enrolment'>,
  code: string,
): Promise<EnrolOutput> {
  if (!enrolInputSchema.shape.code.safeParse(code).success) {
    return Promise.reject(new LinkFailure('enrolment-code-wrong', 'no code looks like this'))
  }
  const body = { code, keyId: secrets.keyId, publicKey: secrets.publicKey }
  return request({ url: backendUrl, path: '/sync/enrol', clock, schema: enrolOutputSchema, body })
}

/**
 * Rejects with `LinkFailure` where the backend refuses the code or is not there. The credential is
 * durable before the identity is: a terminal that knows who it is can always say so to the backend.
 * A machine that replaces another begins behind all that the backend has of that one.
 */
export async function enrolTerminal(parts: EnrolmentParts, code: string): Promise<void> {
  const { secrets, clock, enrolment, backendUrl } = parts
  const { credential, ...identity } = await askForCredential(parts, code)
  secrets.saveCredential(credential)
  const { heads } = await request({
    ...{ url: backendUrl, path: '/sync/heads', credential, clock },
    ...{ schema: headsOutputSchema, body: { own: [] } },
  })
  const previous = heads.toSorted((a, b) => a.epoch.ordinal - b.epoch.ordinal).at(-1)
  const at = clock.now()
  // The store's own zone comes with the first pull; until then a day is a day in UTC.
  const when = { at, businessDate: businessDateOf(at, 'UTC') }
  if (!previous) return enrolment.enrol(identity, when)
  const { told } = await request({
    ...{ url: backendUrl, path: '/sync/totals', credential, clock },
    ...{ schema: totalsOutputSchema, body: { counted: [] } },
  })
  enrolment.enrol(identity, { ...when, previous, told })
}
