/** How refunds to payments made online stand, for whoever owns the shop. */
import { sql } from 'kysely'
import { REFUNDS_SHOWN } from '../../contract/backend/refunds.ts'
import type { RefundsInput, ShownRefund, ToldRefunds } from '../../contract/backend/refunds.ts'
import { minor } from '../../domain/money.ts'
import { refundStateSchema } from '../../domain/returns/provider-refund.ts'
import type { Reading } from '../backend.ts'
import type { OnlineRefundTable } from '../database/refund-tables.ts'
import { providersOf } from './logins.ts'

const SHOWN = [
  ...(['refund', 'store', 'at', 'receipt', 'order_receipt', 'provider', 'reference'] as const),
  ...(['amount', 'currency', 'state', 'reason', 'changed_at', 'seen_by', 'note'] as const),
] as const

type Row = Pick<OnlineRefundTable, (typeof SHOWN)[number]> & { readonly tries: number }

export async function readRefunds(
  reading: Reading,
  tenant: string,
  { state }: RefundsInput = {},
): Promise<ToldRefunds> {
  const rows = await reading
    .selectFrom('online_refund')
    .select([...SHOWN, 'tries'])
    .where('tenant', '=', tenant)
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'queued'))
    .orderBy(sql`case when state = 'refused' then 0 when state in ('queued', 'asked') then 1 end`)
    .orderBy('received_at', 'desc')
    .orderBy('refund')
    .limit(REFUNDS_SHOWN)
    .execute()
  return {
    providers: await providersOf(reading, tenant),
    counts: await countStates(reading, tenant),
    refunds: rows.map(shownRefund),
  }
}

/** Undefined where there is none of that name. */
export async function findRefund(
  reading: Reading,
  tenant: string,
  refund: string,
): Promise<ShownRefund | undefined> {
  const row = await reading
    .selectFrom('online_refund')
    .select([...SHOWN, 'tries'])
    .where('tenant', '=', tenant)
    .where('refund', '=', refund)
    .executeTakeFirst()
  return row && shownRefund(row)
}

function shownRefund({ order_receipt: order, reference: payment, ...row }: Row): ShownRefund {
  const { amount, changed_at: changedAt, seen_by: seenBy, ...others } = row
  return { ...others, order, payment, changedAt, seenBy, amount: minor(amount) }
}

async function countStates(reading: Reading, tenant: string): Promise<ToldRefunds['counts']> {
  const rows = await reading
    .selectFrom('online_refund')
    .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
    .where('tenant', '=', tenant)
    .groupBy('state')
    .execute()
  const counts = new Map(rows.map(({ state, count }) => [state, count]))
  const all = refundStateSchema.options.map((state) => [state, counts.get(state) ?? 0])
  return Object.fromEntries(all) as ToldRefunds['counts']
}
