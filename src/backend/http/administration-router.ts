/** What the owner's commands ask. */
import type { CounterDevices } from '../../domain/settings.ts'
import { figuresOf, levelFiguresOf } from '../administration/figures.ts'
import { closeByPerson } from '../administration/close-epoch.ts'
import { exceptionsOf } from '../administration/exceptions.ts'
import { revokeTerminal, terminalsOf } from '../administration/terminals.ts'
import { merge, part } from '../customers/duplicates.ts'
import { mergedOf, proposalsOf } from '../customers/proposals.ts'
import { purchasesOf } from '../customers/purchases.ts'
import { importFile } from '../importing/import-file.ts'
import { importEntries } from '../intake/import-entries.ts'
import { retryParked } from '../intake/parked.ts'
import { issueEnrolmentCode, issueReplacementCode } from '../setup/enrolment.ts'
import { guarded, ownShop, requireOffice } from './context.ts'
import { notFound, valueOf } from './refusal.ts'

const NO_DEVICES: CounterDevices = { printer: null, scanners: [], payment: null }

export const administrationRouter = {
  importFile: guarded.administration.importFile.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return valueOf(await importFile(context.backend, shop, input))
  }),
  enrolmentCode: guarded.administration.enrolmentCode.handler(async ({ input, context }) => {
    const { tenant, store } = await ownShop(context, input.store)
    const { terminalName, devices = NO_DEVICES } = input
    return issueEnrolmentCode(context.backend, { tenant, store, terminalName, devices })
  }),
  replacementCode: guarded.administration.replacementCode.handler(async ({ input, context }) => {
    const { tenant } = requireOffice(context)
    const code = await issueReplacementCode(context.backend, { tenant, ...input })
    return code ?? notFound()
  }),
  revokeTerminal: guarded.administration.revokeTerminal.handler(async ({ input, context }) => {
    const { tenant } = requireOffice(context)
    const revoked = await revokeTerminal(context.backend, { tenant, ...input })
    return revoked ? { revoked } : notFound()
  }),
  terminals: guarded.administration.terminals.handler(({ context }) =>
    terminalsOf(context.backend.database, requireOffice(context).tenant),
  ),
  exceptions: guarded.administration.exceptions.handler(({ input, context }) =>
    exceptionsOf(context.backend.database, requireOffice(context).tenant, input),
  ),
  duplicates: guarded.administration.duplicates.handler(({ context }) =>
    proposalsOf(context.backend.database, requireOffice(context).tenant),
  ),
  mergeCustomers: guarded.administration.mergeCustomers.handler(async ({ input, context }) => {
    const office = requireOffice(context)
    const by = office.kind === 'person' ? office.name : null
    return valueOf(await merge(context.backend, { tenant: office.tenant, by, ...input }))
  }),
  mergedCustomers: guarded.administration.mergedCustomers.handler(({ input, context }) =>
    mergedOf(context.backend.database, requireOffice(context).tenant, input.skip),
  ),
  partCustomers: guarded.administration.partCustomers.handler(async ({ input, context }) => {
    const parted = await part(context.backend, requireOffice(context).tenant, input.customer)
    return parted ? { parted } : notFound()
  }),
  purchases: guarded.administration.purchases.handler(({ input, context }) =>
    purchasesOf(context.backend.database, requireOffice(context).tenant, input.customer),
  ),
  closeEpoch: guarded.administration.closeEpoch.handler(async ({ input, context }) => {
    const { tenant } = requireOffice(context)
    const gaps = await closeByPerson(context.backend, { tenant, ...input })
    return gaps ? { gaps } : notFound()
  }),
  retryParked: guarded.administration.retryParked.handler(({ context }) =>
    retryParked(context.backend, requireOffice(context).tenant),
  ),
  importEntries: guarded.administration.importEntries.handler(async ({ input, context }) => {
    const { tenant } = requireOffice(context)
    return valueOf(await importEntries(context.backend, tenant, input))
  }),
  figures: guarded.administration.figures.handler(({ context }) =>
    figuresOf(context.backend.database, requireOffice(context).tenant),
  ),
  levels: guarded.administration.levels.handler(({ input, context }) =>
    levelFiguresOf(context.backend.database, requireOffice(context).tenant, input.barcode),
  ),
}
