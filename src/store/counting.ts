/** What counts of the shelf read: what it is to hold, and what nobody has counted yet. */
import { quantity } from '../domain/quantity.ts'
import type { StockWork } from '../ports/stock-work.ts'
import type { Connection } from './connection.ts'
import { SHOWN, TEXT } from './sellables.ts'

/** Read at once; a shop may stock tens of thousands. */
const ITEMS_AT_ONCE = 500

type Counting = Pick<
  StockWork,
  'onHand' | 'movedSince' | 'keepCounted' | 'forgetCounted' | 'uncounted'
>

export function prepareCounting(connection: Connection): Counting {
  const shown = connection.prepare<[string, string], number>(SHOWN).pluck()
  const moved = connection
    .prepare<[string, string, number, number], number>(
      `SELECT coalesce(sum(quantity), 0) FROM movement
       WHERE item = ${TEXT} AND location = ${TEXT} AND (epoch_ordinal, seq) > (?, ?)`,
    )
    .pluck()
  const keep = connection.prepare<[string]>('INSERT OR IGNORE INTO counted_item (item) VALUES (?)')
  const forget = connection.prepare<[]>('DELETE FROM counted_item')
  return {
    onHand: (item, location) =>
      quantity(shown.get(item, location) ?? moved.get(item, location, -1, 0) ?? 0),
    movedSince: (item, location, { epoch, seq }) => moved.get(item, location, epoch, seq) ?? 0,
    keepCounted: (items) => items.forEach((item) => keep.run(item)),
    forgetCounted: () => void forget.run(),
    uncounted: prepareUncounted(connection),
  }
}

/** What has a level and is not at nothing, whichever way. */
function prepareUncounted(connection: Connection): Counting['uncounted'] {
  const next = connection
    .prepare<[string, string], string>(
      `SELECT item FROM stock
       WHERE item > ${TEXT} AND location = ${TEXT} AND deleted = 0 AND kind = 'level'
         AND item NOT IN (SELECT item FROM counted_item)
       ORDER BY item LIMIT ${ITEMS_AT_ONCE}`,
    )
    .pluck()
  const ofDepartment = connection
    .prepare<[string, string], string>(
      `SELECT DISTINCT part.value ->> '$.item' AS item
       FROM catalogue AS variant, json_each(variant.data, '$.items') AS part
       WHERE department = ${TEXT} AND variant.kind = 'variant' AND deleted = 0
         AND item NOT IN (SELECT item FROM counted_item)
         AND EXISTS (
           SELECT 1 FROM stock
           WHERE stock.item = part.value ->> '$.item' AND location = ${TEXT}
             AND stock.deleted = 0 AND stock.kind = 'level'
         )
       ORDER BY item`,
    )
    .pluck()
  return function* uncounted(location, department) {
    if (department !== null) {
      yield* ofDepartment.all(department, location)
      return
    }
    let after = ''
    for (;;) {
      const items = next.all(after, location)
      yield* items
      const last = items.at(-1)
      if (last === undefined || items.length < ITEMS_AT_ONCE) return
      after = last
    }
  }
}
