/**
 * What the fiscal day under way comes to, kept as its entries are appended: closing it does not
 * fold a whole day while somebody waits. Like that of a session it is a convenience of this file.
 */
import type { Entry } from '../domain/journal/facts.ts'
import {
  createSessionTally,
  TALLY_VERSION,
  type SessionTally,
  type TallyState,
} from '../domain/till/figures.ts'
import type { DaySum } from '../ports/fiscal-closings.ts'
import type { Connection } from './connection.ts'
import { prepareEntriesAfter, type EntryAt } from './entries-after.ts'
import type { Transactions } from './transactions.ts'

export interface DayTally {
  /** In the transaction that appends it. */
  appended(entry: Entry, id: string): void
  sum(): DaySum
}

/** After so many entries the state is kept in the file: as many are read after a restart. */
const KEEP_EVERY = 200
/** Who only appends an entry reads no more than so many; who closes the day reads all there are. */
const CAUGHT_UP_WITHIN = 2 * KEEP_EVERY

type Place = Pick<Entry, 'epoch' | 'seq'>

interface Stretch {
  readonly tally: SessionTally
  /** Undefined before its first entry. */
  readonly first: Place | undefined
  /** By epoch. */
  readonly ends: ReadonlyMap<string, Place>
  /** Id of the closing before it; empty where there is none. */
  readonly since: string
  /** Id of the last entry that is in it, or of the closing before it. */
  readonly after: string
  /** Entries since the state was kept. */
  readonly unkept: number
}

interface Kept {
  readonly tally: TallyState
  readonly first: Place
  readonly ends: readonly Place[]
}

export function createDayTally(connection: Connection, transactions: Transactions): DayTally {
  const { read, keep } = prepareKept(connection)
  const entriesAfter = prepareEntriesAfter(connection)
  const lastClosing = prepareLastClosing(connection)
  let known: Stretch | undefined

  const start = (): Stretch => {
    const since = lastClosing()
    return read(since) ?? begin(since)
  }
  /** All of it is committed, the entry that was appended last too. */
  const take = (entry: Entry, id: string): void => {
    if (isDay(entry)) known = begin(id)
    else if (known) known = id > known.after ? plus(known, { entry, id }) : known
    else known = caughtUp(start(), entriesAfter)
  }
  return {
    appended(entry, id) {
      const own = known
      if (own && own.unkept >= KEEP_EVERY && !isDay(entry)) {
        keep(own)
        transactions.afterCommit(() => {
          if (known) known = { ...known, unkept: 0 }
        })
      }
      transactions.afterCommit(() => take(entry, id))
    },
    sum() {
      // A copy: what this transaction appended may not come to be.
      let sum = known ? copyOf(known) : start()
      for (const row of entriesAfter(sum.after)) sum = plus(sum, row)
      const { tally, first, ends } = sum
      if (!first) throw new Error('a day without an entry has no sum')
      return { figures: tally.figures(), first, ends: [...ends.values()] }
    },
  }
}

function isDay(entry: Entry): boolean {
  return entry.kind === 'fiscal-closed' && entry.body.kind === 'day'
}

function begin(since: string): Stretch {
  const none = { tally: createSessionTally(), first: undefined, ends: new Map<string, Place>() }
  return { ...none, since, after: since, unkept: 0 }
}

/** Its tally goes on: who keeps the stretch as it was takes a copy first. */
function plus({ tally, first, ends, since, unkept }: Stretch, { entry, id }: EntryAt): Stretch {
  tally.take(entry)
  const place = { epoch: entry.epoch, seq: entry.seq }
  const own = ends as Map<string, Place>
  own.set(entry.epoch.id, place)
  return { tally, first: first ?? place, ends: own, since, after: id, unkept: unkept + 1 }
}

function copyOf({ tally, ends, ...own }: Stretch): Stretch {
  return { ...own, tally: createSessionTally(tally.state()), ends: new Map(ends) }
}

/** Undefined where it is so far behind that nobody should wait for it now. */
function caughtUp(
  stretch: Stretch,
  entriesAfter: (id: string) => Generator<EntryAt>,
): Stretch | undefined {
  let own = stretch
  let count = 0
  for (const row of entriesAfter(own.after)) {
    if ((count += 1) > CAUGHT_UP_WITHIN) return undefined
    own = plus(own, row)
  }
  return own
}

function prepareLastClosing(connection: Connection): () => string {
  const last = connection
    .prepare<[], string>(
      `SELECT id FROM journal WHERE kind = 'fiscal-closed' AND canonical ->> '$.body.kind' = 'day'
       ORDER BY canonical ->> '$.body.kind' DESC, id DESC LIMIT 1`,
    )
    .pluck()
  return () => last.get() ?? ''
}

function prepareKept(connection: Connection) {
  const select = connection.prepare<[string, number], { after: string; state: string }>(
    'SELECT after, state FROM fiscal_tally WHERE since = ? AND version = ?',
  )
  const insert = connection.prepare<[number, string, string, string]>(
    `INSERT INTO fiscal_tally (only, version, since, after, state) VALUES (1, ?, ?, ?, ?)
     ON CONFLICT (only) DO UPDATE SET version = excluded.version, since = excluded.since,
       after = excluded.after, state = excluded.state`,
  )
  return {
    read(since: string): Stretch | undefined {
      const row = select.get(since, TALLY_VERSION)
      if (!row) return undefined
      const { tally, first, ends } = JSON.parse(row.state) as Kept
      const places = new Map(ends.map((each) => [each.epoch.id, each]))
      const own = { tally: createSessionTally(tally), first, ends: places }
      return { ...own, since, after: row.after, unkept: 0 }
    },
    keep({ tally, first, ends, since, after }: Stretch): void {
      if (!first) return
      const kept: Kept = { tally: tally.state(), first, ends: [...ends.values()] }
      insert.run(TALLY_VERSION, since, after, JSON.stringify(kept))
    },
  }
}
