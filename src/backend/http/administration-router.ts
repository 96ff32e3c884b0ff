/** What the owner's commands ask. */
import type { CounterDevices } from '../../domain/settings.ts'
import { figuresOf, levelFiguresOf } from '../administration/figures.ts'
import { importFile } from '../importing/import-file.ts'
import { issueEnrolmentCode } from '../setup/enrolment.ts'
import { shopOf, type Shop } from '../setup/shop.ts'
import { guarded, requireOwner, type RequestContext } from './context.ts'
import { raise, valueOf } from './refusal.ts'

const NO_DEVICES: CounterDevices = { printer: null, scanners: [], payment: null }

export const administrationRouter = {
  importFile: guarded.administration.importFile.handler(async ({ input, context }) => {
    const shop = await ownShop(context, null)
    return valueOf(await importFile(context.backend, shop, input))
  }),
  enrolmentCode: guarded.administration.enrolmentCode.handler(async ({ input, context }) => {
    const { tenant, store } = await ownShop(context, input.store)
    const { terminalName, devices = NO_DEVICES } = input
    return issueEnrolmentCode(context.backend, { tenant, store, terminalName, devices })
  }),
  figures: guarded.administration.figures.handler(({ context }) =>
    figuresOf(context.backend.database, requireOwner(context).tenant),
  ),
  levels: guarded.administration.levels.handler(({ input, context }) =>
    levelFiguresOf(context.backend.database, requireOwner(context).tenant, input.barcode),
  ),
}

async function ownShop(context: RequestContext, store: string | null): Promise<Shop> {
  const shop = await shopOf(context.backend.database, requireOwner(context).tenant, store)
  if (!shop) throw raise('not-found')
  return shop
}
