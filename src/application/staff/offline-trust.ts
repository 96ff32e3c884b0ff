/**
 * How long a till trusts what it knows of its people while the backend is silent: somebody may have
 * been let go, and it has not heard. After that time the word of a second person lets each one in.
 */
import { mayAlone } from '../../domain/permission.ts'
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
  return latest(core, at) > trustEndsAt(core) && somebodyCouldVouch(core, person)
}

/**
 * For how long whoever is signed in may stay: 0 once the trust in which they came is over, and
 * Infinity where it is not needed any more, since another vouched for them or nobody could.
 */
export function trustedForMs(core: Core, at: number, person: Staff): number {
  const ends = trustEndsAt(core)
  const came = core.store.signIns.current()?.at ?? at
  if (ends === Infinity || came > ends || !somebodyCouldVouch(core, person)) return Infinity
  return Math.max(0, ends + 1 - latest(core, at))
}

function latest({ store: { journal } }: Core, at: number): number {
  return Math.max(at, journal.latestAt())
}

function trustEndsAt(core: Core): number {
  const days = (core.store.settings.store()?.staffing ?? STAFFING).trustedOfflineDays
  const heard = heardAt(core)
  return days === 0 || heard === undefined ? Infinity : heard + days * DAY_MS
}

function somebodyCouldVouch({ store: { settings } }: Core, person: Staff): boolean {
  const rules = settings.store()
  return settings.staff().some(({ id, role, disabled }) => {
    const mayVouch = mayAlone(rules, role, 'vouch-offline')
    return id !== person.id && !disabled && mayVouch
  })
}

function heardAt({ store }: Core): number | undefined {
  const text = store.settings.local(HEARD_AT)
  return text === undefined ? undefined : Number(text)
}
