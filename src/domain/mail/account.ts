/** The mail account that a store's receipts are sent by. */
import { z } from 'zod'
import { textSchema } from '../identifier.ts'
import { mailAddressSchema } from './wish.ts'

const MACHINE_ITSELF = new Set(['127.0.0.1', '::1', 'localhost'])

const accountShape = z.strictObject({
  host: z.string().regex(/^[A-Za-z0-9.:-]{1,253}$/),
  port: z.int().min(1).max(65_535),
  /**
   * `tls` from the first byte (port 465), `starttls` before anything is said (587); `none` only for
   * a server on the backend's own machine.
   */
  security: z.enum(['tls', 'starttls', 'none']),
  /** Absent for a server that asks for none. */
  user: textSchema(254).min(1).optional(),
  /** Whom the receipts come from. */
  from: mailAddressSchema,
})

/** As it is shown: without its password. */
export const mailAccountSchema = accountShape.refine(
  ({ security, host }) => security !== 'none' || MACHINE_ITSELF.has(host),
  'without TLS only on the same machine',
)
export type MailAccount = z.infer<typeof mailAccountSchema>

/** As it is set. Without a password the one that is kept stays. */
export const mailAccountInputSchema = accountShape
  .extend({ password: textSchema(1000).min(1).optional() })
  .refine(
    ({ security, host }) => security !== 'none' || MACHINE_ITSELF.has(host),
    'without TLS only on the same machine',
  )
