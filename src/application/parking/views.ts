/** Carts that were put aside, as a screen is shown them. */
import type { ParkedCartView } from '../../contract/terminal/parking.ts'
import type { ParkedCart } from '../../domain/selling/parked.ts'
import type { ParkedElsewhere } from '../../ports/parked-carts.ts'
import type { Core } from '../core.ts'
import { mailView } from '../mailing/views.ts'

/** Goods that are named in a row of the list. */
const NAMES_LIMIT = 3

export function viewHere(core: Core, cart: ParkedCart): ParkedCartView {
  const { park, at, by, total, draft, quote, isMailable = false } = cart
  const { customer, note = null, lines } = draft
  return {
    ...{ park, at, by: nameOf(core, by), total, note, isHere: true, lines: lines.length },
    ...{ quote: quote ?? null, isMailable, mail: isMailable ? lastMail(core, cart) : null },
    names: lines
      .filter((line) => !line.belongsTo)
      .slice(0, NAMES_LIMIT)
      .map(({ name }) => name),
    customer: customerOf(core, customer),
  }
}

/** What is in it only its own till knows. */
export function viewElsewhere(core: Core, cart: ParkedElsewhere): ParkedCartView {
  const { park, at, by, lines, total, quote, customer, isMailable } = cart
  return {
    ...{ park, at, by: nameOf(core, by), lines, total, isHere: false, quote, isMailable },
    ...{ names: [], note: null, customer: customerOf(core, customer) },
    mail: isMailable ? lastMail(core, cart) : null,
  }
}

function customerOf({ store }: Core, customer: string | null | undefined): string | null {
  return customer ? (store.customers.find(customer)?.details.name ?? null) : null
}

type Quoted = Pick<ParkedCart | ParkedElsewhere, 'park' | 'quote'>

function lastMail({ store }: Core, { park, quote }: Quoted): ParkedCartView['mail'] {
  const last = store.mails.of(park).at(-1)
  return last && quote ? mailView(last, quote.quote) : null
}

/** Null where nobody of that number works here any more. */
function nameOf({ store }: Core, staff: string | null): string | null {
  return store.settings.staff().find(({ id }) => id === staff)?.name ?? null
}
