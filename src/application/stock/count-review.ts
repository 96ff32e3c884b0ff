/** A count as its reviewer sees it. */
import type { CountReview } from '../../contract/terminal/stock.ts'
import type { Sheet } from '../../domain/stock/sheet.ts'
import type { Core } from '../core.ts'
import type { Shop } from '../shop.ts'
import { nameOf } from '../staff/views.ts'
import { missedBy, variancesOf, worthOfAll, type Variance } from './variances.ts'

export function countReview(
  asked: { readonly core: Core; readonly shop: Shop; readonly at: number },
  sheet: Sheet,
): CountReview {
  const { scope, part } = sheet.count ?? { scope: { kind: 'scanned' as const }, part: 1 }
  const variances = variancesOf(asked, sheet)
  const { missed, isMore } = missedBy(asked, sheet)
  return {
    ...{ sheet: sheet.id, version: sheet.version, scope, part },
    lines: variances.map((each) => ({
      ...rowOf(each),
      counted: each.line.quantity,
      by: nameOf(asked.core, each.tally.by),
      before: each.tally.before.map(({ counted }) => counted),
      isAgain: each.tally.isAgain,
      isUnsure: each.isUnsure,
    })),
    missed: missed.map(rowOf),
    missedMore: isMore,
    worth: worthOfAll(variances) ?? null,
  }
}

function rowOf({ line, tally, variance, worth }: Variance) {
  const { id, name, size, sku, unit } = line
  return { ...{ id, name, size, sku, unit }, shelf: tally.shelf, variance, worth: worth ?? null }
}
