/** A person as a screen shows them. */
import type { PersonView } from '../../contract/terminal/views.ts'
import type { Staff } from '../../domain/settings.ts'

export function personView({ id, name, role }: Staff): PersonView {
  return { id, name, role }
}
