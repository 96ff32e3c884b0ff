/** A receipt is wanted by e-mail: it is queued with its address, once whatever is sent again. */
import { readPersonal } from '../../domain/customer/customer.ts'
import { readAddress } from '../../domain/mail/wish.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import type { FeedChange } from '../feeds/stamp.ts'
import type { Applied } from '../intake/effects.ts'
import { erasePersonal, isErased, rememberEntry } from '../customers/fold.ts'
import { fateChanges } from './tell.ts'

export async function foldReceiptMail(
  transaction: Transaction,
  sender: TerminalPrincipal,
  { entry, hash, personal }: Applied<Entry<'receipt-mail-asked'>>,
  receivedAt: number,
): Promise<FeedChange[]> {
  const { tenant, store, terminal } = sender
  const { mail, sale, customer } = entry.body
  if (customer !== undefined) await rememberEntry(transaction, sender, customer, { entry, hash })
  const isGone = customer !== undefined && (await isErased(transaction, sender, customer))
  if (isGone) await erasePersonal(transaction, sender, customer)
  const address = isGone ? undefined : addressIn(personal)
  const source = { terminal, epoch: entry.epoch.id, seq: entry.seq, hash }
  await transaction
    .insertInto('receipt_mail')
    .values({
      ...{ tenant, store, mail, sale, customer: customer ?? null, ...source, at: entry.at },
      ...{ received_at: receivedAt, next_at: receivedAt, changed_at: receivedAt },
      ...(address === undefined
        ? { address: null, state: 'failed', trouble: 'address-gone' }
        : { address, state: 'queued', trouble: null }),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return fateChanges(transaction, tenant, sale)
}

function addressIn(personal: string | null): string | undefined {
  const email = personal === null ? undefined : readPersonal(personal)?.email
  return email === undefined ? undefined : readAddress(email)
}
