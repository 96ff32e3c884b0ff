/**
 * Whose cart it is. However somebody was named, and whatever is changed of them, the lines cost
 * what they pay.
 */
import { setCustomer } from '../../domain/selling/cart.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from './current-draft.ts'
import { pricedForCustomer } from './group-prices.ts'

/**
 * The cart as that of this customer, or of nobody who is known: its lines are priced anew. What was
 * agreed with somebody is agreed with nobody else.
 */
export function cartOf(core: Core, draft: Draft, customer: string | null, at: number): Draft {
  const named = setCustomer(draft, customer, at)
  if (named === draft || (customer && isCartOf(core, draft, customer))) return repriced(core, named)
  const { buyer: _, ...free } = named
  return repriced(core, free)
}

/** The same draft where every line costs its customer what it did. */
export function repriced(core: Core, draft: Draft): Draft {
  const priced = pricedForCustomer(core, draft)
  const lines = draft.lines.map(priced)
  return lines.some((line, place) => line !== draft.lines[place]) ? { ...draft, lines } : draft
}

/**
 * Whether the cart may be that of another customer than it is, or of none: goods without a receipt
 * are in it for whoever brought them, as long as that one is known.
 */
export function mayBecomeOf({ store }: Core, draft: Draft, customer: string | null): boolean {
  const idOf = (named: string | null) => (named ? store.customers.find(named)?.id : undefined)
  const before = idOf(draft.customer ?? null)
  return before === undefined || before === idOf(customer) || !hasUnproven(draft)
}

function hasUnproven({ lines }: Draft): boolean {
  return lines.some(({ unproven }) => unproven !== undefined)
}

/** Whether the cart is this customer's, also where it names who they were before a merger. */
export function isCartOf({ store }: Core, { customer: named }: Draft, customer: string): boolean {
  return named === customer || (!!named && store.customers.find(named)?.id === customer)
}

/**
 * In a transaction, after something of the cart's customer was changed: the lines cost what they
 * pay now. While money is there for them, or a payment is under way, they stand.
 */
export function repriceCart(core: Core, current: CurrentDraft): void {
  const draft = current.unpaid()
  if (!draft.ok) return
  const after = repriced(core, draft.value)
  const { version } = draft.value
  if (after !== draft.value) current.put(draft.value, { ...after, version: version + 1 })
}
