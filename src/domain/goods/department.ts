/**
 * What a person at a till wants of departments: a new one, another name or place, or that one in
 * which nothing is any more be there no longer. The wish is an entry of the journal, as with goods.
 */
import { z } from 'zod'
import { idSchema, textSchema } from '../identifier.ts'

/** Of one shop, those that were ended included. */
export const DEPARTMENTS_LIMIT = 1000
/** The design system's tile hues. */
const HUES = 12
const LAST_POSITION = 9999

const nameSchema = textSchema(80).min(1)
/** The department that stands before it, seen by whoever wants it; null for the first place. */
const afterSchema = idSchema.nullable()

export const departmentCreatedSchema = z.object({
  change: idSchema,
  /** Made at the till, which puts goods in it at once. */
  department: idSchema,
  name: nameSchema,
  hue: z
    .int()
    .min(0)
    .max(HUES - 1),
  after: afterSchema,
})
export type DepartmentCreated = z.infer<typeof departmentCreatedSchema>

/** Only what was changed. A place says what it is beside: the last to be said counts. */
export const departmentPatchSchema = z.object({
  name: z.object({ was: nameSchema, to: nameSchema }).optional(),
  after: afterSchema.optional(),
})
export type DepartmentPatch = z.infer<typeof departmentPatchSchema>

export const departmentChangedSchema = departmentPatchSchema.extend({
  change: idSchema,
  department: idSchema,
})
export type DepartmentChanged = z.infer<typeof departmentChangedSchema>

/** Nothing is in it; its name is that of then. */
export const departmentEndedSchema = z.object({
  change: idSchema,
  department: idSchema,
  name: nameSchema,
})
export type DepartmentEnded = z.infer<typeof departmentEndedSchema>

export const DEPARTMENT_FACTS = {
  'department-created': departmentCreatedSchema,
  'department-changed': departmentChangedSchema,
  'department-ended': departmentEndedSchema,
}

interface Placed {
  readonly id: string
  readonly position: number
}

/** As they stand on the sell screen. */
export function inOrder<Each extends Placed>(departments: readonly Each[]): Each[] {
  return departments.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}

/**
 * All of them in their order, with one that is new or moved after another (null: before all; one
 * that is not among them: after all). Positions run on from 0, so that each has one of its own.
 */
export function withPlaced<Each extends Placed>(
  departments: readonly Each[],
  moved: Each,
  after: string | null,
): Each[] {
  const others = inOrder(departments).filter(({ id }) => id !== moved.id)
  const before = others.findIndex(({ id }) => id === after)
  const place = after === null ? 0 : before < 0 ? others.length : before + 1
  return others.toSpliced(place, 0, moved).map((each, index) => {
    const position = Math.min(index, LAST_POSITION)
    return each.position === position ? each : { ...each, position }
  })
}

/** For a new one: the first of those that the fewest have. */
export function freeHue(departments: readonly { readonly hue: number }[]): number {
  const uses = Array.from({ length: HUES }, () => 0)
  for (const { hue } of departments) uses[hue] = (uses[hue] ?? 0) + 1
  return uses.indexOf(Math.min(...uses))
}

/** Whether a person would take the two names for one. */
export function isSameName(one: string, other: string): boolean {
  const folded = (name: string): string => name.normalize('NFC').trim().toLowerCase()
  return folded(one) === folded(other)
}
