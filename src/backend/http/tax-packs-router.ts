/** What is asked at the office about signed packs of taxes; each answer tells what is so then. */
import type { TaxPacks } from '../../contract/backend/tax-packs.ts'
import type { Result } from '../../domain/failure.ts'
import { applyTaxPack, withdrawTaxPack } from '../pricing/tax-packs.ts'
import { distrustPublisher, taxPacksOf, trustPublisher } from '../pricing/tax-publishers.ts'
import { guarded, ownShop, requireOffice, type RequestContext } from './context.ts'
import { valueOf } from './refusal.ts'

async function after(context: RequestContext, done: Promise<Result<null>>): Promise<TaxPacks> {
  valueOf(await done)
  return taxPacksOf(context.backend.database, requireOffice(context).tenant)
}

export const taxPacksRouter = {
  list: guarded.taxPacks.list.handler(({ context }) =>
    taxPacksOf(context.backend.database, requireOffice(context).tenant),
  ),
  trust: guarded.taxPacks.trust.handler(({ input, context }) => {
    const { tenant } = requireOffice(context)
    return after(context, trustPublisher(context.backend, tenant, input))
  }),
  distrust: guarded.taxPacks.distrust.handler(({ input, context }) => {
    const { tenant } = requireOffice(context)
    return after(context, distrustPublisher(context.backend, tenant, input.id))
  }),
  apply: guarded.taxPacks.apply.handler(async ({ input, context }) => {
    const shop = await ownShop(context, null)
    return after(context, applyTaxPack(context.backend, shop, input))
  }),
  withdraw: guarded.taxPacks.withdraw.handler(async ({ input, context }) => {
    const shop = await ownShop(context, null)
    return after(context, withdrawTaxPack(context.backend, shop, input.name))
  }),
}
