/**
 * Where the beeps of scanners go that the core reads itself. While a screen works on a sheet they
 * are written there and told to that screen alone; else they are the cart's.
 */
import { SCAN_LIMIT } from '../../contract/terminal/commands.ts'
import type { ScannedOnto } from '../../contract/terminal/stock.ts'
import type { SheetKind } from '../../domain/stock/sheet.ts'
import type { Scanned } from '../../ports/devices.ts'
import { signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import { createWaiting, type Waiting } from '../events/waiting.ts'
import type { SheetUses } from './sheets.ts'

/** More are waited for by nobody: the oldest go, and the sheet has them all. */
const WAITING_LIMIT = 20

export interface Beeps {
  /** The next beep, once there is one; undefined when it is closed. One call at a time. */
  next(): Promise<ScannedOnto | undefined>
  close(): void
}

export interface BeepUses {
  /** From now on, until it is closed or another screen asks for the same. */
  follow(input: { readonly kind: SheetKind }): Beeps
  /** True where a screen took it. */
  heard(scanned: Scanned): boolean
}

interface Listener extends Waiting<ScannedOnto> {
  readonly kind: SheetKind
}

export function createBeeps(core: Core, scan: SheetUses['scan']): BeepUses {
  let listener: Listener | undefined
  return {
    follow({ kind }) {
      listener?.close()
      const waiting = createWaiting<ScannedOnto>(WAITING_LIMIT, () => {
        if (listener === own) listener = undefined
      })
      const own: Listener = { ...waiting, kind }
      listener = own
      return own
    },
    heard({ text, symbology = null }) {
      if (!listener || !signedIn(core) || core.pins.badge(text) !== undefined) return false
      if (text.length === 0 || text.length > SCAN_LIMIT) return true
      const { kind } = listener
      const answer = scan({ command: core.random.id(), kind, text, symbology })
      if (answer.ok) listener.push(answer.value)
      else listener.push({ outcome: 'blocked', reason: answer.failure.code })
      return true
    },
  }
}
