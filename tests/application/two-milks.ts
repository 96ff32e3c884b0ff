/** A shop with two milks in its cart, and the ways to pay for them in parts. */
import { minor } from '../../src/domain/money.ts'
import type { StoreSettings } from '../../src/domain/settings.ts'
import { approve, paymentTerminal, readyPrinter, type TestPayment } from './devices.ts'
import {
  draftCommand,
  entries,
  MILK,
  NO_DEVICES,
  openTill,
  pull,
  scan,
  value,
  type Shop,
} from './shop.ts'

/** Two milks (2.58), a printer and a payment terminal. */
export async function shopWith(
  settings: Partial<StoreSettings> = {},
  payment: TestPayment = paymentTerminal(approve),
): Promise<Shop> {
  const shop = await openTill({ devices: { ...NO_DEVICES, printer: readyPrinter(), payment } })
  pull(shop, 'settings', { ...shop.store.settings.store()!, ...settings })
  await scan(shop, MILK.gtin, 2)
  return shop
}

export const takeCash = async (shop: Shop, tendered: number, currency: string | null = null) =>
  shop.terminal.draft.takeCash({ ...draftCommand(shop), tendered: minor(tendered), currency })
export const payCard = (shop: Shop, amount?: number) =>
  shop.terminal.draft.payCard({
    ...draftCommand(shop),
    ...(amount !== undefined && { amount: minor(amount) }),
  })
export const undo = (shop: Shop, tender: string) =>
  shop.terminal.draft.undoTender({ ...draftCommand(shop), tender })
export const view = ({ terminal }: Shop) => value(terminal.draft.current())
export const lastEntry = (shop: Shop) => entries(shop).at(-1)
export const soldBody = (shop: Shop) =>
  entries(shop).find(({ kind }) => kind === 'sale-completed')?.body
