/** Goods by the numbers that suppliers call them. */
import type { Catalogue } from '../ports/catalogue.ts'
import type { Connection } from './connection.ts'
import { OF_VARIANT, type Asked, type SellableRow, type Sellables } from './sellables.ts'

/** Suppliers that give one number to their goods: more are asked for by name. */
const ANSWER_LIMIT = 50

export function prepareSupplied(
  connection: Connection,
  sellables: Sellables,
): Pick<Catalogue, 'supplied' | 'supplierNumberOf'> {
  const supplied = connection.prepare<[...Asked, number: string], SellableRow>(
    `SELECT ${OF_VARIANT} FROM catalogue AS variant
     WHERE data ->> '$.supplierNumber' = ? COLLATE NOCASE AND kind = 'variant' AND deleted = 0
       AND data ->> '$.supplierNumber' IS NOT NULL
     ORDER BY number LIMIT ${ANSWER_LIMIT}`,
  )
  const number = connection
    .prepare<[item: string], string>(
      `SELECT data ->> '$.supplierNumber' FROM catalogue
       WHERE data ->> '$.items[0].item' = ? AND kind = 'variant' AND deleted = 0
         AND data ->> '$.supplierNumber' IS NOT NULL
       ORDER BY json_array_length(data, '$.items'), number LIMIT 1`,
    )
    .pluck()
  return {
    supplied: (wanted, list, at) =>
      supplied.all(...sellables.asked(list, at), wanted).map(sellables.of),
    supplierNumberOf: (item) => number.get(item),
  }
}
