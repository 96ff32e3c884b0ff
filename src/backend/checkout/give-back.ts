/** Money that no order came to have goes back: at once, or when nobody came back for it. */
import type { OnlinePayments } from '../../ports/online-payments.ts'
import type { Backend } from '../backend.ts'
import { write } from '../database/write.ts'
import { repeat } from '../repeat.ts'
import { movePayment } from './payments.ts'

/** So long a shopper's page may still ask for its order again. */
export const WAITS_FOR_ORDER_MS = 30 * 60_000
/** What is settled is kept so long: an order that is sent again finds what it came to. */
const SETTLED_KEPT_MS = 90 * 24 * 3_600_000
const LOOK_EVERY_MS = 60_000
const AT_ONCE = 50

interface Of {
  readonly tenant: string
  readonly order: string
}

/**
 * No order gets the payment from here on; then the provider is asked. Where it cannot be, it is
 * asked again from time to time. Nothing happens to the payment of an order that was placed.
 */
export async function giveBack(
  backend: Backend,
  payments: OnlinePayments,
  { tenant, order }: Of,
): Promise<void> {
  const isOurs = await write(backend, tenant, async (transaction) => ({
    value: await movePayment(transaction, { tenant, order }, ['asked', 'taken', 'returning'], {
      state: 'returning',
    }),
  }))
  if (!isOurs || !(await payments.giveBack(order))) return
  await write(backend, tenant, async (transaction) => ({
    value: await movePayment(transaction, { tenant, order }, ['returning'], { state: 'returned' }),
  }))
  backend.log.info('an online payment went back', { order })
}

/** Gives back what is due; answers how many were tried. */
export async function giveBackDue(backend: Backend, payments: OnlinePayments): Promise<number> {
  const now = backend.clock.now()
  const rows = await backend.database
    .selectFrom('online_payment')
    .select(['tenant', 'order_id as order'])
    .where((eb) =>
      eb.or([
        eb('state', '=', 'returning'),
        eb.and([
          eb('state', 'in', ['asked', 'taken']),
          eb('asked_at', '<=', now - WAITS_FOR_ORDER_MS),
        ]),
      ]),
    )
    .where('provider', '=', payments.provider)
    .orderBy('asked_at')
    .limit(AT_ONCE)
    .execute()
  for (const row of rows) await giveBack(backend, payments, row)
  await backend.database
    .deleteFrom('online_payment')
    .where('state', 'in', ['placed', 'declined', 'returned'])
    .where('asked_at', '<=', now - SETTLED_KEPT_MS)
    .execute()
  return rows.length
}

/** Looks every minute. The answer stops it once what is in hand has ended. */
export function keepOnlinePayments(backend: Backend): () => Promise<void> {
  const { onlinePayments: payments, clock, log } = backend
  if (!payments) return () => Promise.resolve()
  return repeat(clock, LOOK_EVERY_MS, () =>
    giveBackDue(backend, payments).catch((error: unknown) => {
      log.error('online payments cannot be given back', { reason: String(error) })
    }),
  )
}
