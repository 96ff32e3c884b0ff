/** What the owner says and asks of receipts and quotes by e-mail. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { mailAccountInputSchema, mailAccountSchema } from '../../domain/mail/account.ts'
import { mailAddressSchema, mailFateSchema, mailTroubleSchema } from '../../domain/mail/wish.ts'
import { instantSchema } from '../../domain/time.ts'
import { base } from './base.ts'
import { ofStore } from './office-need.ts'
import { staffInputSchema } from './staff.ts'

/** The newest that are told. */
export const MAILS_SHOWN = 100

const setMailInputSchema = staffInputSchema.extend({ account: mailAccountInputSchema.nullable() })
const tryMailInputSchema = staffInputSchema.extend({ to: mailAddressSchema })

const shownMailSchema = z.object({
  /** Without its password; null where the store has none. */
  account: z.intersection(mailAccountSchema, z.object({ hasPassword: z.boolean() })).nullable(),
  /** Newest first. */
  mails: z
    .array(
      z.object({
        mail: idSchema,
        /** What it is about: a sale's receipt, or a quote; the other is null. */
        sale: idSchema.nullable(),
        park: idSchema.nullable(),
        at: instantSchema,
        state: mailFateSchema.shape.state,
        trouble: mailTroubleSchema.nullable(),
        tries: z.int().min(0),
        changedAt: instantSchema,
      }),
    )
    .max(MAILS_SHOWN),
})

const triedMailSchema = z.object({
  /** Null where the server took it. */
  trouble: mailTroubleSchema.nullable(),
})

type Shown = z.infer<typeof shownMailSchema>
type Set = z.infer<typeof setMailInputSchema>
/** By their names: spelt out each time, the whole contract's type would be too long to write. */
export interface ShownMail extends Shown {}
export interface SetMailInput extends Set {}
export type TryMailInput = z.infer<typeof tryMailInputSchema>
export type TriedMail = z.infer<typeof triedMailSchema>
const shown: z.ZodType<ShownMail> = shownMailSchema
const asked: z.ZodType<SetMailInput, z.input<typeof setMailInputSchema>> = setMailInputSchema

export const mailContract = {
  read: base
    .meta(ofStore('manage-settings'))
    .route({
      method: 'GET',
      path: '/administration/mail',
      summary:
        'The mail account of a store, and what became of its newest receipts and quotes by e-mail',
    })
    .input(staffInputSchema)
    .output(shown),
  set: base
    .meta(ofStore('manage-settings'))
    .route({
      method: 'POST',
      path: '/administration/mail',
      summary: 'Sets the mail account of a store, or takes it away with null',
      description:
        'Its tills offer receipts by e-mail from then on. Without a `password` the one for the ' +
        'same server and user stays; where there is none, it is `settings-conflict` with the ' +
        '`reason` `password-missing`. What waits is tried again at once.',
    })
    .input(asked)
    .output(shown),
  try: base
    .meta(ofStore('manage-settings'))
    .route({
      method: 'POST',
      path: '/administration/mail-trials',
      summary: 'Sends a made-up receipt by the mail account, at once',
    })
    .input(tryMailInputSchema)
    .output(triedMailSchema),
}
