/** What the owner says of orders from suppliers. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { unitPriceSchema } from '../../domain/money.ts'
import { quantitySchema } from '../../domain/quantity.ts'
import { noteSchema } from '../../domain/selling/line-detail.ts'
import {
  ORDER_LINES_LIMIT,
  ORDER_NUMBER_LONGEST,
  purchaseOrderSchema,
  SUPPLIER_LONGEST,
  type PurchaseOrder,
} from '../../domain/stock/purchase-order.ts'
import { businessDateSchema } from '../../domain/time.ts'
import { base } from './base.ts'
import { ofStore } from './office-need.ts'

/** Orders of one answer: the open ones first, then the newest. */
export const ORDERS_SHOWN = 100

const store = idSchema.optional()

const referenceSchema = textSchema(ORDER_NUMBER_LONGEST).min(1)

export const placeOrderInputSchema = z.strictObject({
  store,
  /** Made by whoever asks: the same again is the same order. */
  order: idSchema,
  supplier: textSchema(SUPPLIER_LONGEST).min(1),
  /** By which the supplier calls it; it may be said later. */
  reference: referenceSchema.optional(),
  expected: businessDateSchema.optional(),
  /** An item is named once. */
  lines: z
    .array(
      z.strictObject({
        item: idSchema,
        quantity: quantitySchema.refine((value) => value > 0),
        /** Of one, without tax; absent where nobody knows. */
        cost: unitPriceSchema.optional(),
      }),
    )
    .min(1)
    .max(ORDER_LINES_LIMIT),
})

/** By its name: spelt out, the whole contract's type would be too long to write. */
export interface OrderTold extends PurchaseOrder {}
const told: z.ZodType<OrderTold> = purchaseOrderSchema

export const purchasingContract = {
  list: base
    .meta(ofStore('order-goods'))
    .route({
      method: 'GET',
      path: '/administration/purchase-orders',
      summary: 'Orders from suppliers with what has come of them, the open ones first',
    })
    .input(z.strictObject({ store }))
    .output(z.array(told).max(ORDERS_SHOWN)),
  place: base
    .meta(ofStore('order-goods'))
    .route({
      method: 'POST',
      path: '/administration/purchase-orders',
      summary: 'Writes down an order, which tills then receive goods against',
      description: 'The same id again is the same order. An item that is not known is `not-found`.',
    })
    .input(placeOrderInputSchema)
    .output(told),
  name: base
    .meta(ofStore('order-goods'))
    .route({
      method: 'POST',
      path: '/administration/purchase-orders/reference',
      summary: 'Says by which number the supplier calls an order; tills find it by that',
    })
    .input(z.strictObject({ store, order: idSchema, reference: referenceSchema }))
    .output(told),
  close: base
    .meta(ofStore('close-order'))
    .route({
      method: 'POST',
      path: '/administration/purchase-orders/closed',
      summary: 'Ends an order: what has not come is not waited for any more',
      description:
        'Of what another store sent the rest is written off, which takes a `reason`; without one ' +
        'it is `close-reason-missing`.',
    })
    .input(z.strictObject({ store, order: idSchema, reason: noteSchema.min(1).optional() }))
    .output(told),
}
