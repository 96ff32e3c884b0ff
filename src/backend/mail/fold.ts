/**
 * A receipt or a quote is wanted by e-mail: it is queued with its address, once whatever is sent
 * again.
 */
import { readPersonal } from '../../domain/customer/customer.ts'
import { readAddress } from '../../domain/mail/wish.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import type { ReceiptMailTable } from '../database/mail-tables.ts'
import type { FeedChange } from '../feeds/stamp.ts'
import type { Applied } from '../intake/effects.ts'
import { erasePersonal, isErased, rememberEntry } from '../customers/fold.ts'
import { fateChanges } from './tell.ts'

export type MailWish = Entry<'receipt-mail-asked' | 'quote-mail-asked'>

export async function foldMailWish(
  transaction: Transaction,
  sender: TerminalPrincipal,
  { entry, hash, personal }: Applied<MailWish>,
  receivedAt: number,
): Promise<FeedChange[]> {
  const { tenant, store, terminal } = sender
  const { mail, customer } = entry.body
  const about = aboutOf(entry)
  if (customer !== undefined) await rememberEntry(transaction, sender, customer, { entry, hash })
  const isGone = customer !== undefined && (await isErased(transaction, sender, customer))
  if (isGone) await erasePersonal(transaction, sender, customer)
  const address = isGone ? undefined : addressIn(personal)
  const source = { terminal, epoch: entry.epoch.id, seq: entry.seq, hash }
  await transaction
    .insertInto('receipt_mail')
    .values({
      ...{ tenant, store, mail, ...about, customer: customer ?? null, ...source, at: entry.at },
      ...{ received_at: receivedAt, next_at: receivedAt, changed_at: receivedAt },
      ...(address === undefined
        ? { address: null, state: 'failed', trouble: 'address-gone' }
        : { address, state: 'queued', trouble: null }),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return fateChanges(transaction, { tenant, store, mail, ...about })
}

function aboutOf({ kind, body }: MailWish): Pick<ReceiptMailTable, 'sale' | 'park'> {
  return kind === 'receipt-mail-asked'
    ? { sale: body.sale, park: null }
    : { sale: null, park: body.park }
}

function addressIn(personal: string | null): string | undefined {
  const email = personal === null ? undefined : readPersonal(personal)?.email
  return email === undefined ? undefined : readAddress(email)
}
