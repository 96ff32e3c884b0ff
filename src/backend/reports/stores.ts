/** What can be reported: the stores of a tenant and their terminals. */
import type { ReportedStore } from '../../contract/backend/reports.ts'
import type { Reading } from '../backend.ts'

export async function storesOf(database: Reading, tenant: string): Promise<ReportedStore[]> {
  const stores = await database
    .selectFrom('store')
    .select(['id', 'name', 'currency', 'zone', 'settings'])
    .where('tenant', '=', tenant)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const terminals = await database
    .selectFrom('terminal')
    .select(['id as terminal', 'store', 'code', 'name', 'kind'])
    .where('tenant', '=', tenant)
    .orderBy('code')
    .execute()
  return stores.map(({ id, name, currency, zone, settings }) => ({
    ...{ store: id, name, currency, zone, locale: settings.locale },
    terminals: terminals.filter((each) => each.store === id).map(({ store: _, ...each }) => each),
  }))
}
