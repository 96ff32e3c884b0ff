/** How much of a thing there is: each kind of claim has its own answer. */
import { sql, type RawBuilder } from 'kysely'
import type { ClaimKind } from '../../domain/claim.ts'
import { MINOR_LIMIT } from '../../domain/money.ts'
import type { Transaction } from '../backend.ts'
import { familiesOf, treesOf } from '../customers/family.ts'

/** All that was ever put on an account; null where nothing was. */
const LOADED = sql<number | null>`(
  select sum(amount)::bigint from account_movement
  where account_movement.tenant = wanted.tenant and account_movement.kind = wanted.kind
    and account_movement.account = wanted.key and amount > 0
)`

/**
 * SQL for the most that can be taken of `key`, null where the backend does not know the thing; of
 * the row `wanted (tenant, kind, key)`.
 */
const MOST: Readonly<Record<ClaimKind, RawBuilder<number | null>>> = {
  // Both branches of a fork may hold one sale, and both handed goods out.
  'sale-line': sql`(
    select sum(sale_line.quantity)::bigint from sale
    join sale_line on sale_line.tenant = sale.tenant and sale_line.store = sale.store
      and sale_line.entry = sale.entry
    where sale.tenant = wanted.tenant and sale.id = split_part(wanted.key, '/', 1)
      and sale_line.line = split_part(wanted.key, '/', 2) and sale_line.quantity > 0
  )`,
  // What the tender had paid. The name of an entry is its epoch and its number, see `entryId`.
  'sale-tender': sql`(
    select sum(
      (entry.canonical::jsonb -> 'body' -> 'tenders'
        -> nullif(split_part(wanted.key, '/', 2), '')::int ->> 'amount')::bigint
    )::bigint
    from sale join entry on entry.tenant = sale.tenant and entry.terminal = sale.terminal
      and entry.epoch = substr(sale.entry, 6, 36)
      and entry.seq = substr(sale.entry, 43, 10)::bigint
      and entry.hash = split_part(sale.entry, '/', 2) and entry.state <> 'parked'
    where sale.tenant = wanted.tenant and sale.id = split_part(wanted.key, '/', 1)
  )`,
  // One that is good for any number of sales is counted all the same.
  coupon: sql`coalesce((
    select case when single_use then 1 else coalesce(uses, ${sql.lit(MINOR_LIMIT)}) end::bigint
    from coupon where coupon.tenant = wanted.tenant and coupon.code = wanted.key
  ), 1)`,
  invoice: sql`(
    select 1::bigint from sale where sale.tenant = wanted.tenant and sale.id = wanted.key limit 1
  )`,
  'parked-cart': sql`(
    select 1::bigint from parked_cart
    where parked_cart.tenant = wanted.tenant and parked_cart.park = wanted.key
  )`,
  // All that was ever put on it: what was drawn is counted as taken.
  'gift-card': sql`${LOADED}`,
  'store-credit': sql`${LOADED}`,
  layaway: sql`${LOADED}`,
  // And what the customer may owe: one who was merged owes in the name of the other.
  'on-account': sql`(
    select coalesce(${LOADED}, 0) + case when merged_into is null
      then coalesce((details ->> 'creditLimit')::bigint, 0) else 0 end
    from customer
    where customer.tenant = wanted.tenant and customer.id = wanted.key
  )`,
  // The balance of all who are one person, and what was taken by this name of theirs.
  points: sql`(
    select sum(member.points)::bigint + coalesce((
      select taken from claimable as own where own.tenant = wanted.tenant
        and own.kind = wanted.kind and own.key = wanted.key
    ), 0)
    from ${treesOf(sql`wanted.tenant`, sql`wanted.key`)} as family
    join customer as member on member.tenant = wanted.tenant and member.id = family.id
  )`,
}

/** The same for a row of any kind. */
export const mostOfWanted = sql<number | null>`case wanted.kind ${sql.join(
  Object.entries(MOST).map(([kind, most]) => sql`when ${sql.lit(kind)} then ${most}`),
  sql` `,
)} end`

/** Tells the accounts of things how much there is, now that it is known or has become more. */
export async function learnMost(
  transaction: Transaction,
  tenant: string,
  kind: ClaimKind,
  keys: readonly string[],
): Promise<void> {
  await sql`
    update claimable as account set most = (
      select ${mostOfWanted} from (select account.tenant, account.kind, account.key) as wanted
    )
    where tenant = ${tenant} and kind = ${kind}
      and key in (select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))
  `.execute(transaction)
}

/** Tells it to all names that these customers are known by: what one has moves for each of them. */
export async function learnOfFamilies(
  transaction: Transaction,
  tenant: string,
  kind: 'points' | 'on-account',
  customers: readonly string[],
): Promise<void> {
  const family = await familiesOf(transaction, tenant, customers)
  await learnMost(
    transaction,
    tenant,
    kind,
    family.map(({ id }) => id),
  )
}

export interface Thing {
  readonly kind: ClaimKind
  readonly key: string
}

/**
 * Makes the rows that hold things' accounts, where there are none, and tells them how much there
 * is, where they did not know. A thing that nobody knows gets a row only where `evenUnknown`: goods
 * come back all the same.
 */
export async function openAccounts(
  transaction: Transaction,
  tenant: string,
  things: readonly Thing[],
  evenUnknown: boolean,
): Promise<void> {
  if (things.length === 0) return
  await sql`
    insert into claimable as account (tenant, kind, key, most)
    select tenant, kind, key, most from (
      select wanted.tenant, wanted.kind, wanted.key, ${mostOfWanted} as most
      from (
        select distinct ${tenant}::text as tenant, kind, key
        from jsonb_to_recordset(${JSON.stringify(things)}::jsonb) as thing (kind text, key text)
      ) as wanted
    ) as counted
    where most is not null or ${evenUnknown}
    order by kind, key
    on conflict (tenant, kind, key) do update set most = excluded.most
    where account.most is null and excluded.most is not null
  `.execute(transaction)
}
