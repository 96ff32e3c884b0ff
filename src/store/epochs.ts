/** Opens stretches of numbers: each begins with the entry that says why. */
import type { Entry } from '../domain/journal/facts.ts'
import type { ToldTotals } from '../domain/journal/perpetual.ts'
import type { Epochs } from '../ports/epochs.ts'
import type { Random } from '../ports/random.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { Journal } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import { prepareTotalsKept } from './told-totals.ts'
import type { Transactions } from './transactions.ts'

export interface EpochParts {
  readonly connection: Connection
  readonly transactions: Transactions
  readonly journal: Journal
  readonly secrets: Secrets
  readonly random: Random
}

export function createEpochs(parts: EpochParts): Epochs {
  const { connection, transactions, journal } = parts
  const highest = connection
    .prepare<[], number>(
      `SELECT max((SELECT max(ordinal) FROM epoch), (SELECT ordinal FROM epoch_seen))`,
    )
    .pluck()
  const begin = prepareBeginning(parts)
  return {
    open(reason, { at, businessDate, previous, leavesNext = false, told = null }) {
      return transactions.run(() => {
        const before = previous ?? journal.head()
        const next = Math.max(highest.get() ?? 0, before.epoch.ordinal) + 1
        const ordinal = leavesNext ? next + 1 : next
        begin({ ordinal, at, businessDate }, { reason, previous: before, told })
        return journal.head()
      })
    },
  }
}

type Opened = Entry<'epoch-opened'>['body']

export interface Beginning extends Pick<Opened, 'reason' | 'previous'> {
  readonly told?: readonly ToldTotals[] | null
}

/** The row of an epoch and its first entry, in the transaction under way. */
export function prepareBeginning({ connection, journal, secrets, random }: EpochParts) {
  const add = connection.prepare<[number, string, number]>(
    'INSERT INTO epoch (ordinal, id, untold) VALUES (?, ?, ?)',
  )
  const totals = prepareTotalsKept(connection)
  return (
    { ordinal, at, businessDate }: { ordinal: number; at: number; businessDate: string },
    { told, ...why }: Beginning,
  ): void => {
    add.run(ordinal, random.id(), told === null ? 1 : 0)
    if (told) totals.add(told)
    const { keyId, publicKey } = secrets
    const perpetual = journal.perpetual()
    const body = { ...why, perpetual, ...(told !== undefined && { told: told && [...told] }) }
    journal.append(
      { kind: 'epoch-opened', body: { ...body, keyId, publicKey } },
      { at, businessDate, session: null, actor: null, approver: null },
    )
  }
}
