/** Where payment providers are asked for refunds, as the owner sets it; tills hear their names. */
import type { SetProviderInput, ToldRefunds } from '../../contract/backend/refunds.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import {
  PROVIDERS_LIMIT,
  type ProviderAccount,
  type RefundTrouble,
} from '../../domain/returns/provider-refund.ts'
import type { StoreSettings } from '../../domain/settings.ts'
import type { Backend, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { settingsFeed } from '../feeds/names.ts'
import { changeOf, type FeedChange } from '../feeds/stamp.ts'
import { keepSettings, settingsOfAll } from '../setup/stores.ts'
import { loginOf, providersOf } from './logins.ts'
import { readRefunds } from './read.ts'

/**
 * Sets one, or takes it away. The secret goes to the address that it was set for alone:
 * `settings-conflict` where there is none for it. What waits is tried again at once.
 */
export async function setProvider(
  backend: Backend,
  tenant: string,
  { provider, account }: SetProviderInput,
): Promise<Result<ToldRefunds>> {
  return write<Result<ToldRefunds>>(backend, tenant, async (transaction) => {
    // First of all locks, as where a store is opened: the settings of all of them change.
    const stores = await settingsOfAll(transaction, tenant)
    const refused = account
      ? await put(transaction, tenant, { provider, ...account })
      : await remove(transaction, tenant, provider)
    if (refused) return { value: refused }
    if (account) await tryAtOnce(transaction, { tenant, provider }, backend.clock.now())
    const changes = await tellStores(transaction, tenant, stores)
    return { value: succeed(await readRefunds(transaction, tenant)), changes }
  })
}

interface Put extends ProviderAccount {
  readonly secret?: string | undefined
}

/** Undefined once it is written. */
async function put(transaction: Transaction, tenant: string, { provider, address, secret }: Put) {
  const before = await loginOf(transaction, { tenant, provider })
  const kept = secret ?? (before?.address === address ? before.secret : undefined)
  if (kept === undefined) return fail('settings-conflict', { reason: 'secret-missing' })
  const known = before ? [] : await providersOf(transaction, tenant)
  if (known.length >= PROVIDERS_LIMIT) {
    return fail('settings-conflict', { reason: 'providers-most' })
  }
  const row = { address, secret: kept }
  await transaction
    .insertInto('payment_provider')
    .values({ tenant, provider, ...row })
    .onConflict((conflict) => conflict.columns(['tenant', 'provider']).doUpdateSet(row))
    .execute()
  return undefined
}

async function remove(
  transaction: Transaction,
  tenant: string,
  provider: string,
): Promise<undefined> {
  await transaction
    .deleteFrom('payment_provider')
    .where('tenant', '=', tenant)
    .where('provider', '=', provider)
    .execute()
}

async function tryAtOnce(
  transaction: Transaction,
  { tenant, provider }: { readonly tenant: string; readonly provider: string },
  now: number,
): Promise<void> {
  await transaction
    .updateTable('online_refund')
    .set({ next_at: now })
    .where('tenant', '=', tenant)
    .where('provider', '=', provider)
    .where('state', 'in', ['queued', 'asked'])
    // What is in hand now is not taken twice.
    .where('held_until', 'is', null)
    .execute()
}

async function tellStores(
  transaction: Transaction,
  tenant: string,
  stores: readonly StoreSettings[],
): Promise<FeedChange[]> {
  const names = (await providersOf(transaction, tenant)).map(({ provider }) => provider)
  const changed = stores.map(({ onlineRefunds: _, ...others }): StoreSettings => {
    return { ...others, ...(names.length > 0 && { onlineRefunds: names }) }
  })
  for (const settings of changed) await keepSettings(transaction, tenant, settings)
  return changed.map((settings) => changeOf(settingsFeed(settings.id), [settings]))
}

/** Nothing is by this key: whoever says so understood the question. */
const TRIAL_KEY = 'holdfast-trial'

/** Null where it answered as one that knows the shop. */
export async function tryProvider(
  { database, paymentProvider }: Backend,
  of: { readonly tenant: string; readonly provider: string },
): Promise<RefundTrouble | null> {
  const login = await loginOf(database, of)
  if (!login || !paymentProvider) return 'not-set-up'
  const answer = await paymentProvider.status(login, TRIAL_KEY)
  return answer.state === 'unknown' ? answer.trouble : null
}
