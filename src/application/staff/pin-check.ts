/** Whether a PIN is right, in a time that does not tell whether the person exists. */
import { pinText } from '../../domain/badge.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Pin } from '../../domain/settings.ts'
import type { TerminalDependencies } from '../dependencies.ts'

/**
 * One key pad needs one; more at a time is somebody guessing, and each takes memory and a thread.
 */
const AT_ONCE_LIMIT = 4
const USUAL_COST = 16_384

export type PinCheck = (pin: string, kept: Pin | undefined) => Promise<Result<boolean>>

/**
 * Answers false for a person who is not known, after the same work. `key-changed` where this
 * terminal has no key to hash a PIN with: it was enrolled anew and has not pulled since.
 */
export function createPinCheck(dependencies: TerminalDependencies): PinCheck {
  const { pinHasher, store, cardCodes } = dependencies
  let atOnce = 0
  return async (pin, kept) => {
    if (atOnce >= AT_ONCE_LIMIT) return fail('busy')
    const hashed = kept?.isPeppered ? cardCodes.hashOf(pinText(pin)) : pin
    if (hashed === undefined) return fail('key-changed')
    atOnce += 1
    try {
      const cost = kept?.cost ?? store.settings.staff()[0]?.pin.cost ?? USUAL_COST
      const hash = await pinHasher.hash(hashed, kept?.salt ?? '0'.repeat(32), cost)
      const isSame = pinHasher.same(hash, bytesOf(kept?.hash ?? '0'.repeat(64)))
      return succeed(isSame && kept !== undefined)
    } finally {
      atOnce -= 1
    }
  }
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
