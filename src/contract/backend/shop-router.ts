/** What the online store asks. Public, but for placing an order. */
import { z } from 'zod'
import { base } from './base.ts'
import * as orders from './orders.ts'
import * as pricing from './pricing.ts'
import * as shop from './shop.ts'

export const shopContract = {
  offers: base
    .route({
      method: 'GET',
      path: '/shop/offers',
      summary: 'What the online store sells, with availability',
    })
    .input(shop.offersInputSchema)
    .output(shop.offersOutputSchema),
  departments: base
    .route({
      method: 'GET',
      path: '/shop/departments',
      summary: 'Departments with something to sell',
    })
    .output(z.array(z.object({ id: z.string(), name: z.string(), offers: z.int() }))),
  quote: base
    .route({
      method: 'POST',
      path: '/shop/quote',
      summary: 'What a cart comes to now, by the engine of the tills',
    })
    .input(pricing.quoteInputSchema)
    .output(pricing.quoteOutputSchema),
  orderQuote: base
    .route({
      method: 'POST',
      path: '/shop/order-quotes',
      summary: 'What a cart comes to now for a customer, by the prices of their groups',
      description: 'For an online store that shows its key: it answers for who the customer is.',
    })
    .input(orders.orderQuoteInputSchema)
    .output(pricing.quoteOutputSchema),
  order: base
    .route({
      method: 'POST',
      path: '/shop/orders',
      summary: 'Places an order that is paid: a sale of the store, as one at its counter',
      description:
        'For an online store that shows its key. Sent again it is placed once. Goods leave the ' +
        'shelf with it, and only what is there is sold; `total` has to be what it comes to now. ' +
        '`customer` is whoever the online store says that it is.',
    })
    .input(orders.orderInputSchema)
    .output(orders.orderAnswerSchema),
}
