/** Gives documents their numbers in their feeds. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { AccountDocument } from '../../domain/accounts/account.ts'
import type { CatalogueDocument } from '../../domain/catalogue/documents.ts'
import type { PricingDocument } from '../../domain/catalogue/pricing.ts'
import type { Level } from '../../domain/catalogue/stock.ts'
import type { CustomerDocument } from '../../domain/customer/customer.ts'
import type { MailDocument } from '../../domain/mail/wish.ts'
import type { SoldSale } from '../../domain/returns/sold.ts'
import type { PurchaseOrder } from '../../domain/stock/purchase-order.ts'
import type { Transfer } from '../../domain/stock/transfer.ts'
import type { SettingsDocument } from '../../domain/settings.ts'
import type { Transaction } from '../backend.ts'
import type { Moved } from './changes.ts'

export type FeedDocument =
  | CatalogueDocument
  | PricingDocument
  | Level
  | PurchaseOrder
  | Transfer
  | SoldSale
  | SettingsDocument
  | CustomerDocument
  | AccountDocument
  | MailDocument

export interface FeedChange {
  readonly feed: string
  readonly documents: readonly { readonly document: FeedDocument; readonly deleted: boolean }[]
}

/** Documents that are there now, as a change of a feed. */
export function changeOf(feed: string, documents: readonly FeedDocument[]): FeedChange {
  return { feed, documents: documents.map((document) => ({ document, deleted: false })) }
}

/** How many documents go into one statement: its text stays far below what the drivers take. */
const DOCUMENTS_AT_ONCE = 1000
/** A checkpoint that is further behind is taken at its word. */
const MARKED_NUMBERS = 1_000_000

/**
 * Stamps documents as the last act of a writing transaction: the feed's row is locked from here to
 * the commit, so numbers become visible in their order and without holes. Feeds are locked in name
 * order, so that two writers never wait for each other. Throws where a feed was never opened.
 */
export async function stamp(
  transaction: Transaction,
  tenant: string,
  changes: readonly FeedChange[],
): Promise<Moved[]> {
  const byFeed = new Map<string, Map<string, FeedChange['documents'][number]>>()
  for (const { feed, documents } of changes) {
    const current = byFeed.get(feed) ?? new Map<string, FeedChange['documents'][number]>()
    // The last word on a document wins; one row cannot be written twice in one statement.
    for (const each of documents) current.set(each.document.id, each)
    if (current.size > 0) byFeed.set(feed, current)
  }
  const moved: Moved[] = []
  for (const feed of [...byFeed.keys()].sort()) {
    const documents = [...(byFeed.get(feed)?.values() ?? [])]
    const { generation, n } = await reserve(transaction, tenant, feed, documents)
    await place(transaction, tenant, feed, n - documents.length, documents)
    moved.push({ tenant, feed, generation, n })
  }
  return moved
}

/** Raises the counter, answers where it stands then, and holds the feed until the commit. */
async function reserve(
  transaction: Transaction,
  tenant: string,
  feed: string,
  documents: FeedChange['documents'],
): Promise<{ readonly generation: string; readonly n: number }> {
  const digest = createHash('sha256')
  for (const { document, deleted } of documents) digest.update(JSON.stringify([document, deleted]))
  const row = await transaction
    .updateTable('feed')
    .set((eb) => ({
      n: eb('n', '+', documents.length),
      mark: sql<string>`md5(mark || ${digest.digest('hex')})`,
    }))
    .where('tenant', '=', tenant)
    .where('name', '=', feed)
    .returning(['generation', 'n', 'mark'])
    .executeTakeFirst()
  if (!row) throw new Error(`the feed ${feed} was never opened`)
  const { generation, n, mark } = row
  await transaction.insertInto('feed_mark').values({ tenant, feed, n, mark }).execute()
  await transaction
    .deleteFrom('feed_mark')
    .where('tenant', '=', tenant)
    .where('feed', '=', feed)
    .where('n', '<=', n - MARKED_NUMBERS)
    .execute()
  return { generation, n }
}

async function place(
  transaction: Transaction,
  tenant: string,
  feed: string,
  last: number,
  documents: FeedChange['documents'],
): Promise<void> {
  for (let start = 0; start < documents.length; start += DOCUMENTS_AT_ONCE) {
    const rows = documents.slice(start, start + DOCUMENTS_AT_ONCE).map((each, index) => ({
      id: each.document.id,
      n: last + start + index + 1,
      kind: each.document.kind,
      document: each.document,
      deleted: each.deleted,
    }))
    await sql`
      insert into feed_document (tenant, feed, id, n, kind, document, deleted)
      select ${tenant}, ${feed}, id, n, kind, document, deleted
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as row (id text, n bigint, kind text, document jsonb, deleted boolean)
      on conflict (tenant, feed, id) do update
      set n = excluded.n, kind = excluded.kind, document = excluded.document,
          deleted = excluded.deleted
    `.execute(transaction)
  }
}
