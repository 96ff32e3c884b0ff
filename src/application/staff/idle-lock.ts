/**
 * Signs out whoever left a till: nobody should sell under another's name. The cart stays. Time is
 * measured by the monotonic clock.
 */
import { STAFFING } from '../../domain/settings.ts'
import type { Cancel } from '../../ports/clock.ts'
import { signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import type { StatusTeller } from '../status/teller.ts'
import { leave } from './door.ts'

export interface IdleLock {
  /** Looks anew: at the start, and when the store's settings changed. */
  watch(): void
  stop(): void
}

export function createIdleLock(core: Core, current: CurrentDraft, status: StatusTeller): IdleLock {
  const { clock } = core
  let cancel: Cancel = () => undefined
  const watch = (): void => {
    cancel()
    const limit = lockAfterMs(core)
    if (limit === 0 || !signedIn(core)) return
    const left = limit - (clock.elapsed() - core.presence.last())
    if (left > 0) cancel = clock.after(left, watch)
    // Whoever waits for a card is there, though no hand moves.
    else if (current.free().ok) signOut(core, status)
    else cancel = clock.after(limit, watch)
  }
  core.presence.onCame(watch)
  return { watch, stop: () => cancel() }
}

function lockAfterMs({ store: { settings } }: Core): number {
  return (settings.store()?.staffing ?? STAFFING).lockAfterMinutes * 60_000
}

function signOut(core: Core, status: StatusTeller): void {
  const { store, clock } = core
  core.transact(() => {
    const person = signedIn(core)
    const at = clock.now()
    if (!person || !leave(core, person, at, 'idle').ok) return
    store.signIns.set(undefined, at)
    store.afterCommit(status.changed)
  })
}
