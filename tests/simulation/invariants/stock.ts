/** Stock: the ledger, the levels, what each till shows, and that nothing is oversold in silence. */
import { stockFeed } from '../../../src/backend/feeds/names.ts'
import type { World } from '../world.ts'
import type { Ledger } from './ledger.ts'
import { sumOf } from './money.ts'
import { allMoving, type MovingEntry, type Sight } from './sight.ts'

/** On hand = opening + Σ movements, and the movements are those of the applied entries. */
export function levelsAreTheSum(sights: readonly Sight[], ledger: Ledger): string[] {
  return ledger.levels.flatMap(({ item, opening, onHand, moved }) => {
    const said = movedBy(allMoving(sights), item, (hash) => ledger.applied.has(hash))
    const problems: string[] = []
    if (onHand !== opening + moved) problems.push(`${item}: on hand is not opening + movements`)
    if (moved !== said) {
      problems.push(`${item}: ${String(moved)} moved, applied entries say ${String(said)}`)
    }
    return problems
  })
}

/**
 * A level below zero has exceptions that say by exactly how much. What came back since has made it
 * good in part, and no exception says so.
 */
export function oversoldIsTold(ledger: Ledger): string[] {
  return ledger.levels.flatMap(({ item, onHand, shortBy, cameBack }) => {
    const missing = Math.max(0, -onHand)
    return missing <= shortBy && shortBy <= missing + cameBack
      ? []
      : [`${item}: ${String(onHand)} on hand, exceptions over ${String(shortBy)}`]
  })
}

/**
 * A till that has pulled all there is shows what the backend has, with what it moved itself and the
 * backend has not applied yet: with nothing unsent, exactly what the backend has.
 */
export function shownIsTrue(sights: readonly Sight[], ledger: Ledger, world: World): string[] {
  const { goods, priceList } = world.shop
  return sights.flatMap((sight) => {
    const { name, now, witness } = sight.terminal
    if (!witness.hasAll(stockFeed(world.shop.store), ledger.stockFeed)) return []
    return goods.flatMap(({ variant, item }) => {
      const shown = witness.store.catalogue.byVariant(variant, priceList, now)?.onHand()
      const onHand = ledger.levels.find((level) => level.item === item)?.onHand ?? Number.NaN
      const expected = onHand + movedBy(sight.moving, item, (hash) => !ledger.applied.has(hash))
      return shown === expected
        ? []
        : [`${name} shows ${String(shown)} of ${item}, there are ${String(expected)}`]
    })
  })
}

/** No movement of goods without the entry that says it, nor the other way round. */
export function movementsAreWhole({ terminal, moving }: Sight): string[] {
  const expected = sumOf(moving, ({ body }) => (body.movements ?? []).length)
  const found = terminal.witness.count('movement')
  return found === expected ? [] : [`movement has ${String(found)} rows, not ${String(expected)}`]
}

/** Σ of an item's movements in those entries whose hash is chosen. */
function movedBy(
  entries: readonly MovingEntry[],
  item: string,
  isChosen: (hash: string) => boolean,
): number {
  const chosen = entries.filter(({ hash }) => isChosen(hash))
  return sumOf(chosen, ({ body }) =>
    sumOf(body.movements ?? [], (each) => (each.item === item ? each.quantity : 0)),
  )
}
