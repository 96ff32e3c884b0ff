/** How people of the shop come in at the office, and who is in. */
import type { WhoIsIn } from '../../contract/backend/door.ts'
import type { Result } from '../../domain/failure.ts'
import { onlyStoreOf, permissionsHere, type OfficePrincipal } from '../access/office.ts'
import { personIn, SESSION_LASTS_MS } from '../office/sessions.ts'
import { changePassword, signIn, signOut } from '../office/sign-in.ts'
import { guarded, publicShop, requireDoor, requireOffice, type RequestContext } from './context.ts'
import { raise, valueOf } from './refusal.ts'

/** All passwords are looked at under one name: each takes 64 MB of memory. */
const LOOKING = 'passwords'

export const doorRouter = {
  signIn: guarded.door.signIn.handler(async ({ input, context }) => {
    const { tenant } = await publicShop(context)
    const token = await looked(context, () => signIn(context.backend, tenant, input))
    const person = await personIn(context.backend, token)
    if (!person) throw raise('credential-wrong')
    return whoIs(person)
  }),
  signOut: guarded.door.signOut.handler(async ({ context }) => {
    const { office } = context
    if (office?.kind === 'person') await signOut(context.backend, office)
    requireDoor(context).cookie.forget()
    return { signedIn: false }
  }),
  me: guarded.door.me.handler(({ context }) => whoIs(requireOffice(context))),
  changePassword: guarded.door.changePassword.handler(async ({ input, context }) => {
    const person = requireOffice(context)
    // The owner's token is nobody who would have one.
    if (person.kind === 'owner') throw raise('not-permitted')
    await looked(context, () => changePassword(context.backend, person, input))
    return { changed: true }
  }),
}

/** The token that a password was good for, which the browser keeps. */
async function looked(
  context: RequestContext,
  look: () => Promise<Result<{ readonly token: string }>>,
): Promise<string> {
  const { cookie, callers, looking } = requireDoor(context)
  const { remote } = context
  const done = callers.allows(remote) ? looking.take(LOOKING) : undefined
  if (!done) throw raise('busy')
  try {
    const answer = await look()
    if (!answer.ok) callers.wasWrong(remote)
    const { token } = valueOf(answer)
    cookie.keep(token, SESSION_LASTS_MS)
    return token
  } finally {
    done()
  }
}

function whoIs(principal: OfficePrincipal): WhoIsIn {
  const rights = {
    permissions: permissionsHere(principal),
    ofWholeShop: onlyStoreOf(principal) === null,
  }
  if (principal.kind === 'owner') return { person: null, ...rights }
  const { person: id, name, store, role, rules } = principal
  const roleName = rules.ownRoles?.find((each) => each.id === role)?.name ?? null
  return { person: { id, name, store, role, roleName }, ...rights }
}
