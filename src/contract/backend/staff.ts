/** What the owner's commands ask about the people of a store. */
import { z } from 'zod'
import { badgeCodeSchema } from '../../domain/badge.ts'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { passwordSchema, reachSchema, signInNameSchema } from '../../domain/office-account.ts'
import { heldRoleSchema } from '../../domain/permission.ts'
import { pinDigitsSchema, storeSettingsSchema } from '../../domain/settings.ts'

/** How a person comes in at the office. */
const officeAccountSchema = z.object({ name: signInNameSchema, reach: reachSchema })
export type OfficeAccount = z.infer<typeof officeAccountSchema>

export const personSchema = z.object({
  id: idSchema,
  store: idSchema,
  name: textSchema(80),
  role: heldRoleSchema,
  disabled: z.boolean(),
  hasBadge: z.boolean(),
  /** Null for a person who does not come in there. */
  office: officeAccountSchema.nullable(),
})

/** People of one answer; `skip` asks for those after. */
export const PEOPLE_SHOWN = 100

export const peopleSchema = z.object({
  people: z.array(personSchema).max(PEOPLE_SHOWN),
  hasMore: z.boolean(),
})

/** Where no store is named, the oldest one. */
export const staffInputSchema = z.strictObject({ store: idSchema.optional() })

export const peopleInputSchema = staffInputSchema.extend({
  /** What a query holds is text. */
  skip: z.coerce.number().int().min(0).max(1_000_000).default(0),
})

export const hireInputSchema = staffInputSchema.extend({
  name: textSchema(80).min(1),
  role: heldRoleSchema,
  pin: pinDigitsSchema,
  badge: badgeCodeSchema.optional(),
})

/** What is not named stays. */
export const changePersonInputSchema = z.strictObject({
  person: idSchema,
  name: textSchema(80).min(1).optional(),
  role: heldRoleSchema.optional(),
  pin: pinDigitsSchema.optional(),
  /** Null takes their badge away. */
  badge: badgeCodeSchema.nullable().optional(),
  /** Whoever may not work here any more is out wherever that is heard. */
  disabled: z.boolean().optional(),
  /** Null takes it away. Whose it changes is out at the office, and comes in by the new one. */
  office: z
    .strictObject({
      name: signInNameSchema,
      password: passwordSchema,
      reach: reachSchema.default('store'),
    })
    .nullable()
    .optional(),
})

/** What roles may do, which there are, and how people are watched over; what is named is set. */
export const staffRulesInputSchema = staffInputSchema.extend(
  storeSettingsSchema.pick({ roles: true, ownRoles: true, staffing: true }).shape,
)

const { roles, ownRoles, staffing } = storeSettingsSchema.required().shape
const rulesShape = z.object({ roles, ownRoles, staffing })
/** By its name: spelt out each time, the whole contract's type would be too long to write. */
export interface StaffRules extends z.infer<typeof rulesShape> {}
/** What holds, whether the store said it or not. */
export const staffRulesSchema: z.ZodType<StaffRules> = rulesShape

export type People = z.infer<typeof peopleSchema>
export type Person = z.infer<typeof personSchema>
export type HireInput = z.infer<typeof hireInputSchema>
export type ChangePersonInput = z.input<typeof changePersonInputSchema>
export type ChangedPerson = z.infer<typeof changePersonInputSchema>
export type StaffRulesInput = z.infer<typeof staffRulesInputSchema>
