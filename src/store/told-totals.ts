/** The part of the totals that this file does not hold the sales of, by the backend's word. */
import type { ToldTotals } from '../domain/journal/perpetual.ts'
import type { Place } from '../ports/backend-link.ts'
import type { Connection } from './connection.ts'

export interface TotalsKept {
  /** Adds what was told to the totals; the epoch under way lacks nothing any more. */
  add(told: readonly ToldTotals[]): void
  counted(most: number): readonly Place[]
  isLacking(): boolean
  /** Of what was told what the totals do not count yet: a new epoch may have begun with it. */
  news(told: readonly ToldTotals[]): ToldTotals[]
}

export function prepareTotalsKept(connection: Connection): TotalsKept {
  // How many of the sales were in which currency nobody asks of these: only their sum is read.
  const addTo = connection.prepare<[string, number, number]>(
    `INSERT INTO perpetual (currency, sales, turnover) VALUES (?, ?, ?)
     ON CONFLICT (currency) DO UPDATE
     SET sales = sales + excluded.sales, turnover = turnover + excluded.turnover`,
  )
  const reach = connection.prepare<[{ id: string; ordinal: number; until: number }]>(
    `INSERT INTO counted_epoch (id, ordinal, seq) VALUES (@id, @ordinal, @until)
     ON CONFLICT (id) DO UPDATE SET seq = max(seq, excluded.seq)`,
  )
  const lack = connection.prepare(
    'UPDATE epoch SET untold = 0 WHERE ordinal = (SELECT max(ordinal) FROM epoch)',
  )
  const lacking = connection
    .prepare<[], number>('SELECT untold FROM epoch ORDER BY ordinal DESC LIMIT 1')
    .pluck()
  const counted = connection.prepare<[number], { ordinal: number; id: string; seq: number }>(
    `SELECT ordinal, id, max(seq) AS seq FROM (
       SELECT ordinal, id, seq FROM counted_epoch
       UNION ALL
       SELECT ordinal, id, coalesce((
         SELECT max(seq) FROM journal WHERE epoch_ordinal = epoch.ordinal
       ), 0) FROM epoch
     ) GROUP BY id ORDER BY ordinal DESC LIMIT ?`,
  )
  const countedOf = connection
    .prepare<[{ id: string }], number>(
      `SELECT max(
         coalesce((SELECT seq FROM counted_epoch WHERE id = @id), 0),
         coalesce((
           SELECT max(seq) FROM journal
           WHERE epoch_ordinal = (SELECT ordinal FROM epoch WHERE id = @id)
         ), 0)
       )`,
    )
    .pluck()
  return {
    add(told) {
      for (const { epoch, until, perpetual } of told) {
        reach.run({ ...epoch, until })
        Object.entries(perpetual.turnover).forEach(([currency, turnover], index) =>
          addTo.run(currency, index === 0 ? perpetual.sales : 0, turnover),
        )
      }
      lack.run()
    },
    counted: (most) =>
      counted.all(most).map(({ ordinal, id, seq }) => ({ epoch: { ordinal, id }, seq })),
    news: (told) =>
      told.filter(({ epoch, after }) => (countedOf.get({ id: epoch.id }) ?? 0) <= after),
    isLacking: () => lacking.get() === 1,
  }
}
