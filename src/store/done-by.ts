/** What a person has done since an entry: read from the journal, which holds it once. */
import { minor } from '../domain/money.ts'
import type { Tills } from '../ports/store.ts'
import type { Connection } from './connection.ts'

export function prepareDoneBy(connection: Connection): Pick<Tills, 'adjustedBy' | 'cardsSoldBy'> {
  const adjusted = connection
    .prepare<[string, string], number>(
      `SELECT coalesce(sum(canonical ->> '$.body.worth'), 0) FROM journal
       WHERE kind = 'stock-adjusted' AND id > ? AND canonical ->> '$.actor' = ?`,
    )
    .pluck()
  const cards = connection
    .prepare<[string, string], number>(
      `SELECT coalesce(sum(line.value ->> '$.amount'), 0)
       FROM journal, json_each(journal.canonical, '$.body.lines') AS line
       WHERE journal.kind = 'sale-completed' AND journal.id > ?
         AND journal.canonical ->> '$.actor' = ? AND line.value ->> '$.load.kind' = 'gift-card'`,
    )
    .pluck()
  return {
    adjustedBy: (person, entry) => minor(adjusted.get(entry, person) ?? 0),
    cardsSoldBy: (person, entry) => minor(cards.get(entry, person) ?? 0),
  }
}
