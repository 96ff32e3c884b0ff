/** Money that goes back the way it came. */
import { z } from 'zod'
import { idSchema } from '../identifier.ts'

/** Which tender of which sale had brought it, and the claim that it goes back here alone. */
export const backSchema = z.object({
  sale: idSchema,
  /** Its place among the tenders of that sale. */
  tender: z.int().min(0).max(99),
  claim: idSchema,
  word: z.enum(['granted', 'none']),
})
export type Back = z.infer<typeof backSchema>
