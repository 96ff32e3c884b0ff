/** The moment of an entry of the online counter, and the store's business day that it falls on. */
import { businessDateOf } from '../../domain/time.ts'
import type { Transaction } from '../backend.ts'
import type { Shop } from '../setup/shop.ts'
import { storeSettingsOf } from '../setup/store-settings.ts'
import type { When } from './append.ts'

export async function whenOf(
  transaction: Transaction,
  { tenant, store, zone }: Shop,
  now: number,
): Promise<When> {
  const settings = await storeSettingsOf(transaction, { tenant, store })
  return { at: now, businessDate: businessDateOf(now, zone, settings.dayStartsAtMinute) }
}
