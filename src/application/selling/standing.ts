/**
 * What must still be true of a cart when it is paid. Other tills and the backend go on while it
 * waits, and what they did came down: a customer was erased who brought goods, or whose points pay;
 * a layaway that it pays for ended, or was paid.
 */
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import type { Core } from '../core.ts'
import { paidFor } from '../layaways/known.ts'

export function stillStands(core: Core, draft: Draft): Result<null> {
  const owed = areOwed(core, draft)
  return owed.ok ? isSomebodys(core, draft) : owed
}

/** No more is paid for goods laid away than they come to, and nothing once they are not. */
function areOwed(core: Core, draft: Draft): Result<null> {
  for (const { load } of draft.lines) {
    if (!load?.layaway) continue
    if (core.store.parkedCarts.isEnded(load.account)) return fail('layaway-unknown')
    if (paidFor(core, load.account, draft) > load.layaway.total) return fail('limit-amount')
  }
  return succeed(null)
}

function isSomebodys({ store }: Core, { customer, lines, tenders }: Draft): Result<null> {
  if (customer && store.customers.find(customer)) return succeed(null)
  if (lines.some(({ unproven }) => unproven !== undefined)) return fail('return-customer')
  const isPaidByPoints = tenders.some(({ tender }) => tender.kind === 'points')
  return isPaidByPoints ? fail('customer-unknown') : succeed(null)
}
