/**
 * Price lists of customer groups: somebody of a group buys at the lowest price of the store's own
 * list and those of their groups, each as it held when the line was rung.
 */
import { z } from 'zod'
import { idSchema, textSchema } from '../identifier.ts'
import { unitPriceSchema } from '../money.ts'

export const CUSTOMER_GROUPS_LIMIT = 20

export const customerGroupSchema = z.strictObject({
  id: idSchema,
  name: textSchema(40).min(1),
  /** The price list that it may buy by; absent where it buys by the store's own. */
  list: idSchema.optional(),
})
export type CustomerGroup = z.infer<typeof customerGroupSchema>

/** A price document: what one unit costs by it. */
export const listedPriceSchema = z.object({ price: idSchema, unitPrice: unitPriceSchema })
export type ListedPrice = z.infer<typeof listedPriceSchema>

/** The lists of these groups, each once, in the order in which the store names them. */
export function listsOf(
  groups: readonly CustomerGroup[] | undefined,
  own: readonly string[],
): readonly string[] {
  const lists = (groups ?? []).flatMap(({ id, list }) =>
    list !== undefined && own.includes(id) ? [list] : [],
  )
  return [...new Set(lists)]
}

/** The lowest; of equal ones the store's own, then the first. */
export function lowestOf(shelf: ListedPrice, offered: readonly ListedPrice[]): ListedPrice {
  return offered.reduce((best, each) => (each.unitPrice < best.unitPrice ? each : best), shelf)
}

interface Priced {
  readonly unitPrice: ListedPrice['unitPrice']
  readonly price: string | null
  readonly shelf?: ListedPrice | undefined
}

/**
 * What the store's own list asks for it; undefined where no list has its price: one that was typed,
 * printed on a label or changed by hand, goods that come back, and what is only lent.
 */
export function shelfOf(
  line: Priced & {
    readonly returned?: unknown
    readonly unproven?: unknown
    readonly priceChange?: unknown
    readonly discountable?: false | undefined
  },
): ListedPrice | undefined {
  const { returned, unproven, priceChange, discountable = true, price, unitPrice, shelf } = line
  const isListed = (returned ?? unproven ?? priceChange) === undefined && discountable
  return isListed && price !== null ? (shelf ?? { price, unitPrice }) : undefined
}

/** The line at that price, or as it is; where that is not the shelf's own, it remembers it. */
export function pricedAt<Line extends Priced>(
  line: Line,
  shelf: ListedPrice,
  best: ListedPrice,
): Line {
  if (line.price === best.price && line.unitPrice === best.unitPrice) return line
  const { shelf: _, ...bare } = line
  const isShelf = best.price === shelf.price
  return { ...bare, ...best, ...(!isShelf && { shelf }) } as unknown as Line
}
