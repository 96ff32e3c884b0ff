/** What the owner may read of sales and stock, over HTTP. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { dashboardSchema } from '../../domain/reports/dashboard.ts'
import { businessDateSchema } from '../../domain/time.ts'
import { base } from './base.ts'

/** Which days of which store; the oldest store where none is named, all terminals where none is. */
export const dashboardInputSchema = z.strictObject({
  from: businessDateSchema,
  to: businessDateSchema,
  store: idSchema.optional(),
  terminal: idSchema.optional(),
})

export const reportsContract = {
  dashboard: base
    .route({
      method: 'GET',
      path: '/administration/reports/dashboard',
      summary: 'Sales of some business dates by hour, goods, people, tender, tax and more',
      description:
        'Minor units of the store’s currency, thousandths of goods. Goods that came back are ' +
        'taken off the day on which they came back. Each part tells its largest rows one by one; ' +
        'the row without a key is all others. More than 366 days are `input-invalid`.',
    })
    .input(dashboardInputSchema)
    .output(dashboardSchema),
}
