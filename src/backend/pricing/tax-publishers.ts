/** Who is trusted to sign tax packs, and which packs there were. */
import {
  TAX_PUBLISHERS_LIMIT,
  type AppliedTaxPack,
  type TaxPacks,
  type TaxPublisher,
} from '../../contract/backend/tax-packs.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Backend, Reading } from '../backend.ts'
import { write } from '../database/write.ts'
import { readPublicKey } from '../intake/signature.ts'

/** Of the packs the newest so many are told; all of them stay. */
const TOLD_LIMIT = 100

export async function taxPacksOf(database: Reading, tenant: string): Promise<TaxPacks> {
  const packs = await database
    .selectFrom('tax_pack')
    .select(['pack', 'publisher', 'applied_at', 'withdrawn_at'])
    .where('tenant', '=', tenant)
    .orderBy('applied_at', 'desc')
    .orderBy('version', 'desc')
    .limit(TOLD_LIMIT)
    .execute()
  return {
    publishers: await publishersOf(database, tenant),
    packs: packs.map(({ pack, publisher, applied_at, withdrawn_at }): AppliedTaxPack => {
      return { pack, publisher, appliedAt: applied_at, withdrawnAt: withdrawn_at }
    }),
  }
}

function publishersOf(database: Reading, tenant: string): Promise<TaxPublisher[]> {
  return database
    .selectFrom('tax_publisher')
    .select(['id', 'name', 'public_key as publicKey', 'trusted_at as trustedAt'])
    .where('tenant', '=', tenant)
    .orderBy('trusted_at')
    .orderBy('id')
    .execute()
}

/** Once for each key. Fails with `input-invalid` for what is no key, `busy` beyond the limit. */
export function trustPublisher(
  backend: Backend,
  tenant: string,
  { name, publicKey }: Pick<TaxPublisher, 'name' | 'publicKey'>,
): Promise<Result<null>> {
  return write<Result<null>>(backend, tenant, async (transaction) => {
    if (!readPublicKey(publicKey)) return { value: fail('input-invalid', { reason: 'publicKey' }) }
    const known = await publishersOf(transaction, tenant)
    if (known.some((each) => each.publicKey === publicKey)) return { value: succeed(null) }
    if (known.length >= TAX_PUBLISHERS_LIMIT) return { value: fail('busy') }
    const { clock, random } = backend
    const row = { tenant, id: random.id(), name, public_key: publicKey }
    await transaction
      .insertInto('tax_publisher')
      .values({ ...row, trusted_at: clock.now() })
      .execute()
    return { value: succeed(null) }
  })
}

/** Fails with `not-found`. */
export function distrustPublisher(
  backend: Backend,
  tenant: string,
  id: string,
): Promise<Result<null>> {
  return write<Result<null>>(backend, tenant, async (transaction) => {
    const row = await transaction
      .deleteFrom('tax_publisher')
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    return { value: row ? succeed(null) : fail('not-found') }
  })
}
