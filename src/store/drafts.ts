/** The sale in progress. */
import type { Draft } from '../domain/selling/draft.ts'
import type { Drafts } from '../ports/store.ts'
import type { Connection } from './connection.ts'

export function createDrafts(connection: Connection): Drafts {
  const current = connection.prepare<[], string>('SELECT data FROM draft').pluck()
  const put = connection.prepare<[string]>(
    `INSERT INTO draft (only, data) VALUES (1, ?)
     ON CONFLICT (only) DO UPDATE SET data = excluded.data`,
  )
  const clear = connection.prepare<[]>('DELETE FROM draft')
  return {
    current() {
      const data = current.get()
      // Only `put` writes it, and migrations carry it along: its shape needs no second check.
      return data === undefined ? undefined : (JSON.parse(data) as Draft)
    },
    put: (draft) => void put.run(JSON.stringify(draft)),
    clear: () => void clear.run(),
  }
}
