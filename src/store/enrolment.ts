/** The terminal's identity, and the first entry of its journal in the same transaction. */
import type { Enrolment, Identity } from '../ports/identity.ts'
import type { Random } from '../ports/random.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { Journal } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import type { Transactions } from './transactions.ts'

export interface EnrolmentParts {
  readonly connection: Connection
  readonly transactions: Transactions
  readonly journal: Journal
  readonly secrets: Secrets
  readonly random: Random
}

export function createEnrolment(parts: EnrolmentParts): Enrolment {
  const { connection, transactions, journal, secrets, random } = parts
  const current = prepareIdentity(connection)
  const store = connection.prepare<[Identity]>(
    `INSERT INTO terminal_identity (only, tenant, store, terminal, terminal_code)
     VALUES (1, @tenant, @store, @terminal, @terminalCode)`,
  )
  const openEpoch = connection.prepare<[number, string]>(
    'INSERT INTO epoch (ordinal, id) VALUES (?, ?)',
  )
  return {
    current,
    enrol(identity, { at, businessDate, previous }) {
      transactions.run(() => {
        if (current()) throw new Error('this terminal is enrolled already')
        store.run(identity)
        openEpoch.run((previous?.epoch.ordinal ?? 0) + 1, random.id())
        const { keyId, publicKey } = secrets
        const perpetual = journal.perpetual()
        journal.append(
          {
            kind: 'epoch-opened',
            body: {
              ...{ reason: previous ? 'replaced' : 'enrolled', previous: previous ?? null },
              ...{ perpetual, keyId, publicKey },
            },
          },
          { at, businessDate, session: null, actor: null, approver: null },
        )
      })
    },
  }
}

/**
 * Reads the identity; undefined before enrolment. Once committed it never changes, so it is kept.
 */
export function prepareIdentity(connection: Connection): () => Identity | undefined {
  const read = connection.prepare<[], Identity>(
    'SELECT tenant, store, terminal, terminal_code AS terminalCode FROM terminal_identity',
  )
  // Most ask inside a transaction, where an enrolment may still be undone.
  let kept = connection.inTransaction ? undefined : read.get()
  return () => {
    if (kept) return kept
    const found = read.get()
    if (!connection.inTransaction) kept = found
    return found
  }
}
