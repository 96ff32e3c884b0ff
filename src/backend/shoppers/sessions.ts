/** Who is signed in on the store's page. A session is a random token, of which a hash is kept. */
import type { CustomerDetails } from '../../domain/customer/customer.ts'
import { hashOf } from '../access/credential.ts'
import { keyOf } from '../access/keyed-hash.ts'
import type { Backend, Reading, Transaction } from '../backend.ts'
import { familiesOf } from '../customers/family.ts'
import { write } from '../database/write.ts'
import { addressHash } from './hashes.ts'

export const SESSION_LASTS_MS = 30 * 24 * 3_600_000
/** Of one customer: a phone, a computer, and those that were forgotten. The oldest ends. */
const SESSIONS_OF_CUSTOMER = 20

export interface Shopper {
  readonly tenant: string
  /** Whom the row of the session stands for: of a merged one, the other. */
  readonly customer: string
  readonly details: CustomerDetails
  /** Of all rows that are this customer. */
  readonly points: number
}

interface Opened {
  readonly tenant: string
  readonly customer: string
  /** The hash of the address that was proven. */
  readonly address: string
  readonly token: string
  readonly now: number
}

export async function openSession(
  transaction: Transaction,
  { tenant, customer, address, token, now }: Opened,
): Promise<void> {
  await transaction
    .insertInto('shopper_session')
    .values({
      ...{ tenant, token_hash: hashOf(token), customer, address_hash: address },
      ...{ began_at: now, ends_at: now + SESSION_LASTS_MS },
    })
    .execute()
  const kept = transaction
    .selectFrom('shopper_session')
    .select('token_hash')
    .where('tenant', '=', tenant)
    .where('customer', '=', customer)
    .orderBy('began_at', 'desc')
    .orderBy('token_hash')
    .limit(SESSIONS_OF_CUSTOMER)
  await transaction
    .deleteFrom('shopper_session')
    .where('tenant', '=', tenant)
    .where(({ eb, or, and }) => {
      const isOneTooMany = and([eb('customer', '=', customer), eb('token_hash', 'not in', kept)])
      // What ended goes whoever it was: not everybody comes back.
      return or([eb('ends_at', '<=', now), isOneTooMany])
    })
    .execute()
}

/**
 * Undefined for a session that ended, and for a customer who was erased or has not the address any
 * more by which they signed in: it may have been put right because it was somebody else's.
 */
export async function shopperOf(
  reading: Reading,
  tenant: string,
  { token, now }: { readonly token: string | undefined; readonly now: number },
): Promise<Shopper | undefined> {
  if (token === undefined) return undefined
  const session = await reading
    .selectFrom('shopper_session')
    .select(['customer', 'address_hash'])
    .where('tenant', '=', tenant)
    .where('token_hash', '=', hashOf(token))
    .where('ends_at', '>', now)
    .executeTakeFirst()
  if (!session) return undefined
  const family = await familiesOf(reading, tenant, [session.customer])
  const root = family.find(({ id }) => id === session.customer)?.root
  if (root === undefined) return undefined
  const rows = await reading
    .selectFrom('customer')
    .select(['id', 'details', 'email_key', 'points'])
    .where('tenant', '=', tenant)
    .where(
      'id',
      'in',
      family.map(({ id }) => id),
    )
    .execute()
  const details = rows.find(({ id }) => id === root)?.details ?? null
  const key = await keyOf(reading, tenant)
  const isTheirs = rows.some(
    ({ email_key: email }) => email !== '' && addressHash(key, email) === session.address_hash,
  )
  if (details === null || !isTheirs) return undefined
  const points = rows.reduce((sum, row) => sum + row.points, 0)
  return { tenant, customer: root, details, points }
}

export async function endSession(backend: Backend, tenant: string, token: string): Promise<void> {
  await write(backend, tenant, async (transaction) => {
    await transaction
      .deleteFrom('shopper_session')
      .where('tenant', '=', tenant)
      .where('token_hash', '=', hashOf(token))
      .execute()
    return { value: undefined }
  })
}

/** Of an erased customer nothing stays, and a code that is on its way opens nothing. */
export async function endSessionsOf(
  transaction: Transaction,
  tenant: string,
  customer: string,
): Promise<void> {
  for (const table of ['shopper_session', 'shopper_attempt'] as const) {
    await transaction
      .deleteFrom(table)
      .where('tenant', '=', tenant)
      .where('customer', '=', customer)
      .execute()
  }
}
