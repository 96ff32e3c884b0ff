/** What the owner asks about tax classes. */
import { changeRates, createTaxClass, taxClassesOf } from '../pricing/tax-classes.ts'
import { guarded, ownShop, requireOffice } from './context.ts'
import { valueOf } from './refusal.ts'

export const taxClassesRouter = {
  list: guarded.taxClasses.list.handler(async ({ context }) => {
    const { tenant } = requireOffice(context)
    return { taxClasses: await taxClassesOf(context.backend.database, tenant) }
  }),
  create: guarded.taxClasses.create.handler(async ({ input, context }) => {
    const { tenant } = requireOffice(context)
    return { taxClasses: valueOf(await createTaxClass(context.backend, tenant, input)) }
  }),
  change: guarded.taxClasses.change.handler(async ({ input, context }) => {
    const shop = await ownShop(context, null)
    return { taxClasses: valueOf(await changeRates(context.backend, shop, input)) }
  }),
}
