/** Keys of online stores that run elsewhere: who shows one may place orders. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { instantSchema } from '../../domain/time.ts'
import { base } from './base.ts'
import { ofShop } from './office-need.ts'

export const shopKeySchema = z.object({ id: idSchema, name: z.string(), createdAt: instantSchema })
export type ShopKey = z.infer<typeof shopKeySchema>

export const shopKeysContract = {
  make: base
    .meta(ofShop('manage-settings'))
    .route({
      method: 'POST',
      path: '/administration/shop-keys',
      summary: 'Makes a key for an online store; it is shown this once',
    })
    .input(z.strictObject({ name: textSchema(80).min(1) }))
    .output(z.object({ id: idSchema, key: z.string() })),
  list: base
    .meta(ofShop('manage-settings'))
    .route({
      method: 'GET',
      path: '/administration/shop-keys',
      summary: 'The keys of online stores by their names, the oldest first',
    })
    .output(z.array(shopKeySchema)),
  end: base
    .meta(ofShop('manage-settings'))
    .route({
      method: 'POST',
      path: '/administration/ended-shop-keys',
      summary: 'Takes a key back: whoever still shows it is a stranger',
    })
    .input(z.strictObject({ id: idSchema }))
    .output(z.object({ ended: z.literal(true) })),
}
