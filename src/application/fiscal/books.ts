/** Hands out the books of some closed days; that it happened is an entry of the journal. */
import type { z } from 'zod'
import type { writeBooksSchema, WrittenBooksView } from '../../contract/terminal/fiscal.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { authorise } from '../authority.ts'
import type { Core } from '../core.ts'

export type WriteBooks = (
  input: z.infer<typeof writeBooksSchema>,
) => Promise<Result<WrittenBooksView>>

/** One at a time: it reads as much of the disk as there is of the days. */
export function createWriteBooks(core: Core): WriteBooks {
  let isWriting = false
  return async ({ command, period }) => {
    const permitted = core.run('fiscal.writeBooks', command, (at) => {
      const authority = authorise(core, at, 'export-books')
      if (!authority.ok) return authority
      // Before it stands that somebody approved.
      if (!core.books || isWriting) return fail('busy')
      return succeed({ context: authority.value.context })
    })
    if (!permitted.ok) return permitted
    if (!core.books || isWriting) return fail('busy')
    isWriting = true
    try {
      const written = await core.books.write(period)
      if (!written) return fail('no-closed-day')
      const { entries, closings, digest } = written
      core.transact(() => {
        const body = { ...period, entries, closings, digest }
        core.store.journal.append({ kind: 'books-written', body }, permitted.value.context)
      })
      return succeed(written)
    } finally {
      isWriting = false
    }
  }
}
