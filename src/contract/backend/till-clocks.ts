/** What the tills' clocks are off by, as they tell it of themselves. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { instantSchema } from '../../domain/time.ts'

/** Tills of one store that are told of. */
export const CLOCKS_SHOWN = 500

export const tillClockSchema = z.object({
  /** When it was compared, by the backend's clock. */
  at: instantSchema,
  /** By how much it was ahead of the backend's; below zero it was behind. */
  ahead: z.int(),
  /** It may have been so much more or less. */
  within: z.int().min(0),
  /** Off by more than what the till itself takes for right. */
  isWrong: z.boolean(),
})
export type TillClock = z.infer<typeof tillClockSchema>

export const tillClocksSchema = z
  .array(
    z.object({
      terminal: idSchema,
      /** As people call it. */
      till: z.string(),
      clock: tillClockSchema,
    }),
  )
  .max(CLOCKS_SHOWN)
export type TillClocks = z.infer<typeof tillClocksSchema>
