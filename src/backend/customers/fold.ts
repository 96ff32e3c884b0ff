/** What follows from an entry that speaks of a customer: the customer's row, and who pulls it. */
import { sql } from 'kysely'
import {
  EMPTY_DETAILS,
  patched,
  readPersonal,
  type CustomerDetails,
} from '../../domain/customer/customer.ts'
import { emailKey, phoneKey } from '../../domain/customer/search.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend, Transaction } from '../backend.ts'
import { learnMost } from '../claims/most.ts'
import type { FeedChange } from '../feeds/stamp.ts'
import type { Applied } from '../intake/effects.ts'
import { endSessionsOf } from '../shoppers/sessions.ts'
import { changesOf } from './changes.ts'
import { familiesOf } from './family.ts'

type AboutCustomer = Entry<'customer-created' | 'customer-changed' | 'customer-erased'>

export function isAboutCustomer(entry: Entry): entry is AboutCustomer {
  const kinds = ['customer-created', 'customer-changed', 'customer-erased']
  return kinds.includes(entry.kind)
}

/**
 * Of two terminals that changed one field the later to arrive wins; fields that only one of them
 * changed keep what it wrote. What was erased once stays erased, whatever still arrives.
 */
export async function foldCustomer(
  { clock }: Backend,
  transaction: Transaction,
  sender: TerminalPrincipal,
  { entry, hash, personal }: Applied<AboutCustomer>,
): Promise<FeedChange[]> {
  const { customer } = entry.body
  const now = clock.now()
  const before = await hold(transaction, sender, customer, now)
  if (entry.kind === 'customer-erased') {
    await erase(transaction, sender, customer, now)
  } else {
    await rememberEntry(transaction, sender, customer, { entry, hash })
    const patch = personal === null ? undefined : readPersonal(personal)
    if (before.erased) await erasePersonal(transaction, sender, customer)
    else if (patch) await write(transaction, sender, customer, patched(before.details, patch), now)
    if (patch?.creditLimit !== undefined) {
      await learnMost(transaction, sender.tenant, 'on-account', [customer])
    }
  }
  return changesOf(transaction, sender.tenant, [customer])
}

/** Locks the row, which may be new, and makes the customer known in the sender's store. */
export async function hold(
  transaction: Transaction,
  { tenant, store }: TerminalPrincipal,
  customer: string,
  now: number,
): Promise<{ readonly details: CustomerDetails; readonly erased: boolean }> {
  await transaction
    .insertInto('customer')
    .values({
      ...{ tenant, id: customer, details: JSON.stringify(EMPTY_DETAILS), erased_at: null },
      ...{ phone_key: '', email_key: '', created_at: now, changed_at: now },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await transaction
    .insertInto('customer_store')
    .values({ tenant, store, customer })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { details } = await transaction
    .selectFrom('customer')
    .select('details')
    .where('tenant', '=', tenant)
    .where('id', '=', customer)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { details: details ?? EMPTY_DETAILS, erased: details === null }
}

async function write(
  transaction: Transaction,
  { tenant }: TerminalPrincipal,
  customer: string,
  details: CustomerDetails,
  now: number,
): Promise<void> {
  await transaction
    .updateTable('customer')
    .set({
      ...{ details: JSON.stringify(details), changed_at: now },
      ...{ phone_key: phoneKey(details), email_key: emailKey(details) },
    })
    .where('tenant', '=', tenant)
    .where('id', '=', customer)
    .execute()
}

/** Beside it lies something of the customer, which goes when they are erased. */
export async function rememberEntry(
  transaction: Transaction,
  { tenant, terminal }: TerminalPrincipal,
  customer: string,
  { entry, hash }: Pick<Applied, 'entry' | 'hash'>,
): Promise<void> {
  await transaction
    .insertInto('customer_entry')
    .values({ tenant, customer, terminal, epoch: entry.epoch.id, seq: entry.seq, hash })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** All rows that are one person: who asks to be forgotten is not kept under another of them. */
async function erase(
  transaction: Transaction,
  sender: TerminalPrincipal,
  customer: string,
  now: number,
): Promise<void> {
  const family = await familiesOf(transaction, sender.tenant, [customer])
  for (const { id } of family) await eraseRow(transaction, sender, id, now)
}

async function eraseRow(
  transaction: Transaction,
  sender: TerminalPrincipal,
  customer: string,
  now: number,
): Promise<void> {
  await transaction
    .updateTable('customer')
    .set({ details: null, phone_key: '', email_key: '', erased_at: now, changed_at: now })
    .where('tenant', '=', sender.tenant)
    .where('id', '=', customer)
    .where('erased_at', 'is', null)
    .execute()
  await endSessionsOf(transaction, sender.tenant, customer)
  await erasePersonal(transaction, sender, customer)
}

/** Whoever is not known yet is not erased. */
export async function isErased(
  transaction: Transaction,
  { tenant }: TerminalPrincipal,
  customer: string,
): Promise<boolean> {
  const row = await transaction
    .selectFrom('customer')
    .select('erased_at')
    .where('tenant', '=', tenant)
    .where('id', '=', customer)
    .executeTakeFirst()
  return row !== undefined && row.erased_at !== null
}

/**
 * Beside all entries of the customer that came so far, and where a receipt of theirs was to be
 * sent. Their chains do not know of it.
 */
export async function erasePersonal(
  transaction: Transaction,
  { tenant }: TerminalPrincipal,
  customer: string,
): Promise<void> {
  await sql`
    update entry set personal = null
    from customer_entry as about
    where about.tenant = ${tenant} and about.customer = ${customer}
      and entry.tenant = about.tenant and entry.terminal = about.terminal
      and entry.epoch = about.epoch and entry.seq = about.seq and entry.hash = about.hash
      and entry.personal is not null
  `.execute(transaction)
  await transaction
    .updateTable('receipt_mail')
    .set({ address: null })
    .where('tenant', '=', tenant)
    .where('customer', '=', customer)
    .where('address', 'is not', null)
    .execute()
}
