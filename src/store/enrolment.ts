/** The terminal's identity, and the first entry of its journal in the same transaction. */
import type { Enrolment, Identity } from '../ports/identity.ts'
import type { Connection } from './connection.ts'
import { prepareBeginning, type EpochParts } from './epochs.ts'

export function createEnrolment(parts: EpochParts): Enrolment {
  const { connection, transactions } = parts
  const current = prepareIdentity(connection)
  const store = connection.prepare<[Identity]>(
    `INSERT INTO terminal_identity (only, tenant, store, terminal, terminal_code)
     VALUES (1, @tenant, @store, @terminal, @terminalCode)`,
  )
  const begin = prepareBeginning(parts)
  return {
    current,
    enrol(identity, { at, businessDate, previous, told }) {
      transactions.run(() => {
        if (current()) throw new Error('this terminal is enrolled already')
        store.run(identity)
        const ordinal = (previous?.epoch.ordinal ?? 0) + 1
        const why = previous
          ? { reason: 'replaced' as const, previous, told: told ?? null }
          : { reason: 'enrolled' as const, previous: null }
        begin({ ordinal, at, businessDate }, why)
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
