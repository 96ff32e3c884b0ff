/** Till sessions at the office: which there are, and the end of those that were abandoned. */
import { closeElsewhere } from '../tills/close-elsewhere.ts'
import { entriesOfSession, zOfSession } from '../tills/session-entries.ts'
import { sessionOf, sessionsOf } from '../tills/sessions.ts'
import { mayHere, type OfficePrincipal } from '../access/office.ts'
import type { Extent } from '../../domain/permission.ts'
import { guarded, ownShop, requireOffice } from './context.ts'
import { notFound, raise, valueOf } from './refusal.ts'

export const tillsRouter = {
  sessions: guarded.tills.sessions.handler(async ({ input, context }) => {
    const { store = null, ...asked } = input
    return sessionsOf(context.backend.database, await ownShop(context, store), asked)
  }),
  session: guarded.tills.session.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return (await sessionOf(context.backend.database, shop, input.session)) ?? notFound()
  }),
  entries: guarded.tills.entries.handler(async ({ input, context }) => {
    const { store = null, ...wanted } = input
    return entriesOfSession(context.backend.database, await ownShop(context, store), wanted)
  }),
  z: guarded.tills.z.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    const document = await zOfSession(context.backend.database, shop, input.session)
    return { document: document ?? notFound() }
  }),
  closeElsewhere: guarded.tills.closeElsewhere.handler(async ({ input, context }) => {
    const { store = null, person: named, ...asked } = input
    const office = requireOffice(context)
    const person = personOf(office, named)
    const mayAccept = (beyond: Extent) => mayHere(office, 'accept-difference', beyond)
    const shop = await ownShop(context, store)
    return valueOf(await closeElsewhere(context.backend, shop, { ...asked, person, mayAccept }))
  }),
}

/** Who is signed in speaks for themselves; the owner's token is nobody, and says who it was. */
function personOf(office: OfficePrincipal, named: string | undefined) {
  if ((office.kind === 'owner') === (named === undefined)) throw raise('input-invalid')
  return office.kind === 'owner'
    ? { id: null, name: named ?? '' }
    : { id: office.person, name: office.name }
}
