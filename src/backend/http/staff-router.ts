/** What is asked about the people of a store. */
import { onlyStoreOf } from '../access/office.ts'
import { changePerson, hire, peopleOf, setStaffRules } from '../setup/staff.ts'
import { guarded, ownShop, requireOffice } from './context.ts'
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
    const office = requireOffice(context)
    const within = onlyStoreOf(office)
    return valueOf(await changePerson(context.backend, office.tenant, input, within))
  }),
  rules: guarded.staff.rules.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return valueOf(await setStaffRules(context.backend, shop, input))
  }),
}
