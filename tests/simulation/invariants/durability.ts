/** What was acknowledged stands, exactly once, as it was answered. */
import { allSales, type Sight } from './sight.ts'

export function acknowledgedStands({ terminal, sales, formerSales }: Sight): string[] {
  return terminal.acknowledged.flatMap(({ sale, receipt, total, change }) => {
    const kept = [...sales, ...formerSales].filter(
      ({ body }) => body.sale === sale || body.receipt === receipt,
    )
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

/** After healing nobody waits for an answer: every sale of a journal was acknowledged. */
export function allIsAcknowledged(sights: readonly Sight[]): string[] {
  // Whoever waited while the file was replaced was never answered.
  if (sights.some(({ terminal }) => terminal.hasForgotten)) return []
  const known = new Set(
    sights.flatMap(({ terminal }) => terminal.acknowledged.map(({ sale }) => sale)),
  )
  return allSales(sights)
    .filter(({ body }) => !known.has(body.sale))
    .map(({ body }) => `the sale ${body.receipt} was never acknowledged`)
}
