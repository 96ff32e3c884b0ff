/** What was put aside: here at once, and at the other tills if somebody asks for it. */
import type { z } from 'zod'
import type { listParkedSchema, ParkedCartsView } from '../../contract/terminal/parking.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { isLongOver } from '../../domain/selling/quote.ts'
import { contextHere, signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { readShop } from '../shop.ts'
import type { ToldQuotes } from './told-quotes.ts'
import { viewElsewhere, viewHere } from './views.ts'

type ListInput = z.infer<typeof listParkedSchema>
export type ListParked = (input: ListInput) => Promise<Result<ParkedCartsView>>

export function createListParked(
  core: Core,
  current: CurrentDraft,
  quotes: ToldQuotes,
): ListParked {
  const { store } = core
  return async ({ everywhere }) => {
    if (!signedIn(core)) return fail('not-signed-in')
    const own = () => store.parkedCarts.all().filter(({ layaway }) => !layaway)
    const held = own().map(({ park }) => park)
    const told = everywhere ? await core.parkedLookup.list(held, 'carts') : undefined
    const taken = told?.taken ?? []
    if (taken.length > 0) {
      core.transact(() => taken.forEach((park) => store.parkedCarts.remove(park)))
      current.changed()
    }
    const here = own().map((cart) => viewHere(core, cart))
    // What this till went on with a moment ago the backend tells of until it hears of it.
    const today = businessDateHere(core)
    const waiting = (told?.carts ?? []).filter(
      ({ park, quote }) =>
        !store.parkedCarts.isResumed(park) && !(quote && today && isLongOver(quote, today)),
    )
    quotes.told(waiting)
    const others = waiting.map((cart) => viewElsewhere(core, cart))
    const asked = everywhere ? (told ? 'answered' : 'unreachable') : null
    return succeed({ carts: [...here, ...others], asked })
  }
}

function businessDateHere(core: Core): string | undefined {
  const shop = readShop(core)
  if (!shop.ok) return undefined
  return contextHere(core, shop.value, core.clock.now(), signedIn(core)?.id ?? null).businessDate
}
