/**
 * A PIN that was given, to sign in or to vouch for somebody: tried before the transaction that it
 * is for, because that takes time, and admitted or refused inside of it. One count of wrong PINs
 * for each person, whatever they were given for.
 */
import { succeed, type Result } from '../../domain/failure.ts'
import type { Staff } from '../../domain/settings.ts'
import type { TerminalDependencies } from '../dependencies.ts'
import { createPinCheck } from './pin-check.ts'
import { createRefusals, type WriteRefusal } from './refusals.ts'

/** What is known of a PIN that was given; never the PIN itself. */
export type Attempt =
  | { readonly staff: string; readonly state: 'too-soon' }
  | { readonly staff: string; readonly state: 'right' | 'wrong'; readonly keptHash?: string }

export interface PinGate {
  /** Outside of a transaction. `busy` where too many are tried at once. */
  attempt(staff: string, pin: string): Promise<Result<Attempt>>
  /** In a transaction: the person, or `pin-wrong` and `pin-locked`, written by `write`. */
  admit(attempt: Attempt, at: number, write: WriteRefusal): Result<Staff>
}

export function createPinGate(dependencies: TerminalDependencies): PinGate {
  const { settings, signIns } = dependencies.store
  const refusals = createRefusals(dependencies)
  const isRight = createPinCheck(dependencies)
  return {
    async attempt(staff, pin) {
      if (refusals.isTooSoon(staff)) return succeed({ staff, state: 'too-soon' })
      const kept = settings.staffMember(staff)?.pin
      const checked = await isRight(pin, kept)
      if (!checked.ok) return checked
      const state = checked.value ? 'right' : 'wrong'
      return succeed({ staff, state, ...(kept && { keptHash: kept.hash }) })
    },
    admit(attempt, at, write) {
      const { staff } = attempt
      // Others may have tried, and the person may have changed, while the hash was made.
      if (attempt.state === 'too-soon' || refusals.isTooSoon(staff)) {
        return refusals.tooSoon(staff, write)
      }
      const person = settings.staffMember(staff)
      const isSame = person?.pin.hash === attempt.keptHash
      if (attempt.state === 'wrong' || !isSame || !person || person.disabled) {
        return refusals.wrong(staff, at, write)
      }
      signIns.forgive(staff)
      return succeed(person)
    },
  }
}
