/** Books a count, or a part of one: the variances move, and the figures stay in the entry. */
import type { z } from 'zod'
import type { postCountSchema, SheetView } from '../../contract/terminal/stock.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { extend } from '../../domain/quantity.ts'
import { reasonFor, type VarianceReason } from '../../domain/stock/count.ts'
import { emptyCount } from '../../domain/stock/count-sheet.ts'
import { movementsFor, type Sheet } from '../../domain/stock/sheet.ts'
import { authorise } from '../authority.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import { book } from './book.ts'
import { expectSheet, shown } from './sheets.ts'
import { missedBy, variancesOf, worthOfAll, type Variance } from './variances.ts'

type PostCount = z.infer<typeof postCountSchema>

/**
 * Its extent is what all variances are worth at the prices of now, whichever way they go. What does
 * not fit in one entry stays for the next part.
 */
export function createPostCount(core: Core): (input: PostCount) => Result<SheetView> {
  const { stockWork } = core.store
  return (input) => {
    const { command, note, rest, ...seen } = input
    const done = core.run('stock.postCount', command, (at) => {
      const shop = readShop(core)
      if (!shop.ok) return shop
      const asked = { core, shop: shop.value, at }
      const kept = stockWork.sheet('count')
      const counted = kept ? variancesOf(asked, kept) : []
      const { missed, isMore } = takesAll(kept, rest) ? missedBy(asked, kept) : NONE_MISSED
      const worth = worthOfAll([...counted, ...missed])
      const extent = worth === undefined ? {} : { amount: worth }
      const authority = authorise(core, at, 'post-count', extent)
      if (!authority.ok) return authority
      const sheet = expectSheet(core, 'count', seen)
      if (!sheet.ok) return sheet
      const { count } = sheet.value
      if (!count) return fail('count-not-begun')
      if (counted.some(({ tally }) => tally.isAgain)) return fail('recount-pending')
      const isLast = rest !== 'later' && !isMore
      const { id, ...of } = count
      if (counted.length + missed.length === 0 && (of.part === 1 || !isLast)) {
        return fail('sheet-empty')
      }
      const all = [...counted, ...missed]
      const movements = movementsFor(all.map(movedBy), shop.value.store.location, 1)
      if (!movements.ok) return movements
      const reasons = new Map(input.reasons.map((each) => [each.line, each.reason]))
      const reasonOf = ({ line }: Variance) => reasons.get(line.id) ?? input.reason
      const lines = [
        ...counted.map((each) => lineOf(core, each, reasonOf(each))),
        ...missed.map((each) => ({
          ...lineOf(core, each, input.reason),
          wasMissed: true as const,
        })),
      ]
      const body = {
        ...{ ...of, count: id, isLast, currency: shop.value.store.currency, lines },
        movements: movements.value,
        ...(note !== undefined && note !== '' && { note }),
        ...(worth !== undefined && { worth }),
      }
      book(core, { kind: 'stock-counted', body }, authority.value.context)
      goOn(core, sheet.value, all, { at, isLast })
      return succeed(null)
    })
    return shown(core, 'count', done)
  }
}

const NONE_MISSED = { missed: [], isMore: false } as const

/** Whether what nobody counted is said to be none. */
function takesAll(sheet: Sheet | undefined, rest: PostCount['rest']): sheet is Sheet {
  return sheet !== undefined && rest === 'zero'
}

function movedBy({ line, variance }: Variance) {
  return { items: line.items, quantity: variance }
}

function lineOf({ store }: Core, each: Variance, wanted: VarianceReason) {
  const { line, item, tally, variance, worth, isUnsure } = each
  const { id, variant, name, size, unit, quantity: counted } = line
  const { shelf, at, by, before } = tally
  const cost = store.catalogue.costOf(item)
  return {
    ...{ id, item, variant, name, size, unit, counted, shelf, at, by, variance },
    ...(variance !== 0 && { reason: reasonFor(variance, wanted) }),
    ...(worth !== undefined && { worth }),
    ...(cost !== undefined && { cost: extend(cost, variance) }),
    ...(before.length > 0 && { before: [...before] }),
    ...(isUnsure && { isUnsure: true as const }),
  }
}

/** The next part begins with an empty list; after the last there is none. */
function goOn(
  { store: { stockWork }, random }: Core,
  { count }: Sheet,
  booked: readonly Variance[],
  { at, isLast }: { readonly at: number; readonly isLast: boolean },
): void {
  if (isLast || !count) {
    stockWork.clear('count')
    stockWork.forgetCounted()
    return
  }
  stockWork.keepCounted(booked.map(({ item }) => item))
  stockWork.put(emptyCount(random.id(), at, { ...count, part: count.part + 1 }))
}
