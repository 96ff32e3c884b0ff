/** Hashes under the tenant's key, as its terminals make them of what they are shown. */
import { createHmac } from 'node:crypto'
import type { Reading } from '../backend.ts'

/** HMAC-SHA256 in hex. */
export function hashUnder(key: string, text: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex')
}

/** The key of a tenant that is there. */
export async function keyOf(database: Reading, tenant: string): Promise<string> {
  const { card_key: key } = await database
    .selectFrom('tenant')
    .select('card_key')
    .where('id', '=', tenant)
    .executeTakeFirstOrThrow()
  return key
}
