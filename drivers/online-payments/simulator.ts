/**
 * A provider of online payments that moves no money, for the demo and for tests. It takes what its
 * token says: `approve` or anything else, `decline`, or `silence`, which answers nothing once.
 */
import type { OnlinePayments, PaymentTaken } from '../../src/ports/online-payments.ts'

export interface SimulatedPayments extends OnlinePayments {
  /** What it holds now, in minor units, by order: none of what was declined or given back. */
  taken(): ReadonlyMap<string, number>
  /** How often money was taken, whatever became of it. */
  charges(): number
}

/** Its name on receipts. */
export const SIMULATED_PAYMENTS = 'Simulated'
/** The oldest is forgotten beyond it. */
const KEPT = 1000

export function simulateOnlinePayments(): SimulatedPayments {
  const answers = new Map<string, PaymentTaken>()
  const held = new Map<string, number>()
  let charges = 0
  const answer = (order: string, outcome: PaymentTaken): PaymentTaken => {
    answers.set(order, outcome)
    const [oldest] = answers.keys()
    if (answers.size > KEPT && oldest !== undefined) answers.delete(oldest)
    return outcome
  }
  return {
    provider: SIMULATED_PAYMENTS,
    async take({ order, amount, token }) {
      const before = answers.get(order)
      if (before) return before
      if (token === 'decline') return answer(order, { outcome: 'declined' })
      charges += 1
      held.set(order, amount)
      const taken = answer(order, { outcome: 'taken', reference: `sim-${order}` })
      return token === 'silence' ? { outcome: 'unknown' } : taken
    },
    async giveBack(order) {
      held.delete(order)
      answer(order, { outcome: 'declined' })
      return true
    },
    taken: () => held,
    charges: () => charges,
  }
}
