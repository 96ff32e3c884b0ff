/** Goods that came back: never more than were sold, but where nobody could be asked. */
import { saleLineKey } from '../../../src/domain/claim.ts'
import type { SaleLine } from '../../../src/domain/journal/facts.ts'
import type { Returned } from '../../../src/domain/returns/returned.ts'
import { RETURNED_OFFLINE_MOST } from '../shop.ts'
import type { World } from '../world.ts'
import type { Ledger } from './ledger.ts'
import { sumOf } from './money.ts'
import { allSales, type SaleEntry, type Sight } from './sight.ts'

type Back = SaleLine & { readonly returned: Returned }

function backIn({ body }: SaleEntry): Back[] {
  return body.lines.flatMap((line) => (line.returned ? [{ ...line, returned: line.returned }] : []))
}

/** What one cart gives back without the backend's word stays within what the shop risks. */
export function riskIsBounded({ sales }: Sight): string[] {
  return sales.flatMap((sale) => {
    const risked = backIn(sale).filter(({ returned }) => returned.word === 'none')
    const refunded = sumOf(risked, ({ amount }) => 0 - amount)
    return refunded <= RETURNED_OFFLINE_MOST
      ? []
      : [`${sale.body.receipt} gives back ${String(refunded)} without the backend's word`]
  })
}

export interface ReturnedLine {
  /** Thousandths; both branches of a fork may hold one sale, and both handed goods out. */
  sold: number
  back: number
  /** Of these, by the backend's word. */
  granted: number
}

/** By the key of its claim, each line of which anything came back. */
export function linesOf(sales: readonly SaleEntry[]): ReadonlyMap<string, ReturnedLine> {
  const lines = new Map<string, ReturnedLine>()
  for (const { quantity, returned } of sales.flatMap(backIn)) {
    const key = saleLineKey(returned.sale, returned.line)
    const line = lines.get(key) ?? { sold: 0, back: 0, granted: 0 }
    line.back -= quantity
    if (returned.word === 'granted') line.granted -= quantity
    lines.set(key, line)
  }
  for (const { body } of sales) {
    for (const { id, quantity } of body.lines) {
      const line = lines.get(saleLineKey(body.sale, id))
      if (line && quantity > 0) line.sold += quantity
    }
  }
  return lines
}

/** No till by itself takes back more than was sold; of what other tills take it may not know. */
export function noTillReturnsTooMuch(sights: readonly Sight[]): string[] {
  const all = linesOf(allSales(sights))
  return sights.flatMap(({ terminal, sales }) =>
    [...linesOf(sales)].flatMap(([key, { back }]) =>
      back <= (all.get(key)?.sold ?? 0) ? [] : [`${terminal.name} takes back too much of ${key}`],
    ),
  )
}

/** What the backend gave its word for is never more than there is, but where it has forgotten. */
export function wordIsKept(sights: readonly Sight[], _: Ledger, { backend }: World): string[] {
  const isForgotten = backend.restoredAt > 0 || sights.some(({ former }) => former.length > 0)
  if (isForgotten || sights.some(({ terminal }) => terminal.station.hasTwin)) return []
  return [...linesOf(allSales(sights))].flatMap(([key, { sold, granted }]) =>
    granted <= sold ? [] : [`${String(granted)} of ${key} were granted, ${String(sold)} sold`],
  )
}
