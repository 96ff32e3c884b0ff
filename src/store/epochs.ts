/** Opens stretches of numbers: each begins with the entry that says why. */
import type { Epochs } from '../ports/epochs.ts'
import type { Random } from '../ports/random.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { Journal } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import type { Transactions } from './transactions.ts'

export interface EpochParts {
  readonly connection: Connection
  readonly transactions: Transactions
  readonly journal: Journal
  readonly secrets: Secrets
  readonly random: Random
}

export function createEpochs(parts: EpochParts): Epochs {
  const { connection, transactions, journal, secrets, random } = parts
  const highest = connection
    .prepare<[], number>(
      `SELECT max((SELECT max(ordinal) FROM epoch), (SELECT ordinal FROM epoch_seen))`,
    )
    .pluck()
  const add = connection.prepare<[number, string]>('INSERT INTO epoch (ordinal, id) VALUES (?, ?)')
  return {
    open(reason, { at, businessDate, previous, leavesNext = false }) {
      return transactions.run(() => {
        const before = previous ?? journal.head()
        const next = Math.max(highest.get() ?? 0, before.epoch.ordinal) + 1
        const ordinal = leavesNext ? next + 1 : next
        const perpetual = journal.perpetual()
        add.run(ordinal, random.id())
        const { keyId, publicKey } = secrets
        journal.append(
          { kind: 'epoch-opened', body: { reason, previous: before, perpetual, keyId, publicKey } },
          { at, businessDate, session: null, actor: null, approver: null },
        )
        return journal.head()
      })
    },
  }
}
