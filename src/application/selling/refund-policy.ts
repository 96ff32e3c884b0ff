/**
 * Where money goes back in cash: up to what the sales of these goods were paid with in money. What
 * a gift card, an account or points paid goes back onto an account, or a second person says so:
 * else anybody could make cash of a card.
 */
import type { Extent } from '../../domain/permission.ts'
import { minor, sum, type Minor } from '../../domain/money.ts'
import type { SoldSale } from '../../domain/returns/sold.ts'
import { isCash, type Tender } from '../../domain/selling/tender.ts'
import type { Core } from '../core.ts'
import type { Due } from './due.ts'

/** How much of it was not paid in money; undefined where all was, as far as is known here. */
export function beyondMoney({ store }: Pick<Core, 'store'>, due: Due): Extent | undefined {
  const back = new Map<string, number>()
  for (const { returned, refund } of due.draft.lines) {
    if (returned && refund) {
      back.set(returned.sale, (back.get(returned.sale) ?? 0) - refund.total)
    }
  }
  let other = 0
  for (const [id, amount] of back) {
    const sale = store.soldSales.find(id)
    if (sale) other += Math.max(0, amount - paidInMoney(sale))
  }
  // New goods in the same cart take from it first.
  const beyond = Math.min(other, 0 - due.balance.due)
  return beyond > 0 ? { amount: minor(beyond) } : undefined
}

function paidInMoney({ tenders, total }: SoldSale): Minor {
  const other = sum(tenders.filter((tender) => !isMoney(tender)).map(({ amount }) => amount))
  return minor(Math.max(0, total - other))
}

function isMoney(tender: Tender): boolean {
  return isCash(tender) || tender.kind === 'card'
}
