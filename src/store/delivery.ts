/**
 * What the backend confirmed of the journal, and what is still to be sent; counted and read by SQL.
 */
import type { Head } from '../domain/journal/entry.ts'
import { heldReading } from '../domain/till/clock.ts'
import { businessDateOf } from '../domain/time.ts'
import type { Clock } from '../ports/clock.ts'
import type { Delivery } from '../ports/delivery.ts'
import type { Epochs } from '../ports/epochs.ts'
import type { Journal, Settings } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import { toSealedEntry } from './document-shapes.ts'
import type { Row } from './document-table.ts'
import type { KeptClock } from './kept-clock.ts'
import { prepareForgetPushed } from './pushed.ts'
import { createRecovered } from './recovered.ts'
import { prepareFinding } from './standing.ts'
import { prepareTillNews } from './till-news.ts'
import { createToldClosings } from './told-closings.ts'
import { prepareTotalsKept } from './told-totals.ts'
import type { Transactions } from './transactions.ts'

export interface DeliveryParts {
  readonly connection: Connection
  readonly transactions: Transactions
  readonly journal: Journal
  readonly epochs: Epochs
  readonly settings: Settings
  readonly clock: Clock
  readonly keptClock: KeptClock
}

interface EpochHead {
  readonly ordinal: number
  readonly id: string
  readonly seq: number
  readonly hash: string
}

export function createDelivery(parts: DeliveryParts): Delivery {
  const { connection, transactions, journal, epochs, settings, clock, keptClock } = parts
  const reads = prepareReads(connection)
  const forgetPushed = prepareForgetPushed(connection)
  const confirm = connection.prepare<[number, string, number, string]>(
    `INSERT INTO confirmed_head (epoch_ordinal, epoch_id, seq, hash) VALUES (?, ?, ?, ?)
     ON CONFLICT (epoch_ordinal) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
  )
  const keepSigns = connection.prepare<[{ readonly parked: number; readonly forked: number }]>(
    `UPDATE delivery_sign SET parked = @parked, forked = max(forked, @forked)
     WHERE parked <> @parked OR forked < @forked`,
  )
  const unfork = connection.prepare('UPDATE delivery_sign SET forked = 0')
  const keepOrdinal = connection.prepare<[{ readonly ordinal: number }]>(
    'UPDATE epoch_seen SET ordinal = @ordinal WHERE ordinal < @ordinal',
  )
  const find = prepareFinding(connection)
  const keepTillNews = prepareTillNews(connection)
  const totals = prepareTotalsKept(connection)
  const now = () => {
    const at = clock.now()
    // Before the first pull no zone is known, and a day is a day in UTC.
    return { at, businessDate: businessDateOf(at, settings.store()?.zone ?? 'UTC') }
  }
  return {
    head: journal.head,
    ...reads,
    ...createRecovered(connection, transactions),
    confirm(heads) {
      transactions.run(() => {
        for (const head of heads) {
          // A head whose entry is not ours proves nothing about what we hold.
          if (head.seq > 0 && reads.hashAt(head.epoch.id, head.seq) !== head.hash) continue
          confirm.run(head.epoch.ordinal, head.epoch.id, head.seq, head.hash)
        }
        forgetPushed()
      })
    },
    unsent: journal.unsent,
    clock: () => heldReading(keptClock.reading(), clock.now()),
    note({ parked, forked, heads, till, clock: reading }) {
      const ordinal = Math.max(0, ...heads.map(({ epoch }) => epoch.ordinal))
      transactions.run(() => {
        find(heads)
        keepSigns.run({ parked, forked: forked ? 1 : 0 })
        keepOrdinal.run({ ordinal })
        keepTillNews(till)
        if (reading) keptClock.keep(reading)
      })
    },
    counted: totals.counted,
    toldClosings: createToldClosings(connection, transactions),
    lacksTotals: totals.isLacking,
    tell(told) {
      transactions.run(() => {
        const news = totals.news(told)
        const isNeeded = totals.isLacking() || news.some(({ perpetual }) => perpetual.sales > 0)
        totals.add(news)
        if (!isNeeded) return
        const body = { told: news, perpetual: journal.perpetual() }
        const context = { ...now(), session: null, actor: null, approver: null }
        journal.append({ kind: 'totals-told', body }, context)
      })
    },
    unfork: () => void unfork.run(),
    renew(reason, following = {}) {
      return epochs.open(reason, { ...now(), ...following })
    },
  }
}

function prepareReads(
  connection: Connection,
): Pick<Delivery, 'heads' | 'unconfirmed' | 'entriesAfter' | 'hashAt'> {
  const hash = connection
    .prepare<[string, number], string>(
      `SELECT hash FROM journal
       WHERE epoch_ordinal = (SELECT ordinal FROM epoch WHERE id = ?) AND seq = ?`,
    )
    .pluck()
  const after = connection.prepare<[string, number, number], Row>(
    `SELECT * FROM journal
     WHERE epoch_ordinal = (SELECT ordinal FROM epoch WHERE id = ?) AND seq > ?
     ORDER BY seq LIMIT ?`,
  )
  const heads = connection.prepare<[number], EpochHead>(
    `SELECT epoch.ordinal, epoch.id, journal.seq, journal.hash FROM epoch
     JOIN journal ON journal.epoch_ordinal = epoch.ordinal AND journal.seq = (
       SELECT max(seq) FROM journal WHERE epoch_ordinal = epoch.ordinal
     )
     ORDER BY epoch.ordinal DESC LIMIT ?`,
  )
  const unconfirmed = connection.prepare<[], Omit<EpochHead, 'hash'>>(
    `SELECT epoch.ordinal, epoch.id, coalesce(head.seq, 0) AS seq
     FROM epoch LEFT JOIN confirmed_head AS head ON head.epoch_ordinal = epoch.ordinal
     WHERE EXISTS (
       SELECT 1 FROM journal
       WHERE epoch_ordinal = epoch.ordinal AND seq > coalesce(head.seq, 0)
     )
     ORDER BY epoch.ordinal`,
  )
  return {
    heads: (most) => heads.all(most).map(toHead),
    unconfirmed: () =>
      unconfirmed.all().map(({ ordinal, id, seq }) => ({ epoch: { ordinal, id }, after: seq })),
    entriesAfter: (epochId, seq, limit) => after.all(epochId, seq, limit).map(toSealedEntry),
    hashAt: (epochId, seq) => hash.get(epochId, seq),
  }
}

function toHead({ ordinal, id, seq, hash }: EpochHead): Head {
  return { epoch: { ordinal, id }, seq, hash }
}
