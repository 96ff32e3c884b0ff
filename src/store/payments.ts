/** Payment intents: committed before the first byte to a payment device, settled once. */
import type { PaymentIntent, Payments } from '../ports/store.ts'
import type { Connection } from './connection.ts'

const COLUMNS = `id, draft, amount, currency, state, scheme, last_four AS lastFour, authorisation,
  trace, created_at AS createdAt`

type Outcome = Parameters<Payments['settle']>[1]

export function createPayments(connection: Connection): Payments {
  const start = connection.prepare<[Parameters<Payments['start']>[0]]>(
    `INSERT INTO payment_intent (id, draft, amount, currency, state, created_at)
     VALUES (@id, @draft, @amount, @currency, 'started', @createdAt)`,
  )
  const settle = connection.prepare<[Outcome & { id: string }]>(
    `UPDATE payment_intent SET state = @state, scheme = @scheme, last_four = @lastFour,
       authorisation = @authorisation, trace = @trace
     WHERE id = @id`,
  )
  const find = connection.prepare<[string], PaymentIntent>(
    `SELECT ${COLUMNS} FROM payment_intent WHERE id = ?`,
  )
  const ofDraft = connection.prepare<[string], PaymentIntent>(
    `SELECT ${COLUMNS} FROM payment_intent WHERE draft = cast(? AS TEXT) ORDER BY number DESC`,
  )
  const approved = connection
    .prepare<[number], string>(
      `SELECT trace FROM payment_intent WHERE state = 'approved' AND trace IS NOT NULL
       ORDER BY number DESC LIMIT ?`,
    )
    .pluck()
  return {
    start: (intent) => void start.run(intent),
    settle(id, outcome) {
      if (settle.run({ ...outcome, id }).changes === 0) throw new Error(`no payment intent ${id}`)
    },
    find: (id) => find.get(id),
    ofDraft: (draft) => ofDraft.all(draft),
    approvedTraces: (most) => approved.all(most),
  }
}
