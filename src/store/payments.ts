/** Payment intents: committed before the first byte to a payment device, settled once. */
import type { PaymentIntent, Payments } from '../ports/payments.ts'
import type { Connection } from './connection.ts'
import type { Row } from './document-table.ts'

const COLUMNS = `id, kind, draft, amount, currency, original, back, state, scheme,
  last_four AS lastFour, authorisation, trace, device_receipt AS deviceReceipt,
  created_at AS createdAt`

type IntentRow = Omit<PaymentIntent, 'back'> & { readonly back: string | null }
type Outcome = Parameters<Payments['settle']>[1]

export function createPayments(connection: Connection): Payments {
  const start = connection.prepare<[Row]>(
    `INSERT INTO payment_intent
       (id, kind, draft, amount, currency, original, back, state, created_at)
     VALUES (@id, @kind, @draft, @amount, @currency, @original, @back, 'started', @createdAt)`,
  )
  const settle = connection.prepare<[Outcome & { id: string }]>(
    `UPDATE payment_intent SET state = @state, scheme = @scheme, last_four = @lastFour,
       authorisation = @authorisation, trace = @trace, device_receipt = @deviceReceipt
     WHERE id = @id`,
  )
  const find = connection.prepare<[string], IntentRow>(
    `SELECT ${COLUMNS} FROM payment_intent WHERE id = ?`,
  )
  const ofDraft = connection.prepare<[string], IntentRow>(
    `SELECT ${COLUMNS} FROM payment_intent WHERE draft = cast(? AS TEXT) ORDER BY number DESC`,
  )
  const approved = connection
    .prepare<[number], string>(
      `SELECT trace FROM payment_intent WHERE state = 'approved' AND trace IS NOT NULL
       ORDER BY number DESC LIMIT ?`,
    )
    .pluck()
  return {
    start(intent) {
      const back = intent.back ? JSON.stringify(intent.back) : null
      start.run({ ...intent, back })
    },
    settle(id, outcome) {
      if (settle.run({ ...outcome, id }).changes === 0) throw new Error(`no payment intent ${id}`)
    },
    find(id) {
      const row = find.get(id)
      return row && intentOf(row)
    },
    ofDraft: (draft) => ofDraft.all(draft).map(intentOf),
    approvedTraces: (most) => approved.all(most),
  }
}

function intentOf(row: IntentRow): PaymentIntent {
  return {
    ...row,
    back: row.back === null ? null : (JSON.parse(row.back) as PaymentIntent['back']),
  }
}
