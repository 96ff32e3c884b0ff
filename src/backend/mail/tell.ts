/** Terminals are told what became of a mail: of a receipt with its sale, of a quote by itself. */
import { sql } from 'kysely'
import { ADDRESS_KEPT_DAYS, type MailDocument } from '../../domain/mail/wish.ts'
import { DAY_MS } from '../../domain/returns/policy.ts'
import type { Transaction } from '../backend.ts'
import type { ReceiptMailTable } from '../database/mail-tables.ts'
import { mailsFeed, salesFeed } from '../feeds/names.ts'
import { changeOf, type FeedChange } from '../feeds/stamp.ts'
import { entriesOf, isShown, withReturned } from '../sales/shown.ts'

/** Longer ago than that no terminal waits for word of one. */
const TOLD_FOR_MS = 2 * ADDRESS_KEPT_DAYS * DAY_MS
/** How many old ones leave the feed with each that is told. */
const WITHDRAWN_AT_ONCE = 20

export type QueuedMail = Pick<ReceiptMailTable, 'tenant' | 'store' | 'mail' | 'sale' | 'park'>

/** What terminals shall pull once something became of a mail. */
export async function fateChanges(
  transaction: Transaction,
  { tenant, store, mail, sale }: QueuedMail,
): Promise<FeedChange[]> {
  if (sale === null) return fateOfQuote(transaction, { tenant, store, mail })
  const entries = await entriesOf(transaction, tenant, [sale])
  if (entries.length === 0) return []
  const deleted = !(await isShown(transaction, tenant, sale))
  const sold = await withReturned(transaction, tenant, entries)
  return sold.map((document) => ({
    feed: salesFeed(document.store),
    documents: [{ document, deleted }],
  }))
}

async function fateOfQuote(
  transaction: Transaction,
  { tenant, store, mail }: Pick<QueuedMail, 'tenant' | 'store' | 'mail'>,
): Promise<FeedChange[]> {
  const rows = await transaction
    .selectFrom('receipt_mail')
    .select(['mail as id', 'park', 'at', 'state', 'trouble'])
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('mail', '=', mail)
    .execute()
  const told = rows.flatMap(({ park, trouble, ...fate }): MailDocument[] =>
    park === null ? [] : [{ ...fate, kind: 'mail', park, ...(trouble !== null && { trouble }) }],
  )
  const feed = mailsFeed(store)
  return [changeOf(feed, told), await withdrawOld(transaction, { tenant, feed }, told)]
}

/** What is old leaves the feed, and what has left it for as long is forgotten. */
async function withdrawOld(
  transaction: Transaction,
  { tenant, feed }: { readonly tenant: string; readonly feed: string },
  [told]: readonly MailDocument[],
): Promise<FeedChange> {
  const before = (told?.at ?? 0) - TOLD_FOR_MS
  const old = (deleted: boolean, at: number) => sql`
    select id, document from feed_document
    where tenant = ${tenant} and feed = ${feed} and deleted = ${deleted}
      and (document ->> 'at')::bigint < ${at}
    order by n limit ${WITHDRAWN_AT_ONCE}
  `
  await sql`
    delete from feed_document where tenant = ${tenant} and feed = ${feed} and deleted
      and id in (select id from (${old(true, before - TOLD_FOR_MS)}) as gone)
  `.execute(transaction)
  const { rows } = await sql<{ document: MailDocument }>`${old(false, before)}`.execute(transaction)
  return { feed, documents: rows.map(({ document }) => ({ document, deleted: true })) }
}
