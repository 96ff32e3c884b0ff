/** Payment intents: committed before the first byte to a payment device, settled once. */
import type { PaymentIntent, Payments } from '../ports/payments.ts'
import type { Connection } from './connection.ts'

const COLUMNS = `id, kind, draft, amount, currency, original, state, scheme, last_four AS lastFour,
  authorisation, trace, device_receipt AS deviceReceipt, created_at AS createdAt`

type Outcome = Parameters<Payments['settle']>[1]

export function createPayments(connection: Connection): Payments {
  const start = connection.prepare<[Parameters<Payments['start']>[0]]>(
    `INSERT INTO payment_intent (id, kind, draft, amount, currency, original, state, created_at)
     VALUES (@id, @kind, @draft, @amount, @currency, @original, 'started', @createdAt)`,
  )
  const settle = connection.prepare<[Outcome & { id: string }]>(
    `UPDATE payment_intent SET state = @state, scheme = @scheme, last_four = @lastFour,
       authorisation = @authorisation, trace = @trace, device_receipt = @deviceReceipt
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
