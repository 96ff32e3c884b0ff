/** How a person of the shop comes in at the office: by a name of their own and a password. */
import { z } from 'zod'

/** A short name or an e-mail address; large letters and small ones are one. */
export const signInNameSchema = z
  .string()
  .max(80)
  .trim()
  .normalize('NFC')
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._+@-]+$/u)

export const PASSWORD_SHORTEST = 12
export const PASSWORD_LONGEST = 200

/** Digits alone are no password: nobody comes in by a PIN here, however long. */
export const passwordSchema = z
  .string()
  .min(PASSWORD_SHORTEST)
  .max(PASSWORD_LONGEST)
  .refine((text) => !/^\d+$/.test(text), { message: 'digits alone are no password' })

/** Whether they are of the store that they work in, or of every store of the shop. */
export const reachSchema = z.enum(['store', 'shop'])
export type Reach = z.infer<typeof reachSchema>

/** What is hashed of a password: one that two keyboards write differently is one. */
export function passwordText(password: string): string {
  return `office password ${password.normalize('NFKC')}`
}
