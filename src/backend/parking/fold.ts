/** A cart is put aside, or somebody goes on with it. */
import { sql } from 'kysely'
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import { bookClaims } from '../claims/book.ts'
import { learnMost } from '../claims/most.ts'
import type { AgreedGroups } from '../database/claim-tables.ts'
import { agreedBefore, groupsOf } from '../pricing/group-lists.ts'

export async function foldParked(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  { at, actor, body }: Entry<'cart-parked'>,
  source: string,
): Promise<void> {
  const { park, total, draft, quote, layaway } = body
  const cart = JSON.stringify({ park, at, by: actor, total, draft, quote, layaway })
  const agreed = await agreedBy(transaction, tenant, draft)
  // Both branches of a fork may tell of one hook: it is one cart all the same. And a backend that
  // was restored may hear of who went on with it before it hears of who had put it aside.
  await sql`
    insert into parked_cart (tenant, store, park, terminal, at, actor, lines, total, entry, agreed,
      cart)
    select ${tenant}, ${store}, ${park}, ${terminal}, ${at}::bigint, ${actor},
      ${draft.lines.length}::int, ${total}::bigint, ${source}, ${agreed}::jsonb, case when exists (
        select 1 from claim_use
        where tenant = ${tenant} and kind = 'parked-cart' and key = ${park}
      ) then null else ${cart}::jsonb end
    on conflict (tenant, park) do nothing
  `.execute(transaction)
  await learnMost(transaction, tenant, 'parked-cart', [park])
}

/** Null where nothing of the customer was agreed; else for the sale that the cart will become. */
async function agreedBy(
  transaction: Transaction,
  tenant: string,
  { id, customer = null, buyer, quoted }: Entry<'cart-parked'>['body']['draft'],
): Promise<string | null> {
  if (!buyer) return null
  const now = await groupsOf(transaction, tenant, customer ?? undefined)
  // What is agreed anew may have been agreed before.
  const last = quoted && (await agreedBefore(transaction, tenant, quoted.park))
  const before = last?.customer === customer ? last.groups : []
  const isOwn = (group: string) => !now || now.includes(group) || before.includes(group)
  const agreed: AgreedGroups = { draft: id, customer, groups: buyer.groups.filter(isOwn) }
  return JSON.stringify(agreed)
}

export async function foldResumed(
  transaction: Transaction,
  sender: TerminalPrincipal,
  { body }: Entry<'cart-resumed'>,
  { source, receivedAt }: { readonly source: string; readonly receivedAt: number },
): Promise<void> {
  await bookClaims(transaction, sender, { source, claims: [body.claim], receivedAt })
  await takeOff(transaction, sender, body.park)
}

/** It waits no more: somebody goes on with it, or a sale ended it, which books its own claims. */
export async function takeOff(
  transaction: Transaction,
  { tenant }: TerminalPrincipal,
  park: string,
): Promise<void> {
  await transaction
    .updateTable('parked_cart')
    .set({ cart: null })
    .where('tenant', '=', tenant)
    .where('park', '=', park)
    .execute()
}
