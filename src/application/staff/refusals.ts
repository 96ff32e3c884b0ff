/** Refused PINs: counted for each person, waited for, and kept in the journal. */
import { fail, type Result } from '../../domain/failure.ts'
import type { Fact } from '../../domain/journal/facts.ts'
import type { TerminalDependencies } from '../dependencies.ts'
import type { Keep } from '../kept.ts'
import { createLockout } from './lockout.ts'

/** In a transaction: keeps the entry of a refusal, in the words of what the PIN was given for. */
export type WriteRefusal = (reason: Fact<'sign-in-refused'>['body']['reason']) => void

export interface Wrong {
  readonly staff: string
  readonly isBadge?: boolean
}

export interface Refusals {
  isTooSoon(staff: string): boolean
  /** In a transaction: refuses a try that came too soon. */
  tooSoon(staff: string, write: WriteRefusal): Result<never>
  /** In a transaction: refuses a wrong PIN, or any PIN of somebody who may not work here. */
  wrong(attempt: Wrong, at: number, write: WriteRefusal): Result<never>
}

export function createRefusals({ store, clock }: TerminalDependencies, keep: Keep): Refusals {
  const lockout = createLockout(clock)
  /**
   * Of tries that came too soon one is written for each wait: pressing on must not fill the disk.
   */
  const written = new Map<string, number>()

  const waitOf = (staff: string): { person: string; count: number; left: number } => {
    const person = countedAs(store, staff)
    const { count } = store.signIns.refusals(person)
    return { person, count, left: lockout.left(person, count) }
  }
  return {
    isTooSoon: (staff) => waitOf(staff).left > 0,
    tooSoon(staff, write) {
      const { person, count, left } = waitOf(staff)
      if (written.get(person) !== count) write('pin-locked')
      written.set(person, count)
      return fail('pin-locked', { seconds: Math.ceil(left / 1000) })
    },
    wrong({ staff, isBadge }, at, write) {
      const person = countedAs(store, staff)
      keep(() => {
        store.signIns.refused(person, at)
        store.afterCommit(() => lockout.refused(person))
      })
      const isDisabled = store.settings.staffMember(staff)?.disabled === true
      const code = isBadge ? 'badge-unknown' : 'pin-wrong'
      write(isDisabled ? 'disabled' : code)
      return fail(code)
    },
  }
}

/**
 * Those who do not work here are counted together, under the terminal: inventing names opens
 * nothing.
 */
function countedAs({ settings }: TerminalDependencies['store'], staff: string): string {
  return settings.staffMember(staff) ? staff : (settings.terminal()?.id ?? staff)
}
