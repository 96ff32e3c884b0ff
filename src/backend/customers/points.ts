/** What a sale does to its customer: known in this store, and the points as the till counted. */
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend, Transaction } from '../backend.ts'
import type { FeedChange } from '../feeds/stamp.ts'
import { changesOf } from './changes.ts'
import { hold } from './fold.ts'

interface SaleOfCustomer {
  readonly entry: Entry<'sale-completed'>
  /** Entry id / hash. */
  readonly source: string
}

/**
 * A redemption has happened: it is taken whatever the balance, and one below zero is an exception.
 * An erased customer's points are counted on and shown to nobody.
 */
export async function foldSaleOfCustomer(
  { clock }: Backend,
  transaction: Transaction,
  sender: TerminalPrincipal,
  { entry, source }: SaleOfCustomer,
): Promise<FeedChange[]> {
  const { customer, points } = entry.body
  if (customer === undefined) return []
  const now = clock.now()
  const { tenant } = sender
  await hold(transaction, sender, customer, now)
  if (points) {
    const { earned, redeemed } = points
    await transaction
      .updateTable('customer')
      .set(({ eb }) => ({ points: eb('points', '+', earned - redeemed) }))
      .where('tenant', '=', tenant)
      .where('id', '=', customer)
      .execute()
    await transaction
      .insertInto('loyalty_movement')
      .values({ tenant, customer, source, earned, redeemed, at: entry.at, found_at: now })
      .execute()
  }
  return changesOf(transaction, tenant, [customer])
}
