/** What the office asks of the backend about people and their roles. */
import { z } from 'zod'
import {
  peopleSchema,
  personSchema,
  staffRulesSchema,
  type ChangePersonInput,
  type HireInput,
  type People,
  type Person,
  type StaffRules,
} from '../../../src/contract/backend/staff.ts'
import { ask, tell, type OfficeToken } from '../../connection/backend-api.ts'
import type { Answer } from '../../connection/trouble.ts'

interface Asking {
  readonly token: OfficeToken
  readonly store: { readonly store: string }
}

const setSchema = z.object({ set: z.literal(true) })

export function readPeople({ token, store }: Asking, skip: number): Promise<Answer<People>> {
  return ask(token, '../staff', { store: store.store, skip: String(skip) }, peopleSchema)
}

export function readRules({ token, store }: Asking): Promise<Answer<StaffRules>> {
  return ask(token, '../staff/rules', { store: store.store }, staffRulesSchema)
}

export function hire(
  { token, store }: Asking,
  wanted: Omit<HireInput, 'store'>,
): Promise<Answer<Person>> {
  return tell(token, '../staff', { store: store.store, ...wanted }, personSchema)
}

export function changePerson(
  { token }: Pick<Asking, 'token'>,
  wanted: ChangePersonInput,
): Promise<Answer<Person>> {
  return tell(token, '../staff/changes', wanted, personSchema)
}

export function setRules(
  { token, store }: Asking,
  wanted: Partial<StaffRules>,
): Promise<Answer<{ set: true }>> {
  return tell(token, '../staff/rules', { store: store.store, ...wanted }, setSchema)
}
