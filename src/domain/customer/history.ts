/** What somebody bought and brought back: a row for each sale, whoever made it and where. */
import { z } from 'zod'
import { isMoney } from '../accounts/moves.ts'
import { unitSchema } from '../catalogue/documents.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { currencySchema, minorSchema } from '../money.ts'
import { QUANTITY_SCALE, quantitySchema } from '../quantity.ts'
import { channelOf, channelSchema } from '../reports/figure.ts'
import type { SoldSale } from '../returns/sold.ts'
import { LINES_LIMIT } from '../selling/draft.ts'
import { instantSchema } from '../time.ts'
import { salePointsSchema } from './loyalty.ts'

/** Sales of one page; there is another as long as there are older ones. */
export const HISTORY_PAGE = 20

/** After it a page goes on: the last sale of the page before. */
export const historyPlaceSchema = z.object({ at: instantSchema, sale: idSchema })

const pastLineSchema = z.object({
  name: textSchema(200),
  size: textSchema(80),
  unit: unitSchema,
  /** Negative where it came back. */
  quantity: quantitySchema,
  amount: minorSchema,
  /** The receipt of the sale that it came back from; null for what was sold. */
  returned: z.string().max(40).nullable(),
  /** Goods, and neither what goes with them, as a deposit does, nor money. */
  isItem: z.boolean(),
})

export const pastSaleSchema = z.object({
  sale: idSchema,
  receipt: z.string().max(40),
  channel: channelSchema,
  /** As they are called; null where whoever answers does not know. */
  store: textSchema(80).nullable(),
  till: textSchema(40).nullable(),
  at: instantSchema,
  currency: currencySchema,
  total: minorSchema,
  /** Null where the store gave none, or nobody here knows. */
  points: salePointsSchema.nullable(),
  lines: z.array(pastLineSchema).max(LINES_LIMIT),
})

export type HistoryPlace = z.infer<typeof historyPlaceSchema>
export type PastLine = z.infer<typeof pastLineSchema>
export type PastSale = z.infer<typeof pastSaleSchema>

export function pastSaleOf(sold: SoldSale, place: Pick<PastSale, 'store' | 'till'>): PastSale {
  const { id: sale, receipt, at, currency, total, points = null } = sold
  return {
    ...{ sale, receipt, channel: channelOf(sold), ...place, at, currency, total, points },
    lines: sold.lines.map((line) => {
      const { name, size, unit, quantity, amount, returned } = line
      const isItem = !line.belongsTo && !line.isDepositBack && !isMoney(line)
      return { name, size, unit, quantity, amount, returned: returned?.receipt ?? null, isItem }
    }),
  }
}

/** Pieces that were sold and that came back; what is weighed or measured is one each. */
export function itemsOf({ lines }: Pick<PastSale, 'lines'>): { sold: number; back: number } {
  const items = lines.filter(({ isItem }) => isItem)
  const count = (those: readonly PastLine[]): number =>
    those.reduce((sum, { unit, quantity }) => {
      return sum + (unit === 'piece' ? Math.abs(quantity) / QUANTITY_SCALE : 1)
    }, 0)
  return {
    sold: count(items.filter(({ quantity }) => quantity > 0)),
    back: count(items.filter(({ quantity }) => quantity < 0)),
  }
}

export interface HistoryPage<Row extends PastSale = PastSale> {
  /** The newest first. */
  readonly sales: readonly Row[]
  /** Where the next page goes on; null where there is none. */
  readonly next: HistoryPlace | null
}

/**
 * One page of what several know, each of whom told its own newest, `HISTORY_PAGE` at least where it
 * has so many. A sale that several know is told by the first of them.
 */
export function historyPage(
  known: readonly { readonly sales: readonly PastSale[]; readonly hasMore: boolean }[],
): HistoryPage {
  const all = new Map<string, PastSale>()
  for (const { sales } of known) {
    for (const each of sales) if (!all.has(each.sale)) all.set(each.sale, each)
  }
  const sorted = [...all.values()].toSorted(newestFirst)
  const sales = sorted.slice(0, HISTORY_PAGE)
  const last = sales.at(-1)
  const hasMore = sorted.length > sales.length || known.some((each) => each.hasMore)
  return { sales, next: hasMore && last ? { at: last.at, sale: last.sale } : null }
}

/** Of two in one moment the one with the later id, which every query orders by as well. */
function newestFirst(a: PastSale, b: PastSale): number {
  return b.at - a.at || (a.sale < b.sale ? 1 : -1)
}
