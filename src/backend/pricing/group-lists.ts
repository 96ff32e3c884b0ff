/**
 * Whether somebody bought by lists, and by groups, that were theirs. A till says of a sale which
 * groups its customer was in; the backend knows it by itself. What was agreed before, by a quote or
 * a layaway, it knew when it was told of that.
 */
import type { SaleCompleted } from '../../domain/journal/facts.ts'
import type { UnitPrice } from '../../domain/money.ts'
import type { Cart } from '../../domain/pricing/cart.ts'
import { listsOf, type CustomerGroup } from '../../domain/pricing/group-price.ts'
import type { Transaction } from '../backend.ts'
import { familiesOf } from '../customers/family.ts'
import type { AgreedGroups } from '../database/claim-tables.ts'

interface Asked {
  readonly tenant: string
  /** Of the sale's store. */
  readonly groups: readonly CustomerGroup[] | undefined
}

/**
 * The cart as it would have been priced by the customer's own groups: without the others, and each
 * line that another group's list was used for at the lowest price of those that were theirs. Who is
 * not known here any more is not judged.
 */
export async function asGroupsAllow(
  transaction: Transaction,
  { tenant, groups = [] }: Asked,
  sale: SaleCompleted,
  cart: Cart,
): Promise<Cart> {
  const lists = groups.flatMap(({ list }) => (list === undefined ? [] : [list]))
  if (lists.length === 0 && cart.groups.length === 0) return cart
  const now = await groupsOf(transaction, tenant, sale.customer)
  if (now === undefined) return cart
  const own = [...now, ...(await agreedGroups(transaction, tenant, sale))]
  const mine = cart.groups.filter((group) => own.includes(group))
  const allowed = [sale.priceList, ...listsOf(groups, own)]
  const strange = lists.filter((list) => !allowed.includes(list))
  const prices = await rightfulPrices(transaction, tenant, { sale, cart, strange, allowed })
  const lines = cart.lines.map((line, place) => {
    const unitPrice = prices.get(place)
    return unitPrice === undefined || line.kind === 'return' ? line : { ...line, unitPrice }
  })
  return { ...cart, groups: mine, lines }
}

/**
 * Those of the row that is named, and of whom it turned out to be: a till may not have
 * heard of it. None where nobody was named; undefined for who was erased, or never told of.
 */
export async function groupsOf(
  transaction: Transaction,
  tenant: string,
  customer: string | undefined,
): Promise<readonly string[] | undefined> {
  if (customer === undefined) return []
  const family = await familiesOf(transaction, tenant, [customer])
  const root = family.find(({ id }) => id === customer)?.root ?? customer
  const rows = await transaction
    .selectFrom('customer')
    .select('details')
    .where('tenant', '=', tenant)
    .where('id', 'in', [customer, root])
    .execute()
  const known = rows.flatMap(({ details }) => details ?? [])
  return known.length === 0 ? undefined : known.flatMap(({ groups }) => groups)
}

/** Null where it agreed to no groups, or nothing is known of it. */
export async function agreedBefore(
  transaction: Transaction,
  tenant: string,
  park: string,
): Promise<AgreedGroups | null> {
  const row = await transaction
    .selectFrom('parked_cart')
    .select('agreed')
    .where('tenant', '=', tenant)
    .where('park', '=', park)
    .executeTakeFirst()
  return row?.agreed ?? null
}

/** Those by which this very sale was agreed before, and that its customer was in then. */
async function agreedGroups(
  transaction: Transaction,
  tenant: string,
  { sale, pricing }: SaleCompleted,
): Promise<readonly string[]> {
  if (pricing?.agreed === undefined) return []
  const agreed = await agreedBefore(transaction, tenant, pricing.agreed)
  return agreed?.draft === sale ? agreed.groups : []
}

interface Lines {
  readonly sale: SaleCompleted
  readonly cart: Cart
  /** Lists of groups that the customer is in none of. */
  readonly strange: readonly string[]
  readonly allowed: readonly string[]
}

/** By the places of lines that a strange list was used for: what they would have cost. */
async function rightfulPrices(
  transaction: Transaction,
  tenant: string,
  { sale, cart, strange, allowed }: Lines,
): Promise<ReadonlyMap<number, UnitPrice>> {
  const named = sale.lines.flatMap(({ price, returned }) => (price && !returned ? [price] : []))
  if (strange.length === 0 || named.length === 0) return new Map()
  const taken = await transaction
    .selectFrom('price')
    .select('id')
    .where('tenant', '=', tenant)
    .where('id', 'in', named)
    .where('list', 'in', [...strange])
    .execute()
  if (taken.length === 0) return new Map()
  const at = cart.moment.instant
  const ids = new Set(taken.map(({ id }) => id))
  const wrong = [...sale.lines.entries()].filter(([, { price }]) => price && ids.has(price))
  const variants = wrong.flatMap(([, { variant }]) => variant ?? [])
  const offered = await transaction
    .selectFrom('price')
    .select(['variant', 'unit_price'])
    .where('tenant', '=', tenant)
    .where('variant', 'in', variants)
    .where('list', 'in', [...allowed])
    .where('valid_from', '<=', at)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', at)]))
    .execute()
  return new Map(
    wrong.flatMap(([place, { variant }]) => {
      const prices = offered.filter((each) => each.variant === variant)
      const lowest = Math.min(...prices.map(({ unit_price: price }) => price))
      return prices.length === 0 ? [] : [[place, lowest as UnitPrice] as const]
    }),
  )
}
