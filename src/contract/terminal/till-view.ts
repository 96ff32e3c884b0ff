/** The till session in which whoever is at the till sells, and those beside it. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
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
/** The drawers beside that one: open, taken away, counted. */
export const otherDrawersShape = {
  /** Drawers that are open beside it, and whose they are; of everybody's, who opened it. */
  underWay: z.array(
    z.object({ session: idSchema, openedAt: instantSchema, person: textSchema(80) }),
  ),
  /** Drawers that were taken away to be counted, and whose count is still open, oldest first. */
  counting: z.array(
    z.object({
      ...{ session: idSchema, openedAt: instantSchema, beganAt: instantSchema },
      person: textSchema(80),
      /** Whether whoever is at the till may go on with it. */
      mayCount: z.boolean(),
    }),
  ),
  /** Sessions that were counted and have no Z yet, oldest first. */
  waiting: z.array(
    z.object({
      ...{ session: idSchema, openedAt: instantSchema, countedAt: instantSchema },
      person: textSchema(80),
    }),
  ),
}
export type TillDay = z.infer<typeof tillDaySchema>
