/** What a line costs for whose cart it is in. */
import { listsOf, lowestOf, pricedAt, shelfOf } from '../../domain/pricing/group-price.ts'
import type { Draft, Line } from '../../domain/selling/draft.ts'
import type { Core } from '../core.ts'
import { readShop, type Shop } from '../shop.ts'

/**
 * Lines as the customer of the cart pays for them, or as everybody does where it has none. Prices
 * are those of the moment at which each line was rung, whatever came down since, and groups those
 * that were agreed, where they were.
 */
export function pricedForCustomer(
  core: Core,
  { customer, buyer }: Pick<Draft, 'customer' | 'buyer'>,
): (line: Line) => Line {
  const { catalogue, customers } = core.store
  const read = readShop(core)
  const groups = read.ok ? read.value.store.customerGroups : undefined
  if (!read.ok || groups === undefined) return (line) => line
  const known = buyer ?? (customer ? customers.find(customer) : undefined)?.details
  const own = known?.groups ?? []
  const lists = listsOf(groups, own).filter((list) => isLike(core, read.value, list))
  return (line) => {
    const shelf = shelfOf(line)
    if (!shelf || line.variant === null || (lists.length === 0 && !line.shelf)) return line
    const offered = lists.flatMap((list) => {
      const price = catalogue.byVariant(line.variant ?? '', list, line.addedAt)?.price
      return price ? [{ price: price.id, unitPrice: price.unitPrice }] : []
    })
    return pricedAt(line, shelf, lowestOf(shelf, offered))
  }
}

/** Prices of other money, or that hold the tax otherwise, cannot stand in one cart. */
function isLike({ store }: Core, { list: own }: Shop, list: string): boolean {
  const other = store.catalogue.priceList(list)
  return other?.currency === own.currency && other.taxIncluded === own.taxIncluded
}
