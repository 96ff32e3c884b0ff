/** Who may ask a procedure of the administration, and that it is known afterwards who did. */
import { ORPCError } from '@orpc/server'
import type { OfficeNeed } from '../../contract/backend/office-need.ts'
import { mayHere, onlyStoreOf, type OfficePrincipal } from '../access/office.ts'
import type { Backend } from '../backend.ts'
import { beginAct, endAct, toldBy, type Act } from '../office/acts.ts'
import { raise } from './refusal.ts'

interface Asked {
  readonly backend: Backend
  readonly office?: OfficePrincipal
}

export interface Procedure {
  readonly need: OfficeNeed
  /** As the contract calls it. */
  readonly name: string
  readonly method: string | undefined
}

/**
 * Looks are not kept, but for those that were refused; coming in and going out keep themselves.
 * `input` is as it came: nobody has looked yet whether it is in order.
 */
export async function guard<Answer>(
  { backend, office }: Asked,
  procedure: Procedure,
  input: unknown,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const { need, method } = procedure
  if (need.needs === 'nothing') return run()
  if (!office) throw raise('credential-wrong')
  const refused = refusalOf(office, need)
  if (refused) {
    await beginAct(backend, actOf(office, procedure, input), refused.code)
    throw refused
  }
  if (method === 'GET' || need.isLook) return run()
  const id = await beginAct(backend, actOf(office, procedure, input))
  try {
    const answer = await run()
    await endAct(backend, office.tenant, id, 'done')
    return answer
  } catch (error) {
    await endAct(backend, office.tenant, id, codeOf(error))
    throw error
  }
}

/** It says which permission is missing; where that is not it, they are of another store. */
function refusalOf(office: OfficePrincipal, { needs, of }: OfficeNeed) {
  const permission = needs === 'session' || needs === 'nothing' ? undefined : needs
  if (permission !== undefined && !mayHere(office, permission)) {
    return raise('not-permitted', { permission })
  }
  return of === 'shop' && onlyStoreOf(office) !== null ? raise('not-permitted') : undefined
}

function actOf(office: OfficePrincipal, { need, name }: Procedure, input: unknown): Act {
  const { store, subject, fields } = toldBy(input)
  return {
    ...{ tenant: office.tenant, act: name, subject, fields },
    store: need.of === 'store' ? (store ?? onlyStoreOf(office)) : null,
    person: office.kind === 'owner' ? null : { id: office.person, name: office.name },
    permission: need.needs === 'session' ? null : need.needs,
  }
}

function codeOf(error: unknown): string {
  return error instanceof ORPCError ? String(error.code).slice(0, 60) : 'internal'
}
