/** Pays a part by what a customer has here, may owe or has earned; or gives it back that way. */
import { ORPCError } from '@orpc/client'
import { customerAccountSchema } from '../../../src/domain/accounts/account.ts'
import { minor } from '../../../src/domain/money.ts'
import type { Cashier } from './cashier.ts'

/** What somebody is told whose account or points do not pay; the money is then cash. */
const UNPAID: ReadonlySet<unknown> = new Set([
  ...['account-not-kept', 'account-short', 'account-needs-backend', 'gift-card-for-goods'],
  ...['points-not-taken', 'points-short', 'points-need-backend', 'limit-amount'],
])
/** What a point is worth in the simulated shop, in cents. */
export const POINT_WORTH = 10
const POINTS_MOST = 10

/**
 * Never all: cash ends the sale, and whoever dies over it asks for that again. Answers what came of
 * it.
 */
export async function payOtherwise({ screens, chance, id }: Cashier): Promise<string> {
  const { id: draft, version, due } = await screens.draft.current()
  const size = Math.abs(due)
  if (size <= POINT_WORTH) return 'nothing paid otherwise'
  const kind = chance.pick([...customerAccountSchema.options, 'points'] as const)
  const own = { command: id(), draft, version }
  try {
    if (kind === 'points') {
      const most = Math.min(POINTS_MOST, Math.floor((size - 1) / POINT_WORTH))
      await screens.accounts.payByPoints({ ...own, points: chance.between(1, most) })
    } else {
      const amount = minor(chance.between(1, size - 1))
      await screens.accounts.pay({ ...own, kind, amount })
    }
    return `a part by ${kind}`
  } catch (error) {
    const code: unknown = error instanceof ORPCError ? error.code : undefined
    if (!UNPAID.has(code)) throw error
    return `nothing by ${kind} (${String(code)})`
  }
}
