/** Departments as a till may make and change them, and what became of what tills wanted. */
import { z } from 'zod'
import { departmentRefusedSchema } from '../../domain/goods/department-outcome.ts'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { instantSchema } from '../../domain/time.ts'
import { guardedSchema } from './commands.ts'

/** Wishes that may wait for the backend's answer; the next is refused until some have it. */
export const DEPARTMENTS_PENDING_LIMIT = 100
/** What is told of what became of wishes, the newest first. */
export const DEPARTMENT_OUTCOMES_SHOWN = 20

const nameSchema = textSchema(80)
/** The department that stands before it; null for the first place. */
const afterSchema = idSchema.nullable()

export const createDepartmentSchema = guardedSchema.extend({
  name: nameSchema,
  /** Absent for the last place. */
  after: afterSchema.optional(),
})

/** Only what is changed; the name with what the person saw there. */
export const changeDepartmentSchema = guardedSchema.extend({
  department: idSchema,
  name: z.strictObject({ was: nameSchema, to: nameSchema }).optional(),
  after: afterSchema.optional(),
})

export const endDepartmentSchema = guardedSchema.extend({ department: idSchema })

export const departmentWishedSchema = z.object({ department: idSchema })

const departmentWishViewSchema = z.object({
  change: idSchema,
  name: nameSchema,
  what: z.enum(['created', 'changed', 'ended']),
  /** Of a change: what of it. */
  isRenamed: z.boolean(),
  isMoved: z.boolean(),
  at: instantSchema,
  /** Null where nobody of this store's people wrote it. */
  person: z.string().nullable(),
  /** The terminal that it was written at, as receipts have it. */
  code: z.string(),
  /** Pending: only this terminal knows of it. */
  state: z.enum(['pending', 'applied', 'refused']),
  reason: departmentRefusedSchema.nullable(),
  isCrossed: z.boolean(),
  isOvertaken: z.boolean(),
  sharesName: z.boolean(),
})
export type DepartmentWishView = z.infer<typeof departmentWishViewSchema>

export const departmentsViewSchema = z.object({
  /** In the order in which they will stand when the backend has done what this till wants. */
  departments: z.array(
    z.object({
      id: idSchema,
      /** As it is called here now. */
      name: nameSchema,
      hue: z.int(),
      /** Known at this till alone until the backend has it. */
      isOwn: z.boolean(),
      /** What it will be called. */
      wanted: nameSchema,
      /** It shall be there no longer. */
      isEnding: z.boolean(),
      isPending: z.boolean(),
      /** Nothing that this till knows is in it. */
      isEmpty: z.boolean(),
    }),
  ),
  wishes: z.array(departmentWishViewSchema),
})
export type DepartmentsView = z.infer<typeof departmentsViewSchema>
