/** Terminals are told what became of a receipt by e-mail with its sale. */
import type { Transaction } from '../backend.ts'
import { salesFeed } from '../feeds/names.ts'
import type { FeedChange } from '../feeds/stamp.ts'
import { entriesOf, isShown, withReturned } from '../sales/shown.ts'

/** What terminals shall pull once something became of a receipt: its sale. */
export async function fateChanges(
  transaction: Transaction,
  tenant: string,
  sale: string,
): Promise<FeedChange[]> {
  const entries = await entriesOf(transaction, tenant, [sale])
  if (entries.length === 0) return []
  const deleted = !(await isShown(transaction, tenant, sale))
  const sold = await withReturned(transaction, tenant, entries)
  return sold.map((document) => ({
    feed: salesFeed(document.store),
    documents: [{ document, deleted }],
  }))
}
