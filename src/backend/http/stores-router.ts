/** The stores of a shop for their owner. */
import { openStore, storesOf } from '../setup/stores.ts'
import { guarded, requireOwner } from './context.ts'
import { valueOf } from './refusal.ts'

export const storesRouter = {
  list: guarded.stores.list.handler(({ context }) =>
    storesOf(context.backend.database, requireOwner(context).tenant),
  ),
  open: guarded.stores.open.handler(async ({ input, context }) =>
    valueOf(await openStore(context.backend, requireOwner(context).tenant, input)),
  ),
}
