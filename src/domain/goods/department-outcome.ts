/** What became of a wish for a department, as the catalogue feed tells it to every till. */
import { z } from 'zod'
import { idSchema, textSchema } from '../identifier.ts'
import { instantSchema } from '../time.ts'
import { departmentPatchSchema } from './department.ts'

/** A new one is never refused: goods may have been sold from it already. */
export const departmentRefusedSchema = z.enum(['department-unknown', 'department-in-use'])

export const departmentOutcomeSchema = z.object({
  /** Of the wish. */
  id: idSchema,
  kind: z.literal('department-change'),
  department: idSchema,
  /** What it is called with it. */
  name: textSchema(80),
  what: z.enum(['created', 'changed', 'ended']),
  /** Empty but of a change. */
  wanted: departmentPatchSchema,
  terminal: idSchema,
  /** Of the terminal, as receipts have it. */
  code: textSchema(8),
  actor: idSchema.nullable(),
  at: instantSchema,
  state: z.enum(['applied', 'refused']),
  reason: departmentRefusedSchema.nullable(),
  /** It had another name by then, unseen by whoever wanted this one. */
  crossed: z.boolean(),
  /** A later wish that did not know of this one counts instead of it. */
  overtakenBy: idSchema.nullable(),
  /** Another one that stands has the same name: both do. */
  sharesName: z.boolean(),
})
export type DepartmentOutcome = z.infer<typeof departmentOutcomeSchema>
