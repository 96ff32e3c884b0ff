/**
 * Ids are UUIDs (version 7 where Holdfast makes them) and are stored before they are first sent.
 */
import { z } from 'zod'

export const idSchema = z.uuid()
export type Id = z.infer<typeof idSchema>

/** A short text that a person reads: no control characters, trimmed by whoever made it. */
export function textSchema(longest: number): z.ZodString {
  // Control characters would reach the printer as commands and the log as line breaks; half a pair
  // of surrogates is no character, and six bytes long once it is escaped.
  return z
    .string()
    .max(longest)
    .regex(/^[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]*$/u)
}
