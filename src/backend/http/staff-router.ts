/** What is asked about the people of a store. */
import { readStaffRules, setStaffRules } from '../setup/staff-rules.ts'
import { changePerson, hire, peopleOf } from '../setup/staff.ts'
import { guarded, ownShop, requireOffice } from './context.ts'
import { valueOf } from './refusal.ts'

export const staffRouter = {
  list: guarded.staff.list.handler(async ({ input, context }) =>
    peopleOf(context.backend.database, await ownShop(context, input.store ?? null), input.skip),
  ),
  hire: guarded.staff.hire.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return valueOf(await hire(context.backend, shop, input, requireOffice(context)))
  }),
  change: guarded.staff.change.handler(async ({ input, context }) => {
    const office = requireOffice(context)
    return valueOf(await changePerson(context.backend, office.tenant, input, office))
  }),
  readRules: guarded.staff.readRules.handler(async ({ input, context }) =>
    readStaffRules(context.backend.database, await ownShop(context, input.store ?? null)),
  ),
  rules: guarded.staff.rules.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return valueOf(await setStaffRules(context.backend, shop, input, requireOffice(context)))
  }),
}
