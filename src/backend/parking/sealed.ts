/** The entry by which a cart was put aside, as it came. */
import { sql } from 'kysely'
import type { Entry } from '../../domain/journal/facts.ts'
import type { Reading } from '../backend.ts'

interface SealedCart {
  readonly entry: Entry<'cart-parked'>
  readonly hash: string
}

/** Undefined where it has not come, or came before it was noted. */
export async function sealedCart(
  reading: Reading,
  tenant: string,
  park: string,
): Promise<SealedCart | undefined> {
  // The name of an entry is its epoch's ordinal and id and its number, see `entryId`.
  const { rows } = await sql<{ canonical: string; hash: string }>`
    select entry.canonical, entry.hash from parked_cart
    join entry on entry.tenant = parked_cart.tenant and entry.terminal = parked_cart.terminal
      and entry.epoch = substr(parked_cart.entry, 6, 36)
      and entry.seq = substr(parked_cart.entry, 43, 10)::bigint
      and entry.hash = split_part(parked_cart.entry, '/', 2) and entry.state <> 'parked'
    where parked_cart.tenant = ${tenant} and parked_cart.park = ${park}
  `.execute(reading)
  const [row] = rows
  if (!row) return undefined
  return { entry: JSON.parse(row.canonical) as Entry<'cart-parked'>, hash: row.hash }
}
