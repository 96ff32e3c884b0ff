/**
 * How long a till trusts what it knows of its people while the backend is silent: somebody may have
 * been let go, and it has not heard. After that time the word of a second person lets each one in,
 * and after twice that time theirs counts no more by itself either.
 *
 * The silence is the sum of what this till's clock went forward by since the backend was heard: one
 * that is set back takes nothing from it, and one that was ahead for a while gives nothing.
 */
import { mayAlone, type Extent, type Permission } from '../../domain/permission.ts'
import { beyond } from '../../domain/permission-reach.ts'
import { STAFFING, type Staff } from '../../domain/settings.ts'
import { StoreFailure, type Store } from '../../ports/store.ts'
import type { Core } from '../core.ts'

const SILENCE = 'silence'
/** When the backend was heard, as tills of before kept it. */
const HEARD_AT = 'heard-at'
const HEARD_EVERY_MS = 10 * 60_000
const SEEN_EVERY_MS = 60_000
const DAY_MS = 24 * 60 * 60_000

interface Silence {
  /** When this was noted, by the clock of then. */
  readonly at: number
  /** How long the backend had been silent then. */
  readonly ms: number
  /** How long it had been when whoever is at the till came. */
  readonly came: number
  /** For whom somebody vouched since. */
  readonly vouched: readonly string[]
}

/** Notes that the backend was heard, now and then while it is; durable, as a restart forgets it. */
export function noteHeard(core: Core): void {
  const { store, clock, network } = core
  const at = clock.now()
  const before = silenceOf(store)
  // A terminal that never noted it has just been enrolled, which the backend itself answered.
  const isNews =
    before === undefined ||
    (network.online() && (at < before.at || msAt(before, at) >= HEARD_EVERY_MS))
  if (!isNews) return
  try {
    core.transact(() => note(store, { at, ms: 0, came: 0, vouched: [] }))
  } catch (error) {
    // What the ground refuses it shows by itself; the backend will be heard again.
    if (!(error instanceof StoreFailure)) throw error
  }
}

/** In the transaction of whatever was done: so far at least the clock had gone. */
export function noteSeen(store: Store, at: number): void {
  const before = silenceOf(store)
  if (!before || (at >= before.at && at < before.at + SEEN_EVERY_MS)) return
  note(store, { ...before, at, ms: msAt(before, at) })
}

/** In the transaction in which somebody comes to the till. */
export function noteCame({ store }: Core, at: number, person: Staff, isVouched: boolean): void {
  const before = silenceOf(store)
  if (!before) return
  const ms = msAt(before, at)
  const others = before.vouched.filter((id) => id !== person.id)
  const vouched = isVouched ? [...others, person.id] : before.vouched
  note(store, { at, ms, came: ms, vouched })
}

/**
 * Whether a second person has to vouch for one who signs in. Not where nobody could: a shop of one
 * must open.
 */
export function needsVouching(core: Core, at: number, person: Staff): boolean {
  return silentFor(core, at) > trustedMs(core) && somebodyCouldVouch(core, person)
}

/**
 * For how long whoever is signed in may stay: 0 once the trust in which they came is over, and
 * Infinity where it is not needed any more, since another vouched for them or nobody could.
 */
export function trustedForMs(core: Core, at: number, person: Staff): number {
  const limit = trustedMs(core)
  const came = silenceOf(core.store)?.came ?? 0
  if (limit === Infinity || came > limit || !somebodyCouldVouch(core, person)) return Infinity
  return Math.max(0, limit + 1 - silentFor(core, at))
}

/**
 * Whose word counts for an act of `person`: everybody's who may do it alone. Of a till that has
 * heard nothing for twice its time only theirs for whom another vouched since, and of those above
 * whom nobody stands: so there is always somebody where there is anybody.
 */
export function whoseWordCounts(
  core: Core,
  at: number,
  person: string | undefined,
  permission: Permission,
  extent: Extent = {},
): readonly Staff[] {
  const { settings } = core.store
  const rules = settings.store()
  const able = settings
    .staff()
    .filter(
      ({ id, role, disabled }) =>
        !disabled && id !== person && mayAlone(rules, role, permission, extent),
    )
  if (silentFor(core, at) <= 2 * trustedMs(core)) return able
  const vouched = new Set(silenceOf(core.store)?.vouched)
  const mayMore = (one: Staff, other: Staff): boolean =>
    beyond({ rules, role: one.role }, { rules, role: other.role }) !== undefined
  const isAbove = (one: Staff, other: Staff): boolean => mayMore(one, other) && !mayMore(other, one)
  return able.filter((each) => vouched.has(each.id) || !able.some((one) => isAbove(one, each)))
}

function somebodyCouldVouch(core: Core, person: Staff): boolean {
  const { settings } = core.store
  const rules = settings.store()
  return settings
    .staff()
    .some(
      ({ id, role, disabled }) =>
        id !== person.id && !disabled && mayAlone(rules, role, 'vouch-offline'),
    )
}

function trustedMs({ store }: Core): number {
  const days = (store.settings.store()?.staffing ?? STAFFING).trustedOfflineDays
  return days === 0 ? Infinity : days * DAY_MS
}

function silentFor({ store }: Core, at: number): number {
  const silence = silenceOf(store)
  return silence ? msAt(silence, at) : 0
}

function msAt({ at: before, ms }: Silence, at: number): number {
  return ms + Math.max(0, at - before)
}

function silenceOf({ settings }: Store): Silence | undefined {
  const kept = settings.local(SILENCE)
  if (kept !== undefined) return JSON.parse(kept) as Silence
  const heardAt = settings.local(HEARD_AT)
  return heardAt === undefined ? undefined : { at: Number(heardAt), ms: 0, came: 0, vouched: [] }
}

function note({ settings }: Store, silence: Silence): void {
  settings.setLocal(SILENCE, JSON.stringify(silence))
}
