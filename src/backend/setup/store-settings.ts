/** How a store sells, as it is written down now. */
import type { StoreSettings } from '../../domain/settings.ts'
import type { Reading } from '../backend.ts'
import type { Place } from './staff.ts'

/** Throws where there is no such store. */
export async function storeSettingsOf(
  reading: Reading,
  { tenant, store }: Place,
): Promise<StoreSettings> {
  const { settings } = await reading
    .selectFrom('store')
    .select('settings')
    .where('tenant', '=', tenant)
    .where('id', '=', store)
    .executeTakeFirstOrThrow()
  return settings
}
