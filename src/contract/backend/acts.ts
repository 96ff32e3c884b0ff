/** What was done at the office, and by whom, over HTTP. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { instantSchema } from '../../domain/time.ts'
import { base } from './base.ts'
import { ofStore } from './office-need.ts'

/** Acts of one answer; `next` asks for those before. */
export const ACTS_SHOWN = 50

const actSchema = z.object({
  id: idSchema,
  at: instantSchema,
  /** Whom it was done by, as they were called then; null of the owner's token. */
  person: z.object({ id: idSchema, name: textSchema(80) }).nullable(),
  /** The name of the store that it was about; null where none was named. */
  store: z.string().nullable(),
  /** The procedure, as this contract calls it. */
  act: z.string().max(80),
  /** What it needs; null for whoever is signed in. */
  permission: z.string().max(40).nullable(),
  /** What it was done to: a person or a till by its name, anything else by the end of its id. */
  subject: z.string().max(80).nullable(),
  /** What was said of it, by name; what it was said to be is not kept here. */
  fields: z.array(z.string().max(40)).max(40),
  /** `done`, or the code of a failure; null where nobody knows. */
  outcome: z.string().max(60).nullable(),
})

const shownSchema = z.object({
  acts: z.array(actSchema).max(ACTS_SHOWN),
  next: idSchema.nullable(),
})
type Shown = z.infer<typeof shownSchema>
/** By its name: spelt out each time, the whole contract's type would be too long to write. */
export interface OfficeActs extends Shown {}
export type OfficeAct = Shown['acts'][number]
export const officeActsSchema: z.ZodType<OfficeActs> = shownSchema

export const actsContract = {
  list: base
    .meta(ofStore('read-journal'))
    .route({
      method: 'GET',
      path: '/administration/acts',
      summary: 'What was done at the office, in one store or in all, the newest first',
    })
    .input(z.strictObject({ store: idSchema.optional(), before: idSchema.optional() }))
    .output(officeActsSchema),
}
