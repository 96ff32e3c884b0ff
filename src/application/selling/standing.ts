/**
 * What must still be true of a cart when it is paid. Other tills and the backend go on while it
 * waits, and what they did came down: a customer was erased who brought goods, or whose points pay.
 */
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import type { Core } from '../core.ts'

export function stillStands({ store }: Core, { customer, lines, tenders }: Draft): Result<null> {
  if (customer && store.customers.find(customer)) return succeed(null)
  if (lines.some(({ unproven }) => unproven !== undefined)) return fail('return-customer')
  const isPaidByPoints = tenders.some(({ tender }) => tender.kind === 'points')
  return isPaidByPoints ? fail('customer-unknown') : succeed(null)
}
