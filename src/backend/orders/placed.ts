/** An order that was placed before: sent again, it gets its answer and nothing more. */
import type { OrderInput, PlacedOrder } from '../../contract/backend/orders.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { Reading } from '../backend.ts'
import { entriesOf } from '../sales/shown.ts'
import { refuse } from './refused.ts'

type Placed = Entry<'sale-completed'>

/** Undefined where it is new. Refuses an id that stands for another order, or for a till's sale. */
export async function placedBefore(
  reading: Reading,
  { tenant, terminal }: { readonly tenant: string; readonly terminal: string },
  wish: OrderInput,
): Promise<PlacedOrder | undefined> {
  const [entry] = await entriesOf(reading, tenant, [wish.order])
  if (!entry) return undefined
  if (entry.terminal !== terminal || !isSame(entry, wish)) {
    refuse('input-invalid', { reason: 'order' })
  }
  return placedOrderOf(entry)
}

export function placedOrderOf({ at, body }: Pick<Placed, 'at' | 'body'>): PlacedOrder {
  const { sale: order, receipt, currency, tax, total, points } = body
  return { order, receipt, at, currency, tax, total, ...(points && { points }) }
}

/** The same goods for the same money from the same payment. */
function isSame({ body }: Placed, wish: OrderInput): boolean {
  const { lines, tenders, total } = body
  const ordered = lines.filter(({ belongsTo }) => belongsTo === undefined)
  const paid = tenders.find((tender) => tender.kind === 'online')
  return (
    total === wish.total &&
    paid?.reference === wish.payment?.reference &&
    paid?.amount === wish.payment?.amount &&
    sumsOf(ordered) === sumsOf(wish.lines)
  )
}

function sumsOf(lines: readonly { readonly variant: string | null; readonly quantity: number }[]) {
  const sums = new Map<string, number>()
  for (const { variant, quantity } of lines) {
    const key = variant ?? ''
    sums.set(key, (sums.get(key) ?? 0) + quantity)
  }
  return JSON.stringify([...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
