/**
 * Goods on their way to be laid away: the cart holds the deposit, and they go with its sale. Until
 * then nothing has happened to them, and the cart can be put back as it was.
 */
import type { Minor } from '../money.ts'
import { minor } from '../money.ts'
import type { BeginningLayaway, Buyer, Draft, Line } from './draft.ts'
import type { Layaway } from './layaway.ts'

interface Beginning {
  readonly park: string
  readonly layaway: Layaway
  readonly total: Minor
  /** The id that the sale of the goods will have: the cart's own becomes the deposit's. */
  readonly later: string
  readonly deposit: Line
  /** What of the customer the prices are agreed by. */
  readonly buyer: Buyer | undefined
}

/** The deposit takes the place of the goods. */
export function layingAway(
  draft: Draft,
  { park, layaway, total, later, deposit, buyer }: Beginning,
): Draft {
  const { tenders, undone, tip: _tip, layaway: _, begins: _begins, ...cart } = draft
  const { id, version, openedAt, customer } = cart
  return {
    ...{ id, version: version + 1, openedAt, customer },
    ...{ lines: [deposit], removals: [], steps: [], tenders, undone, tip: minor(0) },
    begins: { park, layaway, total, goods: { ...cart, id: later }, ...(buyer && { buyer }) },
  }
}

/** The goods as a cart of their own, as the deposit's sale leaves them. */
export function goodsOf({ goods, buyer }: BeginningLayaway): Draft {
  return { ...goods, ...(buyer && { buyer }), tenders: [], undone: [], tip: minor(0) }
}

/** The cart as it was; that money was given back stays known. */
export function putBack(draft: Draft, begins: BeginningLayaway): Draft {
  const { id, version, undone } = draft
  const { goods } = begins
  return { ...goods, id, version: version + 1, tenders: [], undone, tip: minor(0) }
}
