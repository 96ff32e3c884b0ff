/** Till sessions and the cash that their drawer should hold. */
import { minor } from '../domain/money.ts'
import { drawerEffect } from '../domain/till/cash-move.ts'
import type { CashMove, TillClosing, Tills, TillSession } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import { prepareDoneBy } from './done-by.ts'
import type { SessionTallies } from './session-tallies.ts'
import { prepareCounts, SESSION } from './till-counts.ts'
import { prepareReports } from './till-reports.ts'
import type { Transactions } from './transactions.ts'

export function createTills(
  connection: Connection,
  transactions: Transactions,
  tallies: SessionTallies,
): Tills {
  const current = connection.prepare<[string | null], TillSession>(
    `SELECT ${SESSION} FROM till_session
     WHERE counted_at IS NULL AND counting_at IS NULL AND (holder = ? OR holder IS NULL)
     ORDER BY holder IS NULL LIMIT 1`,
  )
  const underWay = connection.prepare<[], TillSession>(
    `SELECT ${SESSION} FROM till_session
     WHERE counted_at IS NULL AND counting_at IS NULL ORDER BY rowid`,
  )
  const open = connection.prepare<[TillSession]>(
    `INSERT INTO till_session
       (id, opened_at, opened_by, business_date, currency, float, entry, holder, day_said_at)
     VALUES (@id, @openedAt, @openedBy, @businessDate, @currency, @float, @entry, @holder,
       @daySaidAt)`,
  )
  const moveCash = prepareCash(connection)
  const expected = connection
    .prepare<[{ session: string }], number>(
      `SELECT coalesce((SELECT sum(amount) FROM till_cash WHERE session = @session), 0) + coalesce((
         SELECT sum(effect) FROM cash_move
         JOIN till_session ON till_session.id = cash_move.session
           AND till_session.currency = cash_move.currency
         WHERE cash_move.session = @session
       ), 0)`,
    )
    .pluck()
  const foreign = connection.prepare<[{ session: string }], { currency: string; amount: number }>(
    `SELECT currency, sum(amount) AS amount FROM (
       SELECT currency, amount FROM till_foreign_cash WHERE session = @session
       UNION ALL
       SELECT cash_move.currency, cash_move.effect FROM cash_move
       JOIN till_session ON till_session.id = cash_move.session
         AND till_session.currency <> cash_move.currency
       WHERE cash_move.session = @session
     ) GROUP BY currency ORDER BY currency`,
  )
  const close = connection.prepare<[TillClosing & { readonly session: string }]>(
    `UPDATE till_session SET closed_at = @closedAt, closed_by = @closedBy,
       expected = @expected, counted = @counted, z = @z, closing = @entry
     WHERE id = @session AND counted_at IS NOT NULL AND closed_at IS NULL`,
  )
  return {
    current: (person = null) => current.get(person),
    underWay: () => underWay.all(),
    open(session) {
      transactions.run(() => {
        open.run(session)
        moveCash({ session: session.id, kind: 'float', amount: session.float, sale: null })
      })
    },
    sayDay: prepareSayDay(connection),
    expectedCash: (session) => minor(expected.get({ session }) ?? 0),
    expectedForeign: (session) =>
      new Map(foreign.all({ session }).map(({ currency, amount }) => [currency, minor(amount)])),
    ...prepareMoves(connection, transactions),
    ...prepareReports(connection),
    ...prepareCounts(connection, transactions),
    sum: tallies.sum,
    close(session, closing) {
      const { changes } = close.run({ ...closing, session })
      if (changes === 0) throw new Error(`no counted till session ${session}`)
      tallies.forget(session)
    },
  }
}

function prepareSayDay(connection: Connection): Tills['sayDay'] {
  const say = connection.prepare<[number, string]>(
    'UPDATE till_session SET day_said_at = ? WHERE id = ?',
  )
  return (session, at) => void say.run(at, session)
}

/** Cash that moved without a sale, and what else a person did. */
function prepareMoves(
  connection: Connection,
  transactions: Transactions,
): Pick<Tills, 'moveCash' | 'moves' | 'countMoves' | 'movedBy' | 'adjustedBy' | 'cardsSoldBy'> {
  const insert = connection.prepare<[CashMove & { readonly effect: number }]>(
    `INSERT INTO cash_move (id, session, entry, kind, currency, effect, reason, at, actor)
     VALUES (@id, @session, @entry, @kind, @currency, @effect, @reason, @at, @actor)`,
  )
  const list = connection.prepare<[string, number], CashMove>(
    `SELECT id, session, entry, kind, currency, abs(effect) AS amount, reason, at, actor
     FROM cash_move WHERE session = ? ORDER BY number DESC LIMIT ?`,
  )
  const count = connection
    .prepare<[string], number>('SELECT count(*) FROM cash_move WHERE session = ?')
    .pluck()
  const movedBy = connection
    .prepare<[string, string, string, string], number>(
      `SELECT coalesce(sum(abs(effect)), 0) FROM cash_move
       WHERE session = ? AND actor = ? AND currency = ?
         AND kind IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
  return {
    moveCash(move) {
      if (!transactions.isActive) throw new Error('cash moves with its entry only')
      insert.run({ ...move, effect: drawerEffect(move.kind, move.amount) })
    },
    ...prepareDoneBy(connection),
    moves: (session, most) => list.all(session, most),
    countMoves: (session) => count.get(session) ?? 0,
    movedBy: ({ id, currency }, person, kinds) =>
      minor(movedBy.get(id, person, currency, JSON.stringify(kinds)) ?? 0),
  }
}

interface CashOfSale {
  readonly session: string
  readonly kind: 'float' | 'tender' | 'change'
  /** Minor units: positive into the drawer, negative out of it. */
  readonly amount: number
  readonly sale: string | null
}

interface ForeignMove {
  readonly session: string
  readonly currency: string
  /** Minor units of that currency, into the drawer. */
  readonly amount: number
  readonly sale: string
}

/** Records foreign notes that went into a session's drawer. */
export function prepareForeignCash(connection: Connection): (move: ForeignMove) => void {
  const insert = connection.prepare<[ForeignMove]>(
    `INSERT INTO till_foreign_cash (session, currency, amount, sale)
     VALUES (@session, @currency, @amount, @sale)`,
  )
  return (move) => void insert.run(move)
}

/** Records why cash went into a session's drawer or out of it. */
export function prepareCash(connection: Connection): (move: CashOfSale) => void {
  const insert = connection.prepare<[CashOfSale]>(
    `INSERT INTO till_cash (session, kind, amount, sale)
     VALUES (@session, @kind, @amount, @sale)`,
  )
  return (move) => void insert.run(move)
}
