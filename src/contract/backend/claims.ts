/** How a terminal asks for what only one may take. */
import { z } from 'zod'
import { claimSchema } from '../../domain/claim.ts'
import { idSchema } from '../../domain/identifier.ts'
import { instantSchema } from '../../domain/time.ts'

export const claimInputSchema = claimSchema.extend({
  /** The draft that it is for; told to people who ask who holds it. */
  draft: idSchema,
})

/** `unknown`: the backend knows of no such thing. `used-up`: others have it, or hold it. */
export const claimOutputSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('granted'), expiresAt: instantSchema }),
  z.object({
    outcome: z.literal('refused'),
    reason: z.enum(['unknown', 'used-up']),
    /** What is still to be had. */
    remaining: z.int().min(0),
  }),
])

export const claimReleaseInputSchema = z.strictObject({ id: idSchema })
export const claimReleaseOutputSchema = z.object({ released: z.boolean() })

export type ClaimInput = z.infer<typeof claimInputSchema>
export type ClaimOutput = z.infer<typeof claimOutputSchema>
