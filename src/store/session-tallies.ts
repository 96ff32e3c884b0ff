/**
 * What sessions come to, kept as their entries are appended: an X or a Z does not fold a whole day
 * of sales while somebody waits. It is a convenience of this file alone: whoever verifies folds the
 * entries themselves.
 */
import type { Entry } from '../domain/journal/facts.ts'
import {
  createSessionTally,
  TALLY_VERSION,
  type SessionTally,
  type TallyState,
} from '../domain/till/figures.ts'
import type { SessionSum, TillSession } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import { prepareEntriesAfter, type EntryAt } from './entries-after.ts'
import type { Transactions } from './transactions.ts'

export interface SessionTallies {
  /** In the transaction that appends it. */
  appended(entry: Entry, id: string): void
  sum(session: Pick<TillSession, 'id' | 'entry'>): SessionSum
  /** In the transaction that closes it. */
  forget(session: string): void
}

/** After so many entries the state is kept in the file: as many are read after a restart. */
const KEEP_EVERY = 200
type Place = Pick<Entry, 'epoch' | 'seq'>

interface Known {
  readonly tally: SessionTally
  readonly first: Place
  /** By epoch. */
  readonly ends: Map<string, Place>
  /** Id of the last entry that is in it; ids sort in the order of the journal. */
  after: string
  /** Entries since the state was kept. */
  unkept: number
}

interface Kept {
  readonly tally: TallyState
  readonly first: Place
  readonly ends: readonly Place[]
}

export function createSessionTallies(
  connection: Connection,
  transactions: Transactions,
): SessionTallies {
  const { read, keep, forget } = prepareKept(connection)
  const entries = prepareEntries(connection)
  // Null of what cannot be told by its entries: it is looked for once.
  const known = new Map<string, Known | null>()

  /** From what was kept, or from the entry that opened it, on to the last entry there is. */
  const load = (session: string, opening: string): Known => {
    const found = read(session) ?? begin(entries.opening(session, opening), opening)
    return goOn(found, entries.after(session, found.after))
  }
  const take = (session: string, entry: Entry, id: string): void => {
    const own = known.get(session)
    if (entry.kind === 'session-opened') known.set(session, begin(entry, id))
    else if (own && id > own.after) add(own, entry, id)
    else if (own === undefined) {
      // The first since the program began: all of it is committed now, this entry too.
      const opening = entries.openingOf(session)
      known.set(session, opening === undefined ? null : load(session, opening))
    }
  }
  return {
    appended(entry, id) {
      const { session } = entry
      if (session === null || entry.kind === 'session-closed') return
      const own = known.get(session)
      if (own && own.unkept >= KEEP_EVERY) {
        keep(session, own)
        transactions.afterCommit(() => void (own.unkept = 0))
      }
      transactions.afterCommit(() => take(session, entry, id))
    },
    sum({ id, entry }) {
      const own = known.get(id)
      // A copy: what this transaction appended may not come to be.
      const sum = own ? goOn(copyOf(own), entries.after(id, own.after)) : load(id, entry)
      if (!own) {
        transactions.afterCommit(() => {
          if (!known.get(id)) known.set(id, sum)
        })
      }
      const { epoch, seq } = sum.first
      return { figures: sum.tally.figures(), first: { epoch, seq }, ends: [...sum.ends.values()] }
    },
    forget(session) {
      forget(session)
      transactions.afterCommit(() => void known.delete(session))
    },
  }
}

function begin(opened: Entry, id: string): Known {
  const first = { epoch: opened.epoch, seq: opened.seq }
  const own = { tally: createSessionTally(), first, ends: new Map(), after: '', unkept: 0 }
  add(own, opened, id)
  return own
}

function add(own: Known, entry: Entry, id: string): void {
  own.tally.take(entry)
  own.ends.set(entry.epoch.id, { epoch: entry.epoch, seq: entry.seq })
  own.after = id
  own.unkept += 1
}

function goOn(own: Known, rows: Iterable<EntryAt>): Known {
  for (const { entry, id } of rows) add(own, entry, id)
  return own
}

function copyOf({ tally, ends, ...own }: Known): Known {
  return { ...own, tally: createSessionTally(tally.state()), ends: new Map(ends) }
}

function prepareKept(connection: Connection) {
  const select = connection.prepare<[string, number], { after: string; state: string }>(
    'SELECT after, state FROM till_tally WHERE session = ? AND version = ?',
  )
  const insert = connection.prepare<[string, number, string, string]>(
    `INSERT INTO till_tally (session, version, after, state) VALUES (?, ?, ?, ?)
     ON CONFLICT (session) DO UPDATE SET
       version = excluded.version, after = excluded.after, state = excluded.state`,
  )
  const remove = connection.prepare<[string]>('DELETE FROM till_tally WHERE session = ?')
  return {
    read(session: string): Known | undefined {
      const row = select.get(session, TALLY_VERSION)
      if (!row) return undefined
      const { tally, first, ends } = JSON.parse(row.state) as Kept
      const places = new Map(ends.map((each) => [each.epoch.id, each]))
      return { tally: createSessionTally(tally), first, ends: places, after: row.after, unkept: 0 }
    },
    keep(session: string, { tally, first, ends, after }: Known): void {
      const kept: Kept = { tally: tally.state(), first, ends: [...ends.values()] }
      insert.run(session, TALLY_VERSION, after, JSON.stringify(kept))
    },
    forget: (session: string) => void remove.run(session),
  }
}

function prepareEntries(connection: Connection) {
  const after = prepareEntriesAfter(connection)
  const one = connection
    .prepare<[string], string>('SELECT canonical FROM journal WHERE id = ?')
    .pluck()
  const opening = connection
    .prepare<[string], string>(
      `SELECT entry FROM till_session JOIN journal ON journal.id = till_session.entry
       WHERE till_session.id = ? AND closed_at IS NULL`,
    )
    .pluck()
  return {
    /** Of a session that is not closed. */
    openingOf: (session: string): string | undefined => opening.get(session),
    opening(session: string, id: string): Entry {
      const text = one.get(id)
      if (text === undefined) throw new Error(`the entry that opened session ${session} is gone`)
      return JSON.parse(text) as Entry
    },
    *after(session: string, id: string): Generator<EntryAt> {
      for (const row of after(id)) if (row.entry.session === session) yield row
    },
  }
}
