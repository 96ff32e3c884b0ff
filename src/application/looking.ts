/** Who may look at what: looking writes nothing, so who may not is told so without an entry. */
import { fail, type Result } from '../domain/failure.ts'
import { decide, grantOf, type Permission } from '../domain/permission.ts'
import { signedIn } from './authority.ts'
import type { Core } from './core.ts'
import { readShop, type Shop } from './shop.ts'

/** Who may act with another's word may look without it: the word is asked for when they act. */
export function mayLook(core: Core, permission: Permission): Result<Shop> {
  return looking(core, permission, ['allowed', 'approval'])
}

/** For what is itself the thing to be protected: nobody vouches for a look. */
export function mayLookAlone(core: Core, permission: Permission): Result<Shop> {
  return looking(core, permission, ['allowed'])
}

function looking(
  core: Core,
  permission: Permission,
  enough: readonly ReturnType<typeof decide>[],
): Result<Shop> {
  const shop = readShop(core)
  if (!shop.ok) return shop
  const person = signedIn(core)
  if (!person) return fail('not-signed-in')
  const granted = decide(grantOf(shop.value.store, person.role, permission))
  return enough.includes(granted) ? shop : fail('not-permitted', { permission })
}
