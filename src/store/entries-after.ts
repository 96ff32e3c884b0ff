/** Reads the journal on from one of its entries. */
import type { Entry } from '../domain/journal/facts.ts'
import type { Connection } from './connection.ts'

export interface EntryAt {
  readonly entry: Entry
  /** `entryId` of its epoch and seq. */
  readonly id: string
}

/** So many entries are read at a time: a long stretch needs no more memory than a short one. */
const PAGE = 500

/** All that follow an entry, in their order; after an empty id, all that there are. */
export function prepareEntriesAfter(connection: Connection): (id: string) => Generator<EntryAt> {
  const page = connection.prepare<[string], { id: string; canonical: string }>(
    `SELECT id, canonical FROM journal WHERE id > ? ORDER BY id LIMIT ${PAGE}`,
  )
  return function* after(id) {
    let last = id
    for (;;) {
      const rows = page.all(last)
      for (const row of rows) yield { entry: JSON.parse(row.canonical) as Entry, id: row.id }
      const end = rows.at(-1)
      if (!end || rows.length < PAGE) return
      last = end.id
    }
  }
}
