/** A person as a screen shows them. */
import type { PersonView } from '../../contract/terminal/views.ts'
import type { Staff } from '../../domain/settings.ts'
import type { Core } from '../core.ts'

export function personView({ store }: Core, { id, name, role }: Staff): PersonView {
  const own = store.settings.store()?.ownRoles?.find((each) => each.id === role)
  return { id, name, role, roleName: own?.name ?? null }
}

/** Whoever left the shop long ago is still told apart. */
export function nameOf({ store }: Core, staff: string): string {
  return store.settings.staffMember(staff)?.name ?? staff.slice(-6)
}
