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
  /** What was written or read last, and is not read anew while the file says the same. */
  let known: { readonly data: string; readonly draft: Draft } | undefined
  return {
    current() {
      const data = current.get()
      if (data === undefined) return undefined
      // Only `put` writes it, and migrations carry it along: its shape needs no second check.
      if (known?.data !== data) known = { data, draft: JSON.parse(data) as Draft }
      return known.draft
    },
    put(draft) {
      const data = JSON.stringify(draft)
      put.run(data)
      known = { data, draft }
    },
    clear: () => void clear.run(),
  }
}
