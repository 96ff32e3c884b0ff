/**
 * Where codes go that scanners of the core read while a screen without a cart is open: to that
 * screen, as what a keyboard scanner types. Into a cart that nobody sees nothing is rung up.
 */
import { SCAN_LIMIT } from '../../contract/terminal/commands.ts'
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
  follow(): Pick<Waiting<HeardCode>, 'next' | 'close'>
  /** True where a screen took it. */
  heard(scanned: Scanned): boolean
}

export function createScansAside(core: Core): ScansAside {
  let listener: Waiting<HeardCode> | undefined
  return {
    follow() {
      listener?.close()
      const own = createWaiting<HeardCode>(WAITING_LIMIT, () => {
        if (listener === own) listener = undefined
      })
      listener = own
      return own
    },
    heard({ text }) {
      if (!listener || !signedIn(core) || core.pins.badge(text) !== undefined) return false
      if (text.length === 0 || text.length > SCAN_LIMIT) return true
      const shop = readShop(core)
      // A card's code is worth money, and stays in the core.
      const isCard = shop.ok && isKnownCard(core, shop.value, text)
      listener.push(isCard ? { kind: 'card' } : { kind: 'code', text })
      return true
    },
  }
}
