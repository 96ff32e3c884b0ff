/** What was acknowledged stands, exactly once, as it was answered. */
import type { Sight } from './sight.ts'

export function acknowledgedStands({ terminal, sales }: Sight): string[] {
  return terminal.cashier.acknowledged.flatMap(({ sale, receipt, total, change }) => {
    const kept = sales.filter(({ body }) => body.sale === sale || body.receipt === receipt)
    const [only] = kept
    if (kept.length !== 1 || !only) {
      return [`the acknowledged sale ${receipt} is in the journal ${String(kept.length)} times`]
    }
    const { body } = only
    const isSame = body.sale === sale && body.receipt === receipt
    return isSame && body.total === total && body.change === change
      ? []
      : [`the acknowledged sale ${receipt} is not what was answered`]
  })
}

/** After healing nobody waits for an answer: every sale of the journal was acknowledged. */
export function allIsAcknowledged({ terminal, sales }: Sight): string[] {
  const { acknowledged } = terminal.cashier
  const isSame = new Set(acknowledged.map(({ sale }) => sale)).size === sales.length
  return isSame && acknowledged.length === sales.length
    ? []
    : [`${String(sales.length)} sales, ${String(acknowledged.length)} acknowledged`]
}
