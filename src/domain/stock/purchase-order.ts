/**
 * What was ordered from a supplier, by item, or sent by another store; and how much of it has come.
 */
import { z } from 'zod'
import { unitSchema } from '../catalogue/documents.ts'
import { containsSchema } from '../catalogue/contains.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { unitPriceSchema } from '../money.ts'
import { quantitySchema } from '../quantity.ts'
import { businessDateSchema, instantSchema } from '../time.ts'

/** As many goods as one entry may bring. */
export const ORDER_LINES_LIMIT = 500
export const SUPPLIER_LONGEST = 80
export const ORDER_NUMBER_LONGEST = 40

const orderLineSchema = z.object({
  item: idSchema,
  name: textSchema(200),
  sku: textSchema(80),
  unit: unitSchema,
  /** 0 for what came with the order and was not ordered. */
  ordered: quantitySchema,
  received: quantitySchema,
  /** What one was to cost, without tax; absent where nobody said. */
  cost: unitPriceSchema.optional(),
})
export type OrderLine = z.infer<typeof orderLineSchema>

export const purchaseOrderSchema = z.object({
  id: idSchema,
  kind: z.literal('purchase-order'),
  /** As the supplier is told it, or as it stands on what another store sent. */
  number: textSchema(ORDER_NUMBER_LONGEST),
  /** By which the supplier calls it, as on a confirmation or a delivery note; absent for none. */
  reference: textSchema(ORDER_NUMBER_LONGEST).min(1).optional(),
  /** Of what another store sent: that store. */
  supplier: textSchema(SUPPLIER_LONGEST),
  /** The store that sent it: what was ordered of it is what left there. */
  sentFrom: idSchema.optional(),
  orderedAt: instantSchema,
  /** The day on which it should come; absent where nobody knows. */
  expected: businessDateSchema.optional(),
  /** `closed` by a person: what has not come is not waited for any more. */
  state: z.enum(['open', 'closed']),
  /** More than the limit came with an order that has as many: the rest is not shown. */
  lines: z.array(orderLineSchema).max(ORDER_LINES_LIMIT),
  contains: containsSchema,
})
export type PurchaseOrder = z.infer<typeof purchaseOrderSchema>

/** Whether all that was ordered has come. */
export function isComplete({ lines }: Pick<PurchaseOrder, 'lines'>): boolean {
  return lines.every(({ ordered, received }) => received >= ordered)
}

/** Whether more has come than was ordered. */
export function isOver({ lines }: Pick<PurchaseOrder, 'lines'>): boolean {
  return lines.some(({ ordered, received }) => received > ordered)
}

/** Whether it is called so, by this house or by the supplier; capitals and blanks aside. */
export function isCalled(
  {
    number,
    reference,
  }: { readonly number: string; readonly reference?: string | null | undefined },
  text: string,
): boolean {
  const wanted = bare(text)
  return wanted !== '' && [number, reference ?? ''].some((each) => bare(each) === wanted)
}

function bare(text: string): string {
  return text.replaceAll(/\s/g, '').toLowerCase()
}
