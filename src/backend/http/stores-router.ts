/** The stores of a shop, for whoever is in at the office. */
import { onlyStoreOf } from '../access/office.ts'
import { openStore, storesOf } from '../setup/stores.ts'
import { guarded, requireOffice } from './context.ts'
import { valueOf } from './refusal.ts'

export const storesRouter = {
  list: guarded.stores.list.handler(async ({ context }) => {
    const office = requireOffice(context)
    const only = onlyStoreOf(office)
    const stores = await storesOf(context.backend.database, office.tenant)
    return stores.filter(({ store }) => only === null || store === only)
  }),
  open: guarded.stores.open.handler(async ({ input, context }) =>
    valueOf(await openStore(context.backend, requireOffice(context).tenant, input)),
  ),
}
