/** Refunds to payments made online that a person has to see to. */
import { EXCEPTIONS_LIMIT, type Exception } from '../../contract/backend/exceptions.ts'
import { minor } from '../../domain/money.ts'
import type { Reading } from '../backend.ts'

type NotDone = Extract<Exception, { kind: 'refund-not-done' }>

export async function refundsNotDone(
  database: Reading,
  tenant: string,
  skip: number,
): Promise<NotDone[]> {
  const rows = await wanted(database, tenant)
    .select(['refund', 'order_receipt as order', 'receipt', 'provider', 'amount', 'currency'])
    .select(['state', 'reason', 'changed_at as foundAt'])
    .orderBy('changed_at', 'desc')
    .orderBy('refund')
    .limit(EXCEPTIONS_LIMIT)
    .offset(skip)
    .execute()
  return rows.map(({ amount, state, reason, ...row }) => {
    const isRefused = state === 'refused'
    return {
      kind: 'refund-not-done',
      ...row,
      amount: minor(amount),
      reason: reason ?? '',
      isRefused,
    }
  })
}

export async function countNotDone(database: Reading, tenant: string): Promise<number> {
  const { count } = await wanted(database, tenant)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

function wanted(database: Reading, tenant: string) {
  return database
    .selectFrom('online_refund')
    .where('tenant', '=', tenant)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'refused'),
        eb.and([eb('state', 'in', ['queued', 'asked']), eb('is_late', '=', true)]),
      ]),
    )
}
