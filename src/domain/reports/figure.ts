/**
 * The figures of a report: sums over entries, each under a part (by hour, by product, …) and a key
 * in it. Terminal and backend add up the same rows, so they cannot tell two stories of one day.
 */
import { z } from 'zod'

/**
 * Raised when the same entries come to other rows, also of till sessions: those of before are made
 * anew.
 */
export const FIGURES_VERSION = 9

export const figurePartSchema = z.enum([
  /** `00` to `23`, by the clock of the store. */
  'hour',
  /** Who sold: the person's id, `''` where nobody was signed in. */
  'person',
  /** `counter` or `web`. */
  'channel',
  /** Id of the variant, `''` for goods without a product. */
  'product',
  /** Id of the department, `''` for none. */
  'department',
  /** Kind of tender; cash is what stayed in the drawer, after change. */
  'tender',
  /** `taxKey`; `amount` is what the tax was taken on. */
  'tax',
  /** Why goods came back; `amount` is what went back to customers, above zero. */
  'return',
  /** Whoever gave discounts by hand; `amount` is what they took off. */
  'discount',
  /** Id of the promotion; `amount` is what it took off. */
  'promotion',
  /** Whoever changed prices; `amount` is what that took off, below zero where it was raised. */
  'price-change',
  /** `approvalKey`: who vouched, and for which permission. */
  'approval',
  /** Whoever opened the till, by how its count ended; `amount` is counted less expected. */
  'till-over',
  'till-short',
  'till-even',
  /**
   * `tenderKey`: whose session, and what else was counted there and differed; `amount` is counted
   * less expected, in minor units of the currency that the key names.
   */
  'tender-over',
  'tender-short',
  /** `approvalKey`: whose act or word was refused, and which permission; none of signing in. */
  'refusal',
  /**
   * Why goods were missing or too many, by corrections, counts and transfers of which the rest did
   * not arrive; `amount` is what they sold for then, above zero.
   */
  'stock-lost',
  'stock-found',
])
export type FigurePart = z.infer<typeof figurePartSchema>

export const channelSchema = z.enum(['counter', 'web'])

export type Channel = z.infer<typeof channelSchema>

/** A sale says so itself where it was not made at a counter. */
export function channelOf({ channel }: { readonly channel?: 'web' | undefined }): Channel {
  return channel ?? 'counter'
}

export const measuresSchema = z.object({
  /** Sales; of products, departments, returns and discounts lines; of the rest what they count. */
  count: z.int(),
  /** Thousandths, of products, departments and stock; what came back is taken off. */
  quantity: z.int(),
  /** Minor units. Of sales: turnover with tax, less what came back, without money on accounts. */
  amount: z.int(),
  tax: z.int(),
  /**
   * What the goods cost whose cost was known; and what these sold for, without tax. Of lost and
   * found stock the cost alone.
   */
  cost: z.int(),
  costed: z.int(),
  /** Sales in which goods were sold, and what those goods came to with tax. */
  baskets: z.int(),
  sold: z.int(),
})
export type Measures = z.infer<typeof measuresSchema>
export type Measure = keyof Measures
export const MEASURES = Object.keys(measuresSchema.shape) as readonly Measure[]

export interface Figure extends Measures {
  readonly part: FigurePart
  readonly key: string
}

export const NOTHING: Measures = {
  ...{ count: 0, quantity: 0, amount: 0, tax: 0 },
  ...{ cost: 0, costed: 0, baskets: 0, sold: 0 },
}

export function plus(a: Measures, b: Measures): Measures {
  return {
    count: a.count + b.count,
    quantity: a.quantity + b.quantity,
    amount: a.amount + b.amount,
    tax: a.tax + b.tax,
    cost: a.cost + b.cost,
    costed: a.costed + b.costed,
    baskets: a.baskets + b.baskets,
    sold: a.sold + b.sold,
  }
}

/** Turnover without tax. */
export function netOf({ amount, tax }: Pick<Measures, 'amount' | 'tax'>): number {
  return amount - tax
}

/** What is left of the turnover whose cost is known; undefined where none is. */
export function marginOf({ cost, costed }: Measures): number | undefined {
  return costed === 0 && cost === 0 ? undefined : costed - cost
}

export function taxKey({ code, name, rate }: { code: string; name: string; rate: number }): string {
  return JSON.stringify([code, name, rate])
}

const taxKeySchema = z.tuple([z.string(), z.string(), z.int()])

/** Throws on what `taxKey` never made. */
export function readTaxKey(key: string): { code: string; name: string; rate: number } {
  const [code, name, rate] = taxKeySchema.parse(JSON.parse(key))
  return { code, name, rate }
}

export interface CountedTender {
  /** Whoever opened the till. */
  readonly person: string
  /** `foreign-cash`, or a kind of tender. */
  readonly kind: string
  readonly currency: string
  /** Of a voucher: as the store calls it; empty of all others. */
  readonly name: string
}

export function tenderKey({ person, kind, currency, name }: CountedTender): string {
  return JSON.stringify([person, kind, currency, name])
}

const tenderKeySchema = z.tuple([z.string(), z.string(), z.string(), z.string()])

/** Throws on what `tenderKey` never made. */
export function readTenderKey(key: string): CountedTender {
  const [person, kind, currency, name] = tenderKeySchema.parse(JSON.parse(key))
  return { person, kind, currency, name }
}

/** Whom a row is about, where its part is of people. */
export function personIn(part: FigurePart, key: string): string {
  if (part === 'approval' || part === 'refusal') return readApprovalKey(key).person
  return part === 'tender-over' || part === 'tender-short' ? readTenderKey(key).person : key
}

export function approvalKey(person: string, permission: string): string {
  return `${person} ${permission}`
}

export function readApprovalKey(key: string): { person: string; permission: string } {
  const [person = '', permission = ''] = key.split(' ')
  return { person, permission }
}
