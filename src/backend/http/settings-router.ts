/** What the owner asks about how a store sells. */
import { readSettings, setSettings } from '../setup/settings.ts'
import { guarded, ownShop } from './context.ts'
import { valueOf } from './refusal.ts'

export const settingsRouter = {
  read: guarded.settings.read.handler(async ({ input, context }) =>
    readSettings(context.backend.database, await ownShop(context, input.store ?? null)),
  ),
  set: guarded.settings.set.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return valueOf(await setSettings(context.backend, shop, input))
  }),
}
