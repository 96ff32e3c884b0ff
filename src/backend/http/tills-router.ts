/** Till sessions for the owner: which there are, and the end of those that were abandoned. */
import { closeElsewhere } from '../tills/close-elsewhere.ts'
import { sessionOf, sessionsOf } from '../tills/sessions.ts'
import { guarded, ownShop } from './context.ts'
import { notFound, valueOf } from './refusal.ts'

export const tillsRouter = {
  sessions: guarded.tills.sessions.handler(async ({ input, context }) => {
    const { store = null, ...asked } = input
    return sessionsOf(context.backend.database, await ownShop(context, store), asked)
  }),
  session: guarded.tills.session.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return (await sessionOf(context.backend.database, shop, input.session)) ?? notFound()
  }),
  closeElsewhere: guarded.tills.closeElsewhere.handler(async ({ input, context }) => {
    const { store = null, ...asked } = input
    return valueOf(await closeElsewhere(context.backend, await ownShop(context, store), asked))
  }),
}
