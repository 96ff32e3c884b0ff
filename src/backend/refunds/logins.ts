/** Where payment providers are asked for refunds, as it is written down. */
import { PROVIDERS_LIMIT, type ProviderAccount } from '../../domain/returns/provider-refund.ts'
import type { ProviderLogin } from '../../ports/payment-provider.ts'
import type { Reading } from '../backend.ts'

/** Undefined where the shop has set none of that name. */
export function loginOf(
  reading: Reading,
  { tenant, provider }: { readonly tenant: string; readonly provider: string },
): Promise<ProviderLogin | undefined> {
  return reading
    .selectFrom('payment_provider')
    .select(['address', 'secret'])
    .where('tenant', '=', tenant)
    .where('provider', '=', provider)
    .executeTakeFirst()
}

/** Without their secrets. */
export function providersOf(reading: Reading, tenant: string): Promise<ProviderAccount[]> {
  return reading
    .selectFrom('payment_provider')
    .select(['provider', 'address'])
    .where('tenant', '=', tenant)
    .orderBy('provider')
    .limit(PROVIDERS_LIMIT)
    .execute()
}
