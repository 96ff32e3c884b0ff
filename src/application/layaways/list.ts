/** Goods that wait to be paid: here at once, and at the other tills if somebody asks for it. */
import type { z } from 'zod'
import type { LayawaysView, listLayawaysSchema } from '../../contract/terminal/layaways.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { ParkedElsewhere } from '../../ports/parked-carts.ts'
import { contextHere, signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import { layawayView, waitingHere, type Waiting } from './known.ts'

export type ListLayaways = (
  input: z.infer<typeof listLayawaysSchema>,
) => Promise<Result<LayawaysView>>

export function createListLayaways(core: Core): ListLayaways {
  const { store, parkedLookup, clock } = core
  return async ({ everywhere }) => {
    if (!signedIn(core)) return fail('not-signed-in')
    const shop = readShop(core)
    if (!shop.ok) return shop
    const own = () => store.parkedCarts.all().flatMap((cart) => waitingHere(cart) ?? [])
    const held = own().map(({ park }) => park)
    const told = everywhere ? await parkedLookup.list(held, 'layaways') : undefined
    const taken = told?.taken ?? []
    // Somebody ended them elsewhere.
    if (taken.length > 0) {
      core.transact(() => taken.forEach((park) => store.parkedCarts.remove(park)))
    }
    const { businessDate } = contextHere(core, shop.value, clock.now(), signedIn(core)?.id ?? null)
    const others = (told?.carts ?? []).flatMap((cart) => waitingElsewhere(core, cart) ?? [])
    const layaways = [...own(), ...others]
      .map((waiting) => layawayView(core, waiting, businessDate))
      .toSorted((a, b) => (a.until === b.until ? a.at - b.at : a.until < b.until ? -1 : 1))
    const asked = everywhere ? (told ? 'answered' : 'unreachable') : null
    return succeed({ layaways, asked })
  }
}

/** What this till has ended the backend may not have heard of yet. */
function waitingElsewhere({ store }: Core, cart: ParkedElsewhere): Waiting | undefined {
  const { park, at, total, lines, layaway, customer } = cart
  if (!layaway || store.parkedCarts.isEnded(park)) return undefined
  return { park, at, total, lines, layaway, customer, names: [], isHere: false }
}
