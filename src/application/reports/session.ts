/** What one of this terminal's own till sessions is made of, for whoever may read the till. */
import type { z } from 'zod'
import type { SessionEntries, SessionEntry } from '../../contract/session-entries.ts'
import type { ownSessionSchema } from '../../contract/terminal/reports.ts'
import { succeed, type Result } from '../../domain/failure.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import { isShared, sessionShareOf } from '../../domain/till/session-share.ts'
import { authorise } from '../authority.ts'
import type { Core } from '../core.ts'
import { nameOf } from '../staff/views.ts'

export type ReadSession = (input: z.infer<typeof ownSessionSchema>) => Result<SessionEntries>

export function createReadSession(core: Core): ReadSession {
  return ({ command, session, skip, most }) =>
    core.run('reports.session', command, (at) => {
      const authority = authorise(core, at, 'read-till')
      if (!authority.ok) return authority
      const { currency } = authority.value.shop.store
      const found = core.store.figured.ofSession(session, skip, most + 1)
      const entries = found
        .slice(0, most)
        .flatMap(({ entry }) => toldEntry(core, entry, currency) ?? [])
      return succeed({ entries, hasMore: found.length > most })
    })
}

/** Undefined of what moves no money. */
function toldEntry(core: Core, entry: Entry, own: string): SessionEntry | undefined {
  if (!isShared(entry)) return undefined
  const { kind, name, currency, turnover, cash } = sessionShareOf(entry)
  if (kind === 'other') return undefined
  const { at, actor } = entry
  const person = actor === null ? null : nameOf(core, actor)
  const sale = entry.kind === 'sale-completed' ? entry.body.sale : null
  return { kind, name, at, person, currency: currency ?? own, turnover, cash, sale }
}
