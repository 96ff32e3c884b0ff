/** Carts on the hooks of a store's tills, for the tills beside them. */
import { sql } from 'kysely'
import { LISTED_LIMIT, type FoundParked } from '../../contract/backend/parking.ts'
import { minor } from '../../domain/money.ts'
import { parkedCartSchema } from '../../domain/selling/parked.ts'
import { LAYAWAYS_LIMIT, type Layaway } from '../../domain/selling/layaway.ts'
import type { Quote } from '../../domain/selling/quote.ts'
import type { ParkedAnswer, ParkedWhat } from '../../ports/parked-carts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Reading } from '../backend.ts'

interface Asked {
  readonly held: readonly string[]
  readonly what: ParkedWhat
  readonly quote?: string | undefined
}

/** Carts: the newest first. Laid away: the oldest first. Those of the asker itself it has. */
export async function listParked(
  database: Reading,
  { tenant, store }: TerminalPrincipal,
  { held, what, quote }: Asked,
): Promise<{ carts: ParkedAnswer['carts'][number][]; taken: string[] }> {
  const rows = await database
    .selectFrom('parked_cart')
    .select(['park', 'terminal', 'at', 'actor', 'lines', 'total'])
    .select(sql<Quote | null>`cart -> 'quote'`.as('quote'))
    .select(sql<Layaway | null>`cart -> 'layaway'`.as('layaway'))
    .select(sql<string | null>`cart -> 'draft' ->> 'customer'`.as('customer'))
    .select(IS_MAILABLE.as('isMailable'))
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('cart', 'is not', null)
    .where(whichOf(what, held))
    .where(isNumbered(quote))
    .orderBy('at', what === 'layaways' ? 'asc' : 'desc')
    .limit(what === 'layaways' ? LAYAWAYS_LIMIT : LISTED_LIMIT)
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

function isNumbered(quote: string | undefined) {
  return quote === undefined
    ? sql<boolean>`true`
    : sql<boolean>`cart -> 'quote' ->> 'quote' = ${quote}`
}

/** Its entry has the figures of its slip, see `sealedCart`. */
const IS_MAILABLE = sql<boolean>`cart -> 'quote' is not null and exists (
  select from entry where entry.tenant = parked_cart.tenant
    and entry.terminal = parked_cart.terminal and entry.epoch = substr(parked_cart.entry, 6, 36)
    and entry.seq = substr(parked_cart.entry, 43, 10)::bigint
    and entry.hash = split_part(parked_cart.entry, '/', 2) and entry.state <> 'parked'
    and entry.canonical::jsonb -> 'body' -> 'figures' is not null
)`

/**
 * A till that was restored has none of its own on the hook any more: what it had put aside it is
 * told as another's.
 */
function whichOf(what: ParkedWhat, held: readonly string[]) {
  const unknown = sql<boolean>`not park in (
    select jsonb_array_elements_text(${JSON.stringify(held)}::jsonb))`
  return what === 'carts'
    ? sql<boolean>`cart -> 'layaway' is null and ${unknown}`
    : sql<boolean>`cart -> 'layaway' is not null and ${unknown}`
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
