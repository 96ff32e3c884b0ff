/**
 * The one way to write: a transaction that ends with its feed documents, tried again where it lost
 * a race.
 */
import type { Backend, Transaction } from '../backend.ts'
import { stamp, type FeedChange } from '../feeds/stamp.ts'
import type { Moved } from '../feeds/changes.ts'

export interface Written<Value> {
  readonly value: Value
  /** What terminals shall pull of it: stamped as the last act, announced after the commit. */
  readonly changes?: readonly FeedChange[]
}

/** Serialisation failure, deadlock: nothing happened, and the same again may succeed. */
const RACES_LOST: ReadonlySet<unknown> = new Set(['40001', '40P01'])
const ATTEMPTS_LIMIT = 20
const PAUSE_LONGEST_MS = 200

/**
 * Runs `work` in one transaction and answers its value once it is durable. `work` may run several
 * times, so it changes nothing but the database. Whatever it throws rolls everything back.
 */
export async function write<Value>(
  backend: Backend,
  tenant: string,
  work: (transaction: Transaction) => Promise<Written<Value>>,
): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { value, moved } = await backend.database
        .transaction()
        .execute((transaction) => once(transaction, tenant, work))
      for (const each of moved) backend.changes.announce(each)
      return value
    } catch (error) {
      if (attempt === ATTEMPTS_LIMIT || !lostRace(error)) throw error
      await backend.clock.sleep(pause(attempt, backend.random.bytes(1)[0] ?? 0))
    }
  }
}

async function once<Value>(
  transaction: Transaction,
  tenant: string,
  work: (transaction: Transaction) => Promise<Written<Value>>,
): Promise<{ value: Value; moved: Moved[] }> {
  const { value, changes = [] } = await work(transaction)
  return { value, moved: await stamp(transaction, tenant, changes) }
}

function lostRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && RACES_LOST.has(error.code)
}

/** Doubles up to a limit, with chance, so that the same two do not meet again. */
function pause(attempt: number, chance: number): number {
  return (Math.min(2 ** attempt, PAUSE_LONGEST_MS) * (128 + chance)) / 384
}
