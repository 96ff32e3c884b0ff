/** What a sale gives back to payments made online is queued for their provider. */
import { sql } from 'kysely'
import type { Entry } from '../../domain/journal/facts.ts'
import { refundId, type OwnRefusal } from '../../domain/returns/provider-refund.ts'
import type { Tender } from '../../domain/selling/tender.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import { entriesOf } from '../sales/shown.ts'

type SaleEntry = Entry<'sale-completed'>
type OnlineTender = Extract<Tender, { kind: 'online' }>
type Refund = OnlineTender & { readonly back: NonNullable<OnlineTender['back']> }

interface Promised {
  readonly entry: SaleEntry
  readonly hash: string
  readonly receivedAt: number
}

/**
 * Once for each tender, whatever is sent again; both branches of a fork that hold the same sale
 * promised one refund. Its claims are booked before: whoever gives back to the same payment at the
 * same moment waits for this.
 */
export async function queueRefunds(
  transaction: Transaction,
  sender: TerminalPrincipal,
  promised: Promised,
): Promise<void> {
  for (const [position, tender] of promised.entry.body.tenders.entries()) {
    if (tender.kind !== 'online' || !tender.back) continue
    await queueRefund(transaction, sender, promised, { ...tender, back: tender.back, position })
  }
}

async function queueRefund(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  { entry, hash, receivedAt }: Promised,
  refund: Refund & { readonly position: number },
): Promise<void> {
  const { body, epoch, seq, at } = entry
  const { provider, reference, back, position } = refund
  const [order] = await entriesOf(transaction, tenant, [back.sale])
  const reason = await refusalOf(transaction, entry, refund, order)
  await transaction
    .insertInto('online_refund')
    .values({
      ...{ tenant, store, refund: refundId(body.sale, position), sale: body.sale, position },
      ...{ terminal, epoch: epoch.id, seq, hash, receipt: body.receipt, at },
      ...{ sold: back.sale, tender: back.tender, order_receipt: order?.body.receipt ?? null },
      ...{ provider, reference, amount: 0 - refund.amount, currency: body.currency },
      ...{ received_at: receivedAt, next_at: receivedAt, changed_at: receivedAt },
      ...{ state: reason ? 'refused' : 'queued', reason: reason ?? null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Why its provider is not asked for it; undefined where it is. */
async function refusalOf(
  transaction: Transaction,
  { tenant, body: { currency } }: SaleEntry,
  { provider, reference, amount, back }: Refund,
  order: SaleEntry | undefined,
): Promise<OwnRefusal | undefined> {
  if (!order) return 'order-unknown'
  const paid = order.body.tenders[back.tender]
  const isSame =
    paid?.kind === 'online' &&
    paid.provider === provider &&
    paid.reference === reference &&
    order.body.currency === currency
  if (!isSame) return 'not-of-order'
  const before = await wentBack(transaction, tenant, back)
  return before - amount > paid.amount ? 'beyond-payment' : undefined
}

/** Whatever became of it since; what was never asked of the provider had no room in it. */
async function wentBack(
  transaction: Transaction,
  tenant: string,
  { sale, tender }: Refund['back'],
): Promise<number> {
  const { rows } = await sql<{ amount: number }>`
    select coalesce(sum(amount), 0)::bigint as amount from online_refund
    where tenant = ${tenant} and sold = ${sale} and tender = ${tender}
      and not (state = 'refused' and tries = 0)
  `.execute(transaction)
  return rows[0]?.amount ?? 0
}
