/** What a sale does to customers: known in this store, and their points as the till counted. */
import type { SalePoints } from '../../domain/customer/loyalty.ts'
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
  const moves = movesOf(entry)
  const now = clock.now()
  const { tenant } = sender
  for (const { customer, points } of moves) {
    await hold(transaction, sender, customer, now)
    if (!points) continue
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
  return changesOf(transaction, tenant, customersOf(entry))
}

/** Whose points it moved, or whose purchase it was. */
export function customersOf(entry: Entry<'sale-completed'>): string[] {
  return movesOf(entry).map(({ customer }) => customer)
}

interface Move {
  readonly customer: string
  readonly points: SalePoints | undefined
}

/** In the order of the customers, so that no two sales wait crosswise for their rows. */
function movesOf({ body: { customer, points, takenBack = [] } }: Entry<'sale-completed'>): Move[] {
  const others = takenBack.map((each): Move => {
    return { customer: each.customer, points: { earned: 0 - each.points, redeemed: 0 } }
  })
  const own = customer === undefined ? [] : [{ customer, points }]
  return [...own, ...others].toSorted((a, b) => (a.customer < b.customer ? -1 : 1))
}
