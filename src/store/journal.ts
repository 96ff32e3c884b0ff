/**
 * The journal: facts appended in the transaction that they belong to, sealed, chained and counted.
 */
import { ENTRY_FORMAT, NO_PREVIOUS_HASH, type Head } from '../domain/journal/entry.ts'
import type { Entry, Perpetual } from '../domain/journal/facts.ts'
import type { Identity } from '../ports/identity.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { Journal } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import type { DayTally } from './day-tally.ts'
import type { Documents } from './documents.ts'
import { prepareIdentity } from './enrolment.ts'
import { personalDigest, seal } from './seal.ts'
import type { SessionTallies } from './session-tallies.ts'
import { prepareTotalsKept } from './told-totals.ts'
import type { Transactions } from './transactions.ts'

export interface JournalParts {
  readonly connection: Connection
  readonly transactions: Transactions
  readonly documents: Documents
  readonly secrets: Secrets
  /** Called when an entry has become durable. */
  readonly committed: Committed
  readonly tallies: SessionTallies
  readonly day: DayTally
}

export type Committed = (identity: Identity, head: Head) => void

const ENROL_FIRST = 'this terminal is not enrolled'

export function createJournal(parts: JournalParts): Journal {
  const { connection, transactions, documents, secrets, committed, tallies, day } = parts
  const identity = prepareIdentity(connection)
  const head = prepareHead(connection)
  const perpetual = prepareTotals(connection)
  const unsent = prepareUnsent(connection)
  const lastAt = connection
    .prepare<[], number>('SELECT at FROM journal ORDER BY id DESC LIMIT 1')
    .pluck()
  const lastNumber = connection
    .prepare<[], number>(
      'SELECT max(number) FROM sale WHERE epoch_ordinal = (SELECT max(ordinal) FROM epoch)',
    )
    .pluck()
  return {
    append(fact, context, personal) {
      if (!transactions.isActive) throw new Error('an entry is appended inside a transaction only')
      const own = identity()
      if (!own) throw new Error(ENROL_FIRST)
      const { tenant, store, terminal } = own
      const { epoch, seq, hash } = head()
      const header = { format: ENTRY_FORMAT, tenant, store, terminal, epoch, seq: seq + 1 } as const
      const entry = { ...header, ...context, ...fact, prevHash: hash } as Entry
      const sealed = seal(entry, personal ?? null, secrets)
      documents.append(sealed, context.at)
      tallies.appended(entry, sealed.id)
      day.appended(entry, sealed.id)
      const reached = { epoch, seq: sealed.seq, hash: sealed.hash }
      transactions.afterCommit(() => committed(own, reached))
      return sealed
    },
    digestOf: personalDigest,
    head,
    perpetual,
    lacksTotals: prepareTotalsKept(connection).isLacking,
    lastAt: () => lastAt.get(),
    nextSaleNumber: () => (lastNumber.get() ?? 0) + 1,
    unsent,
  }
}

/** The last entry of the current epoch; seq 0 where the epoch has none yet. */
function prepareHead(connection: Connection): () => Head {
  const read = connection.prepare<
    [],
    { ordinal: number; id: string; seq: number | null; hash: string | null }
  >(
    `SELECT epoch.ordinal, epoch.id, journal.seq, journal.hash
     FROM epoch LEFT JOIN journal ON journal.epoch_ordinal = epoch.ordinal
     ORDER BY epoch.ordinal DESC, journal.seq DESC LIMIT 1`,
  )
  return () => {
    const row = read.get()
    if (!row) throw new Error(ENROL_FIRST)
    const epoch = { ordinal: row.ordinal, id: row.id }
    return { epoch, seq: row.seq ?? 0, hash: row.hash ?? NO_PREVIOUS_HASH }
  }
}

function prepareTotals(connection: Connection): () => Perpetual {
  const read = connection.prepare<[], { currency: string; sales: number; turnover: number }>(
    'SELECT currency, sales, turnover FROM perpetual ORDER BY currency',
  )
  return () => {
    const totals = read.all()
    return {
      sales: totals.reduce((sales, total) => sales + total.sales, 0),
      turnover: Object.fromEntries(totals.map((total) => [total.currency, total.turnover])),
    }
  }
}

function prepareUnsent(connection: Connection): Journal['unsent'] {
  const count = connection.prepare<[], { entries: number; sales: number; oldestAt: number | null }>(
    `SELECT count(*) AS entries, count(*) FILTER (WHERE kind = 'sale-completed') AS sales,
       min(at) AS oldestAt
     FROM (
       SELECT journal.kind, journal.at
       FROM epoch LEFT JOIN confirmed_head AS head ON head.epoch_ordinal = epoch.ordinal
       CROSS JOIN journal
         ON journal.epoch_ordinal = epoch.ordinal AND journal.seq > coalesce(head.seq, 0)
       UNION ALL
       SELECT kind, at FROM recovered_entry WHERE delivered = 0
     )`,
  )
  return () => {
    const { entries = 0, sales = 0, oldestAt } = count.get() ?? {}
    return { entries, sales, oldestAt: oldestAt ?? undefined }
  }
}
