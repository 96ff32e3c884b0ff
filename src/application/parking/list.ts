/** What was put aside: here at once, and at the other tills if somebody asks for it. */
import type { z } from 'zod'
import type {
  listParkedSchema,
  ParkedCartView,
  ParkedCartsView,
} from '../../contract/terminal/parking.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { ParkedCart } from '../../domain/selling/parked.ts'
import { isLongOver } from '../../domain/selling/quote.ts'
import { contextHere, signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import { mailView } from '../mailing/views.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { readShop } from '../shop.ts'

type ListInput = z.infer<typeof listParkedSchema>
export type ListParked = (input: ListInput) => Promise<Result<ParkedCartsView>>

/** Goods that are named in a row of the list. */
const NAMES_LIMIT = 3

export function createListParked(core: Core, current: CurrentDraft): ListParked {
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
    const here = own().map((cart) => viewOf(core, cart))
    // What this till went on with a moment ago the backend tells of until it hears of it.
    const today = businessDateHere(core)
    const waiting = (told?.carts ?? []).filter(
      ({ park, quote }) =>
        !store.parkedCarts.isResumed(park) && !(quote && today && isLongOver(quote, today)),
    )
    const others = waiting.map(({ park, at, by, lines, total, quote }) => {
      const nobody = { customer: null, note: null, isMailable: false, mail: null }
      const other = { park, at, by: nameOf(core, by), lines, total, isHere: false, quote }
      return { ...other, ...nobody, names: [] }
    })
    const asked = everywhere ? (told ? 'answered' : 'unreachable') : null
    return succeed({ carts: [...here, ...others], asked })
  }
}

function viewOf(core: Core, cart: ParkedCart): ParkedCartView {
  const { park, at, by, total, draft, quote, isMailable = false } = cart
  const { customer, note = null, lines } = draft
  const named = customer ? core.store.customers.find(customer) : undefined
  return {
    ...{ park, at, by: nameOf(core, by), total, note, isHere: true, lines: lines.length },
    ...{ quote: quote ?? null, isMailable, mail: isMailable ? lastMail(core, cart) : null },
    names: lines
      .filter((line) => !line.belongsTo)
      .slice(0, NAMES_LIMIT)
      .map(({ name }) => name),
    customer: named?.details.name ?? null,
  }
}

function lastMail({ store }: Core, { park, quote }: ParkedCart): ParkedCartView['mail'] {
  const last = store.mails.of(park).at(-1)
  return last && quote ? mailView(last, quote.quote) : null
}

/** Null where nobody of that number works here any more. */
function nameOf({ store }: Core, staff: string | null): string | null {
  return store.settings.staff().find(({ id }) => id === staff)?.name ?? null
}

function businessDateHere(core: Core): string | undefined {
  const shop = readShop(core)
  if (!shop.ok) return undefined
  return contextHere(core, shop.value, core.clock.now(), signedIn(core)?.id ?? null).businessDate
}
