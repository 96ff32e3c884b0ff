/** What the owner asks about the people of a store. */
import { changePerson, hire, peopleOf, setStaffRules } from '../setup/staff.ts'
import { guarded, ownShop, requireOwner } from './context.ts'
import { valueOf } from './refusal.ts'

export const staffRouter = {
  list: guarded.staff.list.handler(async ({ input, context }) =>
    peopleOf(context.backend.database, await ownShop(context, input.store ?? null)),
  ),
  hire: guarded.staff.hire.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return valueOf(await hire(context.backend, shop, input))
  }),
  change: guarded.staff.change.handler(async ({ input, context }) => {
    const { tenant } = requireOwner(context)
    return valueOf(await changePerson(context.backend, tenant, input))
  }),
  rules: guarded.staff.rules.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return valueOf(await setStaffRules(context.backend, shop, input))
  }),
}
