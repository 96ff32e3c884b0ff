/** Refused sign-ins: counted for each person, waited for, and kept in the journal. */
import { fail, type Result } from '../../domain/failure.ts'
import type { Fact } from '../../domain/journal/facts.ts'
import { contextOf } from '../authority.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import { createLockout } from './lockout.ts'

type Reason = Fact<'sign-in-refused'>['body']['reason']

export interface Refusals {
  isTooSoon(staff: string): boolean
  /** In a transaction: refuses a try that came too soon. */
  tooSoon(staff: string, at: number): Result<never>
  /** In a transaction: refuses a wrong PIN, or any PIN of somebody who may not work here. */
  wrong(staff: string, at: number): Result<never>
}

export function createRefusals(core: Core): Refusals {
  const { store, clock } = core
  const lockout = createLockout(clock)
  /**
   * Of tries that came too soon one is written for each wait: pressing on must not fill the disk.
   */
  const written = new Map<string, number>()

  const write = (staff: string, reason: Reason, at: number): void => {
    const shop = readShop(core)
    if (!shop.ok) return
    const session = store.tills.current()?.id ?? null
    const context = contextOf(core, shop.value, at, session, null)
    store.journal.append({ kind: 'sign-in-refused', body: { staff, reason } }, context)
  }
  const waitOf = (staff: string): { person: string; count: number; left: number } => {
    const person = countedAs(core, staff)
    const { count } = store.signIns.refusals(person)
    return { person, count, left: lockout.left(person, count) }
  }
  return {
    isTooSoon: (staff) => waitOf(staff).left > 0,
    tooSoon(staff, at) {
      const { person, count, left } = waitOf(staff)
      if (written.get(person) !== count) write(staff, 'pin-locked', at)
      written.set(person, count)
      return fail('pin-locked', { seconds: Math.ceil(left / 1000) })
    },
    wrong(staff, at) {
      const person = countedAs(core, staff)
      store.signIns.refused(person, at)
      store.afterCommit(() => lockout.refused(person))
      const isDisabled = store.settings.staffMember(staff)?.disabled === true
      write(staff, isDisabled ? 'disabled' : 'pin-wrong', at)
      return fail('pin-wrong')
    },
  }
}

/**
 * Those who do not work here are counted together, under the terminal: inventing names opens
 * nothing.
 */
function countedAs({ store: { settings } }: Core, staff: string): string {
  return settings.staffMember(staff) ? staff : (settings.terminal()?.id ?? staff)
}
