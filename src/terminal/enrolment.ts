/**
 * Makes a machine a terminal: a one-time code for a credential of its own, then epoch 1 of its
 * journal.
 */
import { enrolInputSchema, enrolOutputSchema } from '../contract/backend/sync.ts'
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

/**
 * Rejects with `LinkFailure` where the backend refuses the code or is not there. The credential is
 * durable before the identity is: a terminal that knows who it is can always say so to the backend.
 */
export async function enrolTerminal(parts: EnrolmentParts, code: string): Promise<void> {
  const { secrets, clock } = parts
  if (!enrolInputSchema.shape.code.safeParse(code).success) {
    throw new LinkFailure('enrolment-code-wrong', 'no code looks like this')
  }
  const { credential, ...identity } = await request({
    url: parts.backendUrl,
    path: '/sync/enrol',
    clock,
    schema: enrolOutputSchema,
    body: { code, keyId: secrets.keyId, publicKey: secrets.publicKey },
  })
  secrets.saveCredential(credential)
  const at = clock.now()
  // The store's own zone comes with the first pull; until then a day is a day in UTC.
  parts.enrolment.enrol(identity, { at, businessDate: businessDateOf(at, 'UTC') })
}
