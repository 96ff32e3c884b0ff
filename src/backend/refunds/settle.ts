/** A person sees to a refund that the provider refused, or that does not come to an end. */
import type { SettleInput, ShownRefund } from '../../contract/backend/refunds.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { OfficePrincipal } from '../access/office.ts'
import type { Backend, Transaction } from '../backend.ts'
import type { OnlineRefundTable } from '../database/refund-tables.ts'
import { write } from '../database/write.ts'
import { findRefund } from './read.ts'

type Held = Pick<OnlineRefundTable, 'store' | 'refund' | 'state' | 'reason' | 'held_until'> & {
  readonly round: number
  readonly tries: number
}

/**
 * `not-found`; `busy` while its provider is being asked; `input-invalid` for one that is over
 * already, or that must not be asked for (`reason`: `over`, `never`).
 */
export async function settleRefund(
  backend: Backend,
  by: OfficePrincipal,
  input: SettleInput,
): Promise<Result<ShownRefund>> {
  const { tenant } = by
  const person = by.kind === 'person' ? by.person : null
  return write<Result<ShownRefund>>(backend, tenant, async (transaction) => {
    const now = backend.clock.now()
    const held = await hold(transaction, tenant, input.refund)
    if (!held) return { value: fail('not-found') }
    const refused = refusalOf(held, input, now)
    if (refused) return { value: refused }
    await transaction
      .updateTable('online_refund')
      .set({ ...changeOf(held, input, now), changed_at: now, seen_by: person })
      .where('tenant', '=', tenant)
      .where('store', '=', held.store)
      .where('refund', '=', held.refund)
      .execute()
    const shown = await findRefund(transaction, tenant, input.refund)
    if (!shown) throw new Error('a refund that is held is gone')
    const { refund, as } = input
    backend.log.info('a person saw to a refund', { refund, as, person })
    return { value: succeed(shown) }
  })
}

function hold(transaction: Transaction, tenant: string, refund: string): Promise<Held | undefined> {
  return transaction
    .selectFrom('online_refund')
    .select(['store', 'refund', 'state', 'reason', 'held_until', 'round', 'tries'])
    .where('tenant', '=', tenant)
    .where('refund', '=', refund)
    .forUpdate()
    .executeTakeFirst()
}

function refusalOf(held: Held, { as }: SettleInput, now: number) {
  const { state, reason, held_until: until } = held
  if (state === 'done' || state === 'settled') return fail('input-invalid', { reason: 'over' })
  // An answer may be on its way: what it says comes first.
  if (until !== null && until > now) return fail('busy')
  const isNever = as === 'again' && isOurs(held) && reason !== 'order-unknown'
  return isNever ? fail('input-invalid', { reason: 'never' }) : undefined
}

/** Its provider was never asked. */
function isOurs({ state, tries }: Held): boolean {
  return state === 'refused' && tries === 0
}

function changeOf(held: Held, input: SettleInput, now: number) {
  if (input.as === 'by-hand') return { state: 'settled', note: input.note } as const
  if (held.state !== 'refused') return { next_at: now }
  // What a provider refused is final for its key.
  const round = isOurs(held) ? held.round : held.round + 1
  return { state: 'queued', reason: null, round, next_at: now } as const
}
