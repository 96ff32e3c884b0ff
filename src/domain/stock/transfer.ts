/** Goods on their way from one store of a shop to another. */
import { z } from 'zod'
import { containsSchema } from '../catalogue/contains.ts'
import { unitSchema } from '../catalogue/unit.ts'
import { idSchema, textSchema } from '../identifier.ts'
import type { Epoch } from '../journal/entry.ts'
import { quantitySchema } from '../quantity.ts'
import { receiptNumber } from '../receipt/number.ts'
import { instantSchema } from '../time.ts'
import { ORDER_LINES_LIMIT, ORDER_NUMBER_LONGEST } from './purchase-order.ts'

/** `TR-T1-1-000001`: as it is written on what goes with the goods. */
export function transferName(terminalCode: string, epoch: Epoch, number: number): string {
  return `TR-${receiptNumber(terminalCode, epoch, number)}`
}

/** What became of it, as the store is told that sent it; the other one has it as an order. */
export const transferSchema = z.object({
  /** `transfer/sent`: the order at the other store has the id alone. */
  id: z.string().max(80),
  kind: z.literal('transfer'),
  number: textSchema(ORDER_NUMBER_LONGEST),
  /** The store that it goes to, by name. */
  to: textSchema(80),
  sentAt: instantSchema,
  /** `closed` by a person: what has not come is written off. */
  state: z.enum(['open', 'closed']),
  lines: z
    .array(
      z.object({
        item: idSchema,
        name: textSchema(200),
        unit: unitSchema,
        sent: quantitySchema,
        received: quantitySchema,
      }),
    )
    .max(ORDER_LINES_LIMIT),
  contains: containsSchema,
})
export type Transfer = z.infer<typeof transferSchema>
