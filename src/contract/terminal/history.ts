/** What a customer bought, as a screen asks for it and is shown it. */
import { z } from 'zod'
import { HISTORY_PAGE, historyPlaceSchema, pastSaleSchema } from '../../domain/customer/history.ts'
import { idSchema } from '../../domain/identifier.ts'

export const askHistorySchema = z.strictObject({
  customer: idSchema,
  /** Goes on after that sale; null for the newest. */
  before: historyPlaceSchema.nullable(),
  /** Asks the backend too, for what was bought at other tills, in other stores and online. */
  everywhere: z.boolean(),
})

const pastSaleViewSchema = pastSaleSchema.extend({
  /** Made at this till, which can print its receipt again. */
  isHere: z.boolean(),
})

const historyShape = z.object({
  /** The newest first. */
  sales: z.array(pastSaleViewSchema).max(HISTORY_PAGE),
  next: historyPlaceSchema.nullable(),
  /** Whether the backend answered; null where it was not asked. */
  asked: z.enum(['answered', 'unreachable']).nullable(),
})

export type PastSaleView = z.infer<typeof pastSaleViewSchema>
/** By its name: spelt out, the whole contract's type would be too long to write. */
export interface HistoryView extends z.infer<typeof historyShape> {}
export const historyViewSchema: z.ZodType<HistoryView> = historyShape
