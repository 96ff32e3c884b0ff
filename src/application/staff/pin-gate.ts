/**
 * A PIN that was given or a badge that was shown, to sign in or to vouch for somebody: tried before
 * the transaction that it is for, because that takes time, and admitted or refused inside of it.
 * One count of wrong ones for each person, whatever they were given for.
 */
import type { z } from 'zod'
import type { approvalSchema } from '../../contract/terminal/commands.ts'
import { badgeCodeSchema, badgeText } from '../../domain/badge.ts'
import { succeed, type Result } from '../../domain/failure.ts'
import type { Staff } from '../../domain/settings.ts'
import type { TerminalDependencies } from '../dependencies.ts'
import type { Keep } from '../kept.ts'
import { createPinCheck } from './pin-check.ts'
import { createRefusals, type WriteRefusal } from './refusals.ts'

/** What is known of a PIN or a badge; never the code itself. */
export type Attempt =
  | { readonly staff: string; readonly state: 'too-soon' }
  | {
      readonly staff: string
      readonly state: 'right' | 'wrong'
      readonly keptHash?: string
      readonly isBadge?: boolean
    }

type Shown = z.infer<typeof approvalSchema>

export interface PinGate {
  /** Outside of a transaction. `busy` where too many are tried at once. */
  attempt(shown: Shown): Promise<Result<Attempt>>
  /** The same for what a scanner read; undefined where it is nobody's badge. */
  badge(code: string): Attempt | undefined
  /** In a transaction: the person, or `pin-wrong` and `pin-locked`, written by `write`. */
  admit(attempt: Attempt, at: number, write: WriteRefusal): Result<Staff>
}

export function createPinGate(dependencies: TerminalDependencies, keep: Keep): PinGate {
  const { cardCodes } = dependencies
  const { settings, signIns } = dependencies.store
  const refusals = createRefusals(dependencies, keep)
  const isRight = createPinCheck(dependencies)
  const badge = (code: string): Attempt | undefined => {
    if (!badgeCodeSchema.safeParse(code).success) return undefined
    const keptHash = cardCodes.hashOf(badgeText(code))
    if (keptHash === undefined) return undefined
    const holder = settings.staff().find((each) => each.badge === keptHash)
    if (!holder) return undefined
    if (refusals.isTooSoon(holder.id)) return { staff: holder.id, state: 'too-soon' }
    return { staff: holder.id, state: 'right', keptHash, isBadge: true }
  }
  return {
    badge,
    async attempt(shown) {
      // A badge of nobody is counted as those are who do not work here.
      if ('badge' in shown) {
        const nobody = settings.terminal()?.id ?? ''
        return succeed(badge(shown.badge) ?? { staff: nobody, state: 'wrong', isBadge: true })
      }
      const { staff, pin } = shown
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
      const { keptHash } = attempt
      const isSame = person?.pin.hash === keptHash || person?.badge === keptHash
      if (attempt.state === 'wrong' || !isSame || !person || person.disabled) {
        return refusals.wrong(attempt, at, write)
      }
      keep(() => signIns.forgive(staff))
      return succeed(person)
    },
  }
}
