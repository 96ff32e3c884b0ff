/**
 * The one place where errors of the connection become what they mean, for reads as for writes, and
 * where trust ends: after a failed sync the page cache may show what the disk never took, so that a
 * second try that succeeds proves nothing.
 */
import { LOST } from '../contract/supervision.ts'
import { StoreFailure } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import { asStoreFailure } from './sqlite-failure.ts'

export type FailureListener = (failure: StoreFailure) => void

type Call = (...values: unknown[]) => unknown
type Calls = Record<string, unknown>

/** What reads or writes; a statement that was set to pluck stays the same object. */
const OF_A_STATEMENT = ['run', 'get', 'all'] as const

/**
 * Guards what is prepared or executed on the connection from now on. Each failure is told, then
 * thrown as `StoreFailure`; after one that ends trust nothing reaches the disk any more, and every
 * call throws that same one.
 */
export function guardConnection(connection: Connection, told: FailureListener): void {
  let lost: StoreFailure | undefined
  const guarded = (call: Call): Call => {
    return (...values) => {
      if (lost) throw lost
      try {
        return call(...values)
      } catch (error) {
        const failure = asStoreFailure(error)
        if (failure instanceof StoreFailure) {
          if (LOST.has(failure.code)) lost = failure
          told(failure)
        }
        throw failure
      }
    }
  }
  const guard = (owner: Calls, names: readonly string[]): void => {
    for (const name of names) owner[name] = guarded((owner[name] as Call).bind(owner))
  }
  const parts = connection as unknown as Calls
  guard(parts, ['prepare', 'exec'])
  const prepare = parts['prepare'] as Call
  parts['prepare'] = (text: unknown) => {
    const statement = prepare(text) as Calls
    guard(statement, OF_A_STATEMENT)
    return statement
  }
}
