/**
 * The other way round: rows that no entry stands behind, and what else says that entries are gone.
 * Each search answers the first entry that it is about, or none.
 */
import { DEPARTMENT_FACTS } from '../../domain/goods/department.ts'
import { MOVING_KINDS } from '../../domain/journal/movement.ts'
import type { Connection } from '../connection.ts'

/** The first thing that is wrong. Epoch and seq are 0 where it belongs to no entry. */
export interface Broken {
  readonly epoch: number
  readonly seq: number
  /** Of its sale, where it has one. */
  readonly receipt?: string
  readonly reason: string
}

interface Search {
  readonly sql: string
  readonly reason: string
  /** Tables that an older database may lack. */
  readonly needs?: string
}

interface Found {
  /** Id of the entry; null where it belongs to none. */
  readonly entry: string | null
  readonly receipt: string | null
}

const DAY_MS = 86_400_000

const ABOUT_DEPARTMENTS = Object.keys(DEPARTMENT_FACTS)
  .map((kind) => `'${kind}'`)
  .join(', ')

const MOVING = MOVING_KINDS.map((kind) => `'${kind}'`).join(', ')

const SEARCHES: readonly Search[] = [
  {
    sql: `SELECT printf('%04d-%s-%010d', ordinal, id, 1) AS entry, NULL AS receipt FROM epoch
      WHERE NOT EXISTS (
        SELECT 1 FROM journal WHERE epoch_ordinal = ordinal AND epoch_id = epoch.id AND seq = 1
      )`,
    reason: 'the entries of its epoch are gone',
  },
  {
    needs: 'journal_end',
    sql: `SELECT printf('%04d-%s-%010d', epoch.ordinal, epoch.id, 1 + head.seq) AS entry,
        NULL AS receipt
      FROM journal_end JOIN epoch ON epoch.ordinal = journal_end.epoch_ordinal
      JOIN (
        SELECT epoch_ordinal, max(seq) AS seq FROM journal GROUP BY epoch_ordinal
      ) AS head ON head.epoch_ordinal = epoch.ordinal
      WHERE journal_end.seq <> head.seq`,
    reason: 'it is gone, and with it all that was written after it',
  },
  {
    sql: `SELECT printf('%04d-%s-%010d', confirmed.epoch_ordinal, confirmed.epoch_id,
        confirmed.seq) AS entry, NULL AS receipt
      FROM confirmed_head AS confirmed
      LEFT JOIN journal ON journal.epoch_ordinal = confirmed.epoch_ordinal
        AND journal.seq = confirmed.seq
      WHERE confirmed.seq > 0 AND journal.hash IS NOT confirmed.hash`,
    reason: 'it is not the one that the backend confirmed',
  },
  {
    sql: `SELECT sale.entry, sale.receipt FROM sale
      LEFT JOIN journal ON journal.id = sale.entry AND journal.kind = 'sale-completed'
      WHERE journal.id IS NULL`,
    reason: 'a sale stands in the books, and it is not there',
  },
  {
    sql: `SELECT NULL AS entry, NULL AS receipt FROM sale_line
      WHERE sale NOT IN (SELECT id FROM sale)`,
    reason: 'lines stand in the books that belong to no sale',
  },
  {
    sql: `SELECT NULL AS entry, NULL AS receipt FROM sale_tender
      WHERE sale NOT IN (SELECT id FROM sale)`,
    reason: 'tenders stand in the books that belong to no sale',
  },
  {
    sql: `SELECT entry, NULL AS receipt FROM movement
      LEFT JOIN journal ON journal.id = movement.entry AND journal.kind IN (${MOVING})
      WHERE journal.id IS NULL`,
    reason: 'goods were moved that it does not speak of',
  },
  {
    needs: 'goods_receipt',
    sql: `SELECT goods_receipt.entry, NULL AS receipt FROM goods_receipt
      LEFT JOIN journal ON journal.id = goods_receipt.entry AND journal.kind = 'goods-received'
      WHERE journal.id IS NULL`,
    reason: 'a delivery stands in the books, and it is not there',
  },
  {
    needs: 'sale_return',
    sql: `SELECT entry, NULL AS receipt FROM sale_return
      WHERE entry NOT IN (SELECT entry FROM sale)`,
    reason: 'goods came back that it does not speak of',
  },
  {
    needs: 'own_account_move',
    sql: `SELECT entry, NULL AS receipt FROM own_account_move
      WHERE entry NOT IN (SELECT entry FROM sale)`,
    reason: 'money moved on accounts that it does not speak of',
  },
  {
    needs: 'used_coupon',
    sql: `SELECT entry, NULL AS receipt FROM used_coupon
      WHERE entry NOT IN (SELECT entry FROM sale)`,
    reason: 'a coupon was used up that it does not speak of',
  },
  {
    needs: 'own_points',
    sql: `SELECT entry, NULL AS receipt FROM own_points
      WHERE entry NOT IN (SELECT entry FROM sale)`,
    reason: 'points were given that it does not speak of',
  },
  {
    sql: `WITH moved AS (
        SELECT sale, session, sum(amount) AS amount FROM till_cash
        WHERE sale IS NOT NULL GROUP BY sale, session
      ), cash AS (
        SELECT sale, sum(amount) AS amount FROM sale_tender WHERE kind = 'cash' GROUP BY sale
      )
      SELECT sale.entry, sale.receipt FROM sale
      LEFT JOIN cash ON cash.sale = sale.id
      LEFT JOIN moved ON moved.sale = sale.id AND moved.session IS sale.session
      WHERE coalesce(moved.amount, 0) <> coalesce(cash.amount, 0) - sale.change`,
    reason: "the till's cash is not what its sale brought",
  },
  {
    sql: `SELECT sale.entry, sale.receipt FROM till_cash
      LEFT JOIN sale ON sale.id = till_cash.sale
      WHERE till_cash.kind IN ('tender', 'change') AND sale.session IS NOT till_cash.session`,
    reason: "cash stands in the till's books that no sale of its session brought",
  },
  {
    needs: 'till_foreign_cash',
    sql: `SELECT sale.entry, sale.receipt FROM till_foreign_cash
      LEFT JOIN sale ON sale.id = till_foreign_cash.sale
      WHERE sale.session IS NOT till_foreign_cash.session OR NOT EXISTS (
        SELECT 1 FROM sale_tender
        WHERE sale_tender.sale = sale.id AND sale_tender.kind = 'foreign-cash'
      )`,
    reason: "foreign cash stands in the till's books that no sale of its session brought",
  },
  {
    needs: 'till_count',
    sql: `SELECT till_count.entry, NULL AS receipt FROM till_count
      LEFT JOIN journal ON journal.id = till_count.entry AND journal.kind = 'session-counted'
      WHERE journal.id IS NULL`,
    reason: 'a count stands in the books, and it is not there',
  },
  {
    needs: 'cash_move',
    sql: `SELECT cash_move.entry, NULL AS receipt FROM cash_move
      LEFT JOIN journal ON journal.id = cash_move.entry AND journal.kind = 'cash-moved'
      WHERE journal.id IS NULL`,
    reason: "cash moved in the till's books, and it is not there",
  },
  {
    needs: 'own_goods_change',
    sql: `SELECT wish.entry, NULL AS receipt FROM own_goods_change AS wish
      LEFT JOIN journal ON journal.id = wish.entry
        AND journal.kind IN ('goods-created', 'goods-changed')
      WHERE journal.canonical ->> '$.body.change' IS NOT wish.id`,
    reason: 'a wish for goods stands in the books that it does not speak of',
  },
  {
    needs: 'own_department_change',
    sql: `SELECT wish.entry, NULL AS receipt FROM own_department_change AS wish
      LEFT JOIN journal ON journal.id = wish.entry AND journal.kind IN (${ABOUT_DEPARTMENTS})
      WHERE journal.canonical ->> '$.body.change' IS NOT wish.id`,
    reason: 'a wish for a department stands in the books that it does not speak of',
  },
  {
    sql: `WITH placed AS (
        SELECT session, sum(amount) AS amount FROM till_cash WHERE kind = 'float' GROUP BY session
      )
      SELECT (
        SELECT journal.id FROM journal
        WHERE kind = 'session-opened' AND canonical ->> '$.body.session' = till_session.id
      ) AS entry, NULL AS receipt
      FROM till_session LEFT JOIN placed ON placed.session = till_session.id
      WHERE placed.amount IS NOT till_session.float`,
    reason: "the till's cash does not begin with its float",
  },
  // Both are made with the sale. Older jobs that have ended are forgotten, one or the other first.
  {
    sql: `SELECT sale.entry, sale.receipt FROM print_job AS drawer
      JOIN sale ON sale.id = drawer.sale AND sale.at = drawer.created_at
      WHERE drawer.kind = 'drawer' AND sale.at > (SELECT max(at) FROM sale) - ${DAY_MS}
      AND NOT EXISTS (
        SELECT 1 FROM print_job AS paper WHERE paper.sale = sale.id AND paper.kind = 'receipt'
      )`,
    reason: 'its receipt is not among the print jobs',
  },
  {
    sql: `SELECT NULL AS entry, NULL AS receipt FROM print_job
      WHERE sale IS NOT NULL AND sale NOT IN (SELECT id FROM sale)`,
    reason: 'a print job belongs to no sale',
  },
]

/** The first by place of all that is found; what belongs to no entry comes last. */
export function findStray(connection: Connection): Broken | undefined {
  const hasTable = connection
    .prepare<[string], number>('SELECT 1 FROM sqlite_schema WHERE name = ?')
    .pluck()
  const found = SEARCHES.filter(({ needs }) => needs === undefined || hasTable.get(needs)).flatMap(
    ({ sql, reason }) => {
      const first = connection
        .prepare<[], Found>(`SELECT * FROM (${sql}) ORDER BY entry NULLS LAST LIMIT 1`)
        .get()
      return first ? [{ ...first, reason }] : []
    },
  )
  const [first] = found.toSorted((a, b) => ((a.entry ?? '~') < (b.entry ?? '~') ? -1 : 1))
  if (!first) return undefined
  const { entry, receipt, reason } = first
  return { ...placeOf(entry), ...(receipt === null ? {} : { receipt }), reason }
}

/** Read from the id of an entry, which may be gone. */
function placeOf(entry: string | null): { readonly epoch: number; readonly seq: number } {
  if (entry === null) return { epoch: 0, seq: 0 }
  return { epoch: Number(entry.slice(0, 4)), seq: Number(entry.slice(-10)) }
}
