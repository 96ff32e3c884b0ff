/** Online stores that run elsewhere, and the keys by which they are known. */
import type { ShopKey } from '../../contract/backend/shop-keys.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Backend, Reading } from '../backend.ts'
import { write } from '../database/write.ts'
import { hashOf, makeCredential, sameHash } from './credential.ts'

/** Keys that one owner has at once; beyond it one is ended first (`busy`). */
export const SHOP_KEYS_LIMIT = 20

export interface OnlineStorePrincipal {
  readonly tenant: string
  /** Of its key. */
  readonly id: string
}

/** Undefined for a key that was never made, or was taken back. */
export async function onlineStoreOf(
  database: Reading,
  key: string | undefined,
): Promise<OnlineStorePrincipal | undefined> {
  if (key === undefined) return undefined
  const hash = hashOf(key)
  const row = await database
    .selectFrom('shop_key')
    .select(['tenant', 'id', 'key_hash'])
    .where('key_hash', '=', hash)
    .executeTakeFirst()
  if (!row || !sameHash(row.key_hash, hash)) return undefined
  return { tenant: row.tenant, id: row.id }
}

/** Only its hash is kept. */
export function makeShopKey(
  backend: Backend,
  tenant: string,
  name: string,
): Promise<Result<{ readonly id: string; readonly key: string }>> {
  const { clock, random } = backend
  const made = { id: random.id(), key: makeCredential(random) }
  return write<Result<typeof made>>(backend, tenant, async (transaction) => {
    const keys = await shopKeysOf(transaction, tenant)
    if (keys.length >= SHOP_KEYS_LIMIT) return { value: fail('busy') }
    const row = { tenant, id: made.id, name, key_hash: hashOf(made.key) }
    await transaction
      .insertInto('shop_key')
      .values({ ...row, created_at: clock.now() })
      .execute()
    return { value: succeed(made) }
  })
}

export async function shopKeysOf(database: Reading, tenant: string): Promise<ShopKey[]> {
  return database
    .selectFrom('shop_key')
    .select(['id', 'name', 'created_at as createdAt'])
    .where('tenant', '=', tenant)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** False where there is no such key. */
export function endShopKey(backend: Backend, tenant: string, id: string): Promise<boolean> {
  return write(backend, tenant, async (transaction) => {
    const row = await transaction
      .deleteFrom('shop_key')
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    return { value: row !== undefined }
  })
}
