/** What is on a gift card, for whoever has its code. */
import { cardCodeOf } from '../../domain/accounts/account.ts'
import { minor, type Minor } from '../../domain/money.ts'
import { hashUnder, keyOf } from '../access/keyed-hash.ts'
import type { Reading } from '../backend.ts'

/** Never below zero. Undefined for a code that is none. */
export async function giftCardBalance(
  reading: Reading,
  tenant: string,
  typed: string,
): Promise<Minor | undefined> {
  const code = cardCodeOf(typed)
  if (code === undefined) return undefined
  const row = await reading
    .selectFrom('account')
    .select('balance')
    .where('tenant', '=', tenant)
    .where('kind', '=', 'gift-card')
    .where('account', '=', hashUnder(await keyOf(reading, tenant), code))
    .executeTakeFirst()
  return row && minor(Math.max(0, row.balance))
}
