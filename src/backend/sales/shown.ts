/** The sales that come down to the terminals of their store: each with what has come back of it. */
import { sql } from 'kysely'
import { saleLineKey, saleTenderKey } from '../../domain/claim.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import { minor } from '../../domain/money.ts'
import { quantity } from '../../domain/quantity.ts'
import { SALES_KEPT_DAYS } from '../../domain/returns/policy.ts'
import { soldSaleOf, type SoldSale } from '../../domain/returns/sold.ts'
import type { Reading, Transaction } from '../backend.ts'
import { salesFeed } from '../feeds/names.ts'
import { changeOf, type FeedChange } from '../feeds/stamp.ts'
import { fatesOf } from '../mail/fates.ts'

type SaleEntry = Entry<'sale-completed'>

/** How many old sales leave the feed with each new one, and as many of those that left long ago. */
const WITHDRAWN_AT_ONCE = 20

/** What terminals shall pull after an entry: its sale, and those of which something came back. */
export async function shownChanges(
  transaction: Transaction,
  tenant: string,
  entry: SaleEntry,
): Promise<FeedChange[]> {
  const { lines, layaway } = entry.body
  const others = [
    ...lines.flatMap(({ returned }) => (returned ? [returned.sale] : [])),
    ...(layaway?.payments ?? []).map(({ sale }) => sale),
  ]
  const entries = [entry, ...(await entriesOf(transaction, tenant, [...new Set(others)]))]
  const sold = await withReturned(transaction, tenant, entries)
  const withdrawn = await withdrawOld(transaction, tenant, entry)
  return [...sold.map((sale) => changeOf(salesFeed(sale.store), [sale])), withdrawn]
}

/** The entries of sales, as they came. A sale that is not known has none. */
export async function entriesOf(
  reading: Reading,
  tenant: string,
  sales: readonly string[],
): Promise<SaleEntry[]> {
  return (await sealedOf(reading, tenant, sales)).map(({ entry }) => entry)
}

interface SealedSale {
  readonly entry: SaleEntry
  readonly hash: string
}

/** Of two, by a fork, the same one always. */
export async function sealedSale(
  reading: Reading,
  tenant: string,
  sale: string,
): Promise<SealedSale | undefined> {
  return (await sealedOf(reading, tenant, [sale]))[0]
}

async function sealedOf(
  reading: Reading,
  tenant: string,
  sales: readonly string[],
): Promise<SealedSale[]> {
  if (sales.length === 0) return []
  // The name of an entry is its epoch's ordinal and id and its number, see `entryId`.
  const { rows } = await sql<{ canonical: string; hash: string }>`
    select entry.canonical, entry.hash from sale
    join entry on entry.tenant = sale.tenant and entry.terminal = sale.terminal
      and entry.epoch = substr(sale.entry, 6, 36)
      and entry.seq = substr(sale.entry, 43, 10)::bigint
      and entry.hash = split_part(sale.entry, '/', 2) and entry.state <> 'parked'
    where sale.tenant = ${tenant} and sale.id in (${sql.join(sales)})
    order by sale.id, sale.entry
  `.execute(reading)
  return rows.map(({ canonical, hash }) => ({ entry: JSON.parse(canonical) as SaleEntry, hash }))
}

/** Whether it is among the sales that terminals have. */
export async function isShown(reading: Reading, tenant: string, sale: string): Promise<boolean> {
  const row = await reading
    .selectFrom('sale')
    .select('id')
    .where('tenant', '=', tenant)
    .where('id', '=', sale)
    .where('shown', '=', true)
    .executeTakeFirst()
  return row !== undefined
}

/** As terminals pull them: with what came back, and what became of their receipts by e-mail. */
export async function withReturned(
  reading: Reading,
  tenant: string,
  entries: readonly SaleEntry[],
): Promise<SoldSale[]> {
  const keys = entries.flatMap(({ body }) => [
    ...body.lines.map((line) => saleLineKey(body.sale, line.id)),
    ...body.tenders.map((_, position) => saleTenderKey(body.sale, position)),
  ])
  if (keys.length === 0) return []
  const { rows } = await sql<{ key: string; taken: number }>`
    select key, taken from claimable
    where tenant = ${tenant} and kind in ('sale-line', 'sale-tender') and taken > 0
      and key in (select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))
  `.execute(reading)
  const taken = new Map(rows.map((row) => [row.key, row.taken]))
  const fates = await fatesOf(
    reading,
    tenant,
    entries.map(({ body }) => body.sale),
  )
  return entries.map((entry) => {
    const { sale, lines, tenders } = entry.body
    const returned = lines.flatMap(({ id }) => {
      const back = taken.get(saleLineKey(sale, id))
      return back === undefined ? [] : [[id, quantity(back)] as const]
    })
    const refunded = tenders.flatMap((_, position) => {
      const back = taken.get(saleTenderKey(sale, position))
      return back === undefined ? [] : [[String(position), minor(back)] as const]
    })
    return soldSaleOf(entry, {
      returned: Object.fromEntries(returned),
      ...(refunded.length > 0 && { refunded: Object.fromEntries(refunded) }),
      mails: fates.get(sale),
    })
  })
}

/**
 * Sales that are older than the store keeps at its terminals leave them, a few with each new one;
 * and what has been gone for as long again is forgotten, so that a new terminal does not pull it.
 */
async function withdrawOld(
  transaction: Transaction,
  tenant: string,
  { store, at }: SaleEntry,
): Promise<FeedChange> {
  const feed = salesFeed(store)
  const kept = sql`coalesce((
    select (settings -> 'returns' ->> 'salesKeptDays')::bigint from store
    where tenant = ${tenant} and id = ${store}
  ), ${SALES_KEPT_DAYS}) * 86400000`
  await sql`
    delete from feed_document where tenant = ${tenant} and feed = ${feed} and deleted and id in (
      select id from feed_document
      where tenant = ${tenant} and feed = ${feed} and deleted
        and (document ->> 'at')::bigint < ${at} - 2 * ${kept}
      order by n limit ${WITHDRAWN_AT_ONCE}
    )
  `.execute(transaction)
  const { rows } = await sql<{ document: SoldSale }>`
    with old as (
      update sale set shown = false
      where tenant = ${tenant} and store = ${store} and entry in (
        select entry from sale
        where tenant = ${tenant} and store = ${store} and shown and at < ${at} - ${kept}
        order by at limit ${WITHDRAWN_AT_ONCE}
      ) returning id
    )
    select document from feed_document
    where tenant = ${tenant} and feed = ${feed} and not deleted and id in (select id from old)
  `.execute(transaction)
  return { feed, documents: rows.map(({ document }) => ({ document, deleted: true })) }
}
