/** What was done at the office. */
import { onlyStoreOf } from '../access/office.ts'
import { readActs } from '../office/read-acts.ts'
import { guarded, ownShop, requireOffice } from './context.ts'

export const actsRouter = {
  list: guarded.acts.list.handler(async ({ input, context }) => {
    const office = requireOffice(context)
    const asked = input.store ?? onlyStoreOf(office)
    const store = asked === null ? null : (await ownShop(context, asked)).store
    const { database } = context.backend
    return readActs(database, { tenant: office.tenant, store, before: input.before })
  }),
}
