/** What is known of the payment of an order: one row, from before the provider is asked. */
import type { Minor } from '../../domain/money.ts'
import type { Backend, Reading, Transaction } from '../backend.ts'
import type { OnlinePaymentTable } from '../database/online-payment-table.ts'
import { write } from '../database/write.ts'
import type { Shop } from '../setup/shop.ts'

export type Payment = Pick<OnlinePaymentTable, 'provider' | 'amount' | 'state' | 'reference'>

type State = OnlinePaymentTable['state']

export function paymentOf(
  reading: Reading,
  tenant: string,
  order: string,
): Promise<Payment | undefined> {
  return reading
    .selectFrom('online_payment')
    .select(['provider', 'amount', 'state', 'reference'])
    .where('tenant', '=', tenant)
    .where('order_id', '=', order)
    .executeTakeFirst()
}

/** Written down before the provider is asked; the same order again finds what it came to. */
export async function beginPayment(
  backend: Backend,
  { tenant, store, currency }: Shop,
  { order, provider, amount }: { order: string; provider: string; amount: Minor },
): Promise<Payment> {
  const now = backend.clock.now()
  return write(backend, tenant, async (transaction) => {
    const begun = { tenant, store, order_id: order, provider, amount, currency }
    await transaction
      .insertInto('online_payment')
      .values({ ...begun, state: 'asked', reference: null, asked_at: now })
      // Each attempt has its full time before what nobody came back for goes back.
      .onConflict((conflict) =>
        conflict.columns(['tenant', 'order_id']).doUpdateSet({ asked_at: now }),
      )
      .execute()
    const payment = await paymentOf(transaction, tenant, order)
    if (!payment) throw new Error('a payment that was just written is not there')
    return { value: payment }
  })
}

/** False where the payment is in none of these states any more: then nothing was changed. */
export async function movePayment(
  transaction: Transaction,
  { tenant, order }: { readonly tenant: string; readonly order: string },
  from: readonly State[],
  to: { readonly state: State; readonly reference?: string },
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('online_payment')
    .set(to)
    .where('tenant', '=', tenant)
    .where('order_id', '=', order)
    .where('state', 'in', [...from])
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
