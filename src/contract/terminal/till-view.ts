/** The till session in which whoever is at the till sells. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { minorSchema } from '../../domain/money.ts'
import { businessDateSchema, instantSchema } from '../../domain/time.ts'

const tillDaySchema = z.object({
  /** Of the session: all its entries have it. */
  date: businessDateSchema,
  /** Of the clock. */
  today: businessDateSchema,
  /**
   * `passed`: a person says whether it goes on in its day, before the next cart begins. `over`: a
   * new day was begun, and the drawer is only counted.
   */
  asks: z.enum(['passed', 'over']).nullable(),
})

export const openTillViewSchema = z.object({
  ...{ session: idSchema, openedAt: instantSchema, float: minorSchema },
  /** Its day and the clock's; null while the shop's calendar is not known. */
  day: tillDaySchema.nullable(),
  /** Who closed it from elsewhere, as the backend told; absent where nobody did. */
  elsewhere: z.object({ at: instantSchema, person: z.string().max(80) }).optional(),
})
export type TillDay = z.infer<typeof tillDaySchema>
