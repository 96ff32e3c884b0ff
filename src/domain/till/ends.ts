/** Where the sales of a session end before it is counted. */
import type { Entry } from '../journal/facts.ts'

export interface SessionEnds {
  /** Takes the next entry of a terminal; false where its money is of a drawer that was gone. */
  take(entry: Entry): boolean
}

export function createSessionEnds(): SessionEnds {
  /** Those that are counted, by the epoch in which that began: a restored file knows of none. */
  const ended = new Map<string, string>()
  return {
    take(entry) {
      const { kind, body, session, epoch } = entry
      if (kind === 'session-count-begun') ended.set(body.session, epoch.id)
      if (kind === 'session-closed') ended.delete(body.session)
      const movesMoney = kind === 'sale-completed' || kind === 'cash-moved'
      return !movesMoney || session === null || ended.get(session) !== epoch.id
    },
  }
}
