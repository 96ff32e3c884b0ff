/** What stands at counters, for the owner. */
import { setDevices } from '../administration/terminals.ts'
import { guarded, requireOffice } from './context.ts'
import { notFound } from './refusal.ts'

export const devicesRouter = {
  set: guarded.devices.set.handler(async ({ input, context }) => {
    const { tenant } = requireOffice(context)
    const devices = (await setDevices(context.backend, { tenant, ...input })) ?? notFound()
    return devices
  }),
}
