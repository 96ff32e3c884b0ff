/** Carts on the hooks of a store's tills, for the tills beside them. */
import { sql } from 'kysely'
import { LISTED_LIMIT, type FoundParked } from '../../contract/backend/parking.ts'
import { minor } from '../../domain/money.ts'
import { parkedCartSchema } from '../../domain/selling/parked.ts'
import type { Quote } from '../../domain/selling/quote.ts'
import type { ParkedAnswer } from '../../ports/parked-carts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Reading } from '../backend.ts'

/** The newest first; those of the asker itself it has already. */
export async function listParked(
  database: Reading,
  { tenant, store, terminal }: TerminalPrincipal,
  held: readonly string[],
): Promise<{ carts: ParkedAnswer['carts'][number][]; taken: string[] }> {
  const rows = await database
    .selectFrom('parked_cart')
    .select(['park', 'terminal', 'at', 'actor', 'lines', 'total'])
    .select(sql<Quote | null>`cart -> 'quote'`.as('quote'))
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('cart', 'is not', null)
    .where('terminal', '!=', terminal)
    .orderBy('at', 'desc')
    .limit(LISTED_LIMIT)
    .execute()
  const gone =
    held.length === 0
      ? []
      : await database
          .selectFrom('parked_cart')
          .select('park')
          .where('tenant', '=', tenant)
          .where('park', 'in', [...held])
          .where('cart', 'is', null)
          .execute()
  return {
    carts: rows.map(({ actor, total, ...row }) => ({ ...row, by: actor, total: minor(total) })),
    taken: gone.map(({ park }) => park),
  }
}

/** Null where there is none in this store, or somebody went on with it. */
export async function readParked(
  database: Reading,
  { tenant, store }: TerminalPrincipal,
  park: string,
): Promise<FoundParked> {
  const row = await database
    .selectFrom('parked_cart')
    .select('cart')
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('park', '=', park)
    .executeTakeFirst()
  return { cart: row?.cart ? parkedCartSchema.parse(row.cart) : null }
}
