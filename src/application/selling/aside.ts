/**
 * Where codes go that scanners of the core read while a screen waits for them: to that screen, as
 * what a keyboard scanner types. Into a cart that nobody sees nothing is rung up, and a badge that
 * is shown as a second person's word lets nobody in.
 */
import { SCAN_LIMIT, type FollowScans } from '../../contract/terminal/commands.ts'
import type { HeardCode } from '../../contract/terminal/events.ts'
import type { Scanned } from '../../ports/devices.ts'
import { isKnownCard } from '../accounts/source.ts'
import { signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import { createWaiting, type Waiting } from '../events/waiting.ts'
import { readShop } from '../shop.ts'

/** More are waited for by nobody: the oldest go. */
const WAITING_LIMIT = 20

export interface ScansAside {
  /** From now on, until it is closed or another screen asks for the same. */
  follow(input: FollowScans): Pick<Waiting<HeardCode>, 'next' | 'close'>
  /** True where a screen took it. */
  heard(scanned: Scanned): boolean
}

export function createScansAside(core: Core): ScansAside {
  const listeners = new Map<FollowScans['of'], Waiting<HeardCode>>()
  return {
    follow({ of }) {
      listeners.get(of)?.close()
      const own = createWaiting<HeardCode>(WAITING_LIMIT, () => {
        if (listeners.get(of) === own) listeners.delete(of)
      })
      listeners.set(of, own)
      return own
    },
    heard({ text }) {
      const isBadge = core.pins.badge(text) !== undefined
      const listener = listeners.get(isBadge ? 'badges' : 'codes')
      // At the door it is nobody's yet whose word is asked for.
      if (!listener || !(isBadge || signedIn(core))) return false
      if (text.length === 0 || text.length > SCAN_LIMIT) return true
      const shop = readShop(core)
      // A card's code is worth money, and stays in the core.
      const isCard = !isBadge && shop.ok && isKnownCard(core, shop.value, text)
      listener.push(isCard ? { kind: 'card' } : { kind: 'code', text })
      return true
    },
  }
}
