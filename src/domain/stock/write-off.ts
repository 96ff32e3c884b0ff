/** What another store sent and nobody received, when somebody says that it will not come. */
import type { Fact } from '../journal/facts.ts'
import type { UnitPrice } from '../money.ts'
import { extend, quantity, type Quantity } from '../quantity.ts'
import type { OrderLine, PurchaseOrder } from './purchase-order.ts'

export type WrittenOff = NonNullable<Fact<'order-closed'>['body']['writtenOff']>

/** As reports name the reason; what the person said of it stands in the entry. */
export const NOT_ARRIVED = 'not-arrived'

/** Undefined where nobody knows. */
export interface ItemValue {
  /** What it is sold for, and what it cost; of one. */
  readonly price: UnitPrice | undefined
  readonly cost: UnitPrice | undefined
}

/** Undefined of an order from a supplier, who never sent it, and where all of it has come. */
export function writtenOffOf(
  { sentFrom, lines }: Pick<PurchaseOrder, 'sentFrom' | 'lines'>,
  currency: string,
  valueOf: (item: string) => ItemValue,
): WrittenOff | undefined {
  if (sentFrom === undefined) return undefined
  const missing = lines.filter(({ ordered, received }) => ordered > received)
  if (missing.length === 0) return undefined
  return { currency, lines: missing.map((line) => lineOf(line, valueOf(line.item))) }
}

function lineOf({ item, name, unit, ordered, received }: OrderLine, value: ItemValue) {
  const rest = quantity(ordered - received)
  return { item, name, unit, quantity: rest, ...valuesOf(rest, value) }
}

/** Signed as the quantity is. */
export function valuesOf(amount: Quantity, { price, cost }: ItemValue) {
  return {
    ...(price !== undefined && { worth: extend(price, amount) }),
    ...(cost !== undefined && { cost: extend(cost, amount) }),
  }
}
