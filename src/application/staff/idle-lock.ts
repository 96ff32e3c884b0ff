/**
 * Signs out whoever left a till: nobody should sell under another's name. And whoever was there
 * when the till ceased to trust what it knows of its people: nobody stays in by never leaving. The
 * cart stays. Who comes back to a machine that slept is not taken for whoever left it: a touch is
 * looked at before it counts.
 */
import { STAFFING } from '../../domain/settings.ts'
import type { Cancel } from '../../ports/clock.ts'
import { signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import type { StatusTeller } from '../status/teller.ts'
import { leave } from './door.ts'
import { trustedForMs } from './offline-trust.ts'

export interface IdleLock {
  /** Looks anew: at the start, and when the store's settings changed. */
  watch(): void
  stop(): void
}

/**
 * It is looked at so often at least: timers wait longer than they should while the machine sleeps,
 * the backend may be heard meanwhile, or the clock be set.
 */
const LONGEST_WAIT_MS = 60_000

export function createIdleLock(core: Core, current: CurrentDraft, status: StatusTeller): IdleLock {
  const { clock } = core
  let cancel: Cancel = () => undefined
  const watch = (): void => {
    cancel()
    const person = signedIn(core)
    if (!person) return
    const limit = lockAfterMs(core)
    const idle = limit === 0 ? Infinity : limit - core.presence.idleMs()
    const left = Math.min(idle, trustedForMs(core, clock.now(), person))
    if (left === Infinity) return
    if (left > 0) cancel = clock.after(Math.min(left, LONGEST_WAIT_MS), watch)
    // Whoever waits for a card is there, though no hand moves.
    else if (isLeft(current)) signOut(core, status)
    else cancel = clock.after(limit === 0 ? LONGEST_WAIT_MS : limit, watch)
  }
  core.presence.onCame(watch)
  core.presence.onTouch(() => {
    const limit = lockAfterMs(core)
    if (limit > 0 && core.presence.idleMs() >= limit) watch()
  })
  return { watch, stop: () => cancel() }
}

/** Goods whose deposit nobody has paid yet wait in the cart as any others do. */
function isLeft(current: CurrentDraft): boolean {
  const free = current.free()
  return free.ok || free.failure.code === 'layaway-begun'
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
