/** A layaway as this till knows it: its own, or another till's by the backend's word. */
import type { LayawayView } from '../../contract/terminal/layaways.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor, UNIT_PRICE_SCALE, type Minor } from '../../domain/money.ts'
import { isOverdue, keptOf, type Layaway } from '../../domain/selling/layaway.ts'
import type { ParkedCart } from '../../domain/selling/parked.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import type { Core } from '../core.ts'

export interface KnownLayaway {
  readonly cart: ParkedCart
  readonly layaway: Layaway
}

/** `layaway-unknown`; `parked-unreachable` where only the backend could know it. */
export async function findLayaway(core: Core, park: string): Promise<Result<KnownLayaway>> {
  const { store, parkedLookup } = core
  if (store.parkedCarts.isEnded(park)) return fail('layaway-unknown')
  const cart = store.parkedCarts.find(park) ?? (await parkedLookup.read(park))
  if (cart === undefined) return fail('parked-unreachable')
  return cart?.layaway ? succeed({ cart, layaway: cart.layaway }) : fail('layaway-unknown')
}

/** What was paid for it, as far as is known here, with what the cart is about to pay. */
export function paidFor({ store }: Pick<Core, 'store'>, park: string, draft?: Draft): Minor {
  const paid = store.accounts.find('layaway', park)?.balance ?? 0
  const lines = (draft?.lines ?? []).filter(({ load }) => load?.account === park)
  // A line of money is one of it at its worth.
  return minor(lines.reduce((all, { unitPrice }) => all + unitPrice / UNIT_PRICE_SCALE, paid))
}

export interface Waiting extends Pick<LayawayView, 'park' | 'at' | 'total' | 'lines' | 'isHere'> {
  readonly layaway: Layaway
  readonly customer: string | null | undefined
  readonly names: readonly string[]
}

export function layawayView(core: Core, waiting: Waiting, businessDate: string): LayawayView {
  const { layaway, customer, names, ...told } = waiting
  const paid = paidFor(core, waiting.park)
  const named = customer ? core.store.customers.find(customer) : undefined
  const due = minor(Math.max(0, waiting.total - paid))
  return {
    ...{ ...told, layaway: layaway.layaway, until: layaway.until, paid, names: [...names] },
    isOverdue: isOverdue(layaway, businessDate),
    customer: named?.details.name ?? null,
    least: minor(Math.min(due, paid > 0 ? 1 : Math.max(1, layaway.least))),
    kept: keptOf(layaway, paid),
  }
}

/** Goods that are named in a row of the list. */
const NAMES_LIMIT = 3

/** One of this till's own. */
export function waitingHere({ park, at, total, draft, layaway }: ParkedCart): Waiting | undefined {
  if (!layaway) return undefined
  const { lines, customer } = draft
  const named = lines.filter((line) => !line.belongsTo).slice(0, NAMES_LIMIT)
  const names = named.map(({ name }) => name)
  return { park, at, total, layaway, customer, names, isHere: true, lines: lines.length }
}
