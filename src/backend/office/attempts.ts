/**
 * Wrong passwords in a row, by the name that was typed: kept in the database, so that neither a
 * restart nor a second process makes a guesser faster. Names that nobody has are counted alike.
 */
import { waitAfter } from '../../domain/wrong-tries.ts'
import { hashUnder } from '../access/keyed-hash.ts'
import type { Backend, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'

/** Names with wrong tries; beyond it the one that was wrong longest ago is forgotten. */
export const ATTEMPTS_KEPT = 10_000
/** Longer than any wait: who was wrong so long ago begins anew. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000

/** Of a name as it is typed at the door. `key` is the tenant's. */
export function nameHash(key: string, name: string): string {
  return hashUnder(key, `office name ${name}`)
}

/**
 * Counts a try as wrong before it is looked at, so that many at once are as many; false where the
 * name has to wait. The right password clears the count.
 */
export function takeTry(backend: Backend, tenant: string, hash: string): Promise<boolean> {
  return write(backend, tenant, async (transaction) => {
    const now = backend.clock.now()
    await forgetOld(transaction, tenant, now)
    await transaction
      .insertInto('office_attempt')
      .values({ tenant, name_hash: hash, wrong: 0, last_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const { wrong, last_at: last } = await ofName(transaction, tenant, hash)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (now < last + waitAfter(wrong)) return { value: false }
    await transaction
      .updateTable('office_attempt')
      .set({ wrong: wrong + 1, last_at: now })
      .where('tenant', '=', tenant)
      .where('name_hash', '=', hash)
      .execute()
    return { value: true }
  })
}

export async function clearTries(
  transaction: Transaction,
  tenant: string,
  hash: string,
): Promise<void> {
  await transaction
    .deleteFrom('office_attempt')
    .where('tenant', '=', tenant)
    .where('name_hash', '=', hash)
    .execute()
}

function ofName(transaction: Transaction, tenant: string, hash: string) {
  return transaction
    .selectFrom('office_attempt')
    .select(['wrong', 'last_at'])
    .where('tenant', '=', tenant)
    .where('name_hash', '=', hash)
}

async function forgetOld(transaction: Transaction, tenant: string, now: number): Promise<void> {
  const tooMany = transaction
    .selectFrom('office_attempt')
    .select('last_at')
    .where('tenant', '=', tenant)
    .orderBy('last_at', 'desc')
    .offset(ATTEMPTS_KEPT - 1)
    .limit(1)
  await transaction
    .deleteFrom('office_attempt')
    .where('tenant', '=', tenant)
    .where(({ eb, or }) =>
      or([eb('last_at', '<=', now - FORGOTTEN_AFTER_MS), eb('last_at', '<', tooMany)]),
    )
    .execute()
}
