/**
 * How long a till trusts what it knows of its people while the backend is silent: somebody may have
 * been let go, and it has not heard. After that time the word of a second person lets each one in.
 */
import { decide, grantOf } from '../../domain/permission.ts'
import { STAFFING, type Staff } from '../../domain/settings.ts'
import { StoreFailure } from '../../ports/store.ts'
import type { Core } from '../core.ts'

const HEARD_AT = 'heard-at'
const NOTED_EVERY_MS = 10 * 60_000
const DAY_MS = 24 * 60 * 60_000

/** Notes that the backend was heard, now and then while it is; durable, as a restart forgets it. */
export function noteHeard(core: Core): void {
  const { store, clock, network } = core
  const at = clock.now()
  const before = heardAt(core)
  // A terminal that never noted it has just been enrolled, which the backend itself answered.
  const isNews = before === undefined || (network.online() && at - before >= NOTED_EVERY_MS)
  if (!isNews) return
  try {
    core.transact(() => store.settings.setLocal(HEARD_AT, String(at)))
  } catch (error) {
    // What the ground refuses it shows by itself; the backend will be heard again.
    if (!(error instanceof StoreFailure)) throw error
  }
}

/**
 * Whether a second person has to vouch for one who signs in. Not where nobody could: a shop of one
 * must open. A clock that was set back gains nothing: time is the latest that the journal has seen.
 */
export function needsVouching(core: Core, at: number, person: Staff): boolean {
  const { settings, journal } = core.store
  const store = settings.store()
  const days = (store?.staffing ?? STAFFING).trustedOfflineDays
  const heard = heardAt(core)
  if (days === 0 || heard === undefined) return false
  if (Math.max(at, journal.latestAt()) - heard <= days * DAY_MS) return false
  return settings.staff().some(({ id, role, disabled }) => {
    const mayVouch = decide(grantOf(store, role, 'vouch-offline')) === 'allowed'
    return id !== person.id && !disabled && mayVouch
  })
}

function heardAt({ store }: Core): number | undefined {
  const text = store.settings.local(HEARD_AT)
  return text === undefined ? undefined : Number(text)
}
