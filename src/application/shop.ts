/** The shop as the pulled settings have it. */
import type { PriceList } from '../domain/catalogue/pricing.ts'
import { fail, succeed, type Result } from '../domain/failure.ts'
import type { StoreSettings, TerminalSettings } from '../domain/settings.ts'
import type { Core } from './core.ts'

export interface Shop {
  readonly store: StoreSettings
  readonly terminal: TerminalSettings
  readonly list: PriceList
}

/** `settings-missing` until the first pull has brought store, terminal and price list. */
export function readShop({ store: { settings, catalogue } }: Core): Result<Shop> {
  const store = settings.store()
  const terminal = settings.terminal()
  const list = store && catalogue.priceList(store.priceList)
  if (!store || !terminal || !list) return fail('settings-missing')
  return succeed({ store, terminal, list })
}
