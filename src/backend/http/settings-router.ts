/** What the owner asks about how a store sells. */
import { readSettings, setSettings } from '../setup/settings.ts'
import { previewReceipt } from '../setup/receipt-preview.ts'
import { guarded, ownShop } from './context.ts'
import { raise, valueOf } from './refusal.ts'

export const settingsRouter = {
  read: guarded.settings.read.handler(async ({ input, context }) =>
    readSettings(context.backend.database, await ownShop(context, input.store ?? null)),
  ),
  set: guarded.settings.set.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return valueOf(await setSettings(context.backend, shop, input))
  }),
  preview: guarded.settings.preview.handler(async ({ input, context }) => {
    const { store = null, ...template } = input
    const shop = await ownShop(context, store)
    const { backend, drawPaper } = context
    if (!drawPaper) throw raise('printer-missing')
    const drawn = valueOf(await previewReceipt(backend, shop, template, drawPaper))
    return { ...drawn, lost: [...drawn.lost] }
  }),
}
