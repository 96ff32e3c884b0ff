/** Claims the goods of a return at the backend, so that they come back here and nowhere else. */
import { saleLineKey, type Claim } from '../../domain/claim.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Quantity } from '../../domain/quantity.ts'
import type { Core } from '../core.ts'

export interface Wanted {
  readonly line: string
  readonly quantity: Quantity
}

export interface Claimed {
  /** By line: the id of its claim. */
  readonly ids: ReadonlyMap<string, string>
  /** Lines for which the backend gave its word; for the others nobody did. */
  readonly granted: ReadonlySet<string>
}

/**
 * One after another, and no further once the backend is silent: a cashier waits for one answer that
 * does not come, never for many. A sale that the backend has not heard of yet counts as no word.
 */
export async function claimGoods(
  { claims, random }: Core,
  sale: string,
  wanted: readonly Wanted[],
  draft: string,
): Promise<Result<Claimed>> {
  const ids = new Map(wanted.map(({ line }) => [line, random.id()]))
  const granted = new Set<string>()
  let isSilent = false
  for (const { line, quantity } of wanted) {
    const id = ids.get(line) ?? random.id()
    const claim: Claim = { id, kind: 'sale-line', key: saleLineKey(sale, line), amount: quantity }
    if (isSilent) continue
    const answer = await claims.take(claim, draft)
    if (answer.outcome === 'granted') granted.add(line)
    if (answer.outcome === 'unreachable') isSilent = true
    if (answer.outcome === 'refused' && answer.reason === 'used-up') {
      claims.release([...granted].flatMap((each) => ids.get(each) ?? []))
      return fail('return-taken', { remaining: answer.remaining })
    }
  }
  return succeed({ ids, granted })
}
