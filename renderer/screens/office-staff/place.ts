/** Whose staff is looked at, and by whom: what each part of the page reaches for. */
import { createContext, useContext } from 'react'
import type { WhoIsIn } from '../../../src/contract/backend/door.ts'
import type { ReportedStore } from '../../../src/contract/backend/reports.ts'
import type { StaffRules } from '../../../src/contract/backend/staff.ts'
import { roleSchema } from '../../../src/domain/permission.ts'
import type { OfficeToken } from '../../connection/backend-api.ts'
import type { Format } from '../../format/format.ts'
import type { Say } from '../../language/language.tsx'

export interface StaffPlace {
  readonly token: OfficeToken
  readonly who: WhoIsIn
  readonly store: ReportedStore
  readonly hasOtherStores: boolean
  /** In the currency of the store and the language of the page. */
  readonly format: Format
  readonly rules: StaffRules
}

export const StaffContext = createContext<StaffPlace | null>(null)

export function useStaffPlace(): StaffPlace {
  const place = useContext(StaffContext)
  if (!place) throw new Error('staff was drawn without the store that it is of')
  return place
}

/** What the store calls it, where it is one of its own. */
export function roleName(say: Say, { ownRoles }: StaffRules, role: string): string {
  const usual = roleSchema.safeParse(role)
  if (usual.success) return say(`role.${usual.data}`)
  return ownRoles.find(({ id }) => id === role)?.name ?? role
}

/** All roles that somebody of the store can be given, with their names. */
export function rolesOf(say: Say, rules: StaffRules): readonly (readonly [string, string])[] {
  const ids = [...roleSchema.options, ...rules.ownRoles.map(({ id }) => id)]
  return ids.map((id) => [id, roleName(say, rules, id)] as const)
}
