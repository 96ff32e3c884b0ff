/** What a count comes to: each line beside what the shelf was to hold, and what nobody counted. */
import { minor, MINOR_LIMIT, type Minor } from '../../domain/money.ts'
import { extend, quantity, type Quantity } from '../../domain/quantity.ts'
import { LINES_LIMIT } from '../../domain/selling/draft.ts'
import { countedAs, isUnsure, varianceOf, type Tally } from '../../domain/stock/count.ts'
import { freshLine, itemOf } from '../../domain/stock/count-sheet.ts'
import type { Sheet, SheetLine } from '../../domain/stock/sheet.ts'
import type { Core } from '../core.ts'
import type { Shop } from '../shop.ts'
import { momentIn, namingBy } from './moment.ts'

export interface Variance {
  readonly line: SheetLine
  readonly tally: Tally
  readonly item: string
  readonly variance: Quantity
  /** At the prices of now, signed as the variance is; undefined where there is none. */
  readonly worth: Minor | undefined
  readonly isUnsure: boolean
}

interface Asked {
  readonly core: Core
  readonly shop: Shop
  readonly at: number
}

export function variancesOf(asked: Asked, { lines }: Sheet): Variance[] {
  return lines.map((line) => judged(asked, line))
}

function judged({ core, shop, at }: Asked, line: SheetLine): Variance {
  const { tally } = line
  if (!tally) throw new Error('a line of a count has its moment')
  const { stockWork } = core.store
  const { location } = shop.store
  const item = itemOf(line)
  const variance = varianceOf(line)
  const moved = stockWork.movedSince(item, location, tally.place)
  return {
    ...{ line, tally, item, variance },
    worth: worthOf({ core, shop, at }, line, variance),
    isUnsure: isUnsure(tally, stockWork.onHand(item, location), moved),
  }
}

/**
 * What the count is of, is stocked here, and stands neither on the list nor in a part that is
 * booked: as lines of which none was found. No more than fit beside the lines of the list.
 */
export function missedBy(
  asked: Asked,
  sheet: Sheet,
): { readonly missed: Variance[]; readonly isMore: boolean } {
  const { core, shop, at } = asked
  const { scope } = sheet.count ?? { scope: { kind: 'scanned' as const } }
  const missed: Variance[] = []
  if (scope.kind === 'scanned') return { missed, isMore: false }
  const { stockWork } = core.store
  const counted = new Set(sheet.lines.map(itemOf))
  const moment = momentIn(core, shop, at)
  const department = scope.kind === 'department' ? scope.department : null
  for (const item of stockWork.uncounted(shop.store.location, department)) {
    if (counted.has(item) || moment.shelf(item) === 0) continue
    if (sheet.lines.length + missed.length >= LINES_LIMIT) return { missed, isMore: true }
    const fresh = freshLine(undefined, item, namingBy(core, shop, at))
    const line = countedAs(fresh, item, quantity(0), moment)
    if (line.ok) missed.push(judged(asked, line.value))
  }
  return { missed, isMore: false }
}

function worthOf(
  { core, shop, at }: Asked,
  { variant }: SheetLine,
  variance: Quantity,
): Minor | undefined {
  if (variance === 0) return minor(0)
  const goods =
    variant === null ? undefined : core.store.catalogue.byVariant(variant, shop.list.id, at)
  return goods?.price && extend(goods.price.unitPrice, variance)
}

/** What is too much and what is missing, added alike: how far posting it goes. */
export function worthOfAll(variances: readonly Variance[]): Minor | undefined {
  let all = 0
  for (const { worth } of variances) {
    if (worth === undefined) return undefined
    all += Math.abs(worth)
  }
  return all <= MINOR_LIMIT ? minor(all) : undefined
}
