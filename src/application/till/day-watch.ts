/** Tells the screens when the day of the till comes into question, though nobody does anything. */
import { dateAfter } from '../../domain/fiscal/closing.ts'
import { WORD_HOLDS_MS } from '../../domain/till/day.ts'
import { beginOfDay } from '../../domain/time.ts'
import type { Cancel } from '../../ports/clock.ts'
import { openSession } from '../authority.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import type { StatusTeller } from '../status/teller.ts'
import { dayOf } from './day.ts'

export interface DayWatch {
  watch(): void
  stop(): void
}

/** It is looked at so often at least: a session may be opened meanwhile, or the clock be set. */
const LONGEST_WAIT_MS = 60 * 60_000

export function createDayWatch(core: Core, status: StatusTeller): DayWatch {
  const { clock } = core
  let cancel: Cancel = () => undefined
  let told = ''
  const watch = (): void => {
    cancel()
    const session = openSession(core)
    const { today = '', asks = null } = (session && dayOf(core, session)) ?? {}
    const now = `${today} ${String(asks)}`
    if (now !== told) status.changed()
    told = now
    cancel = clock.after(waitOf(core), watch)
  }
  return { watch, stop: () => cancel() }
}

/** Until the clock's next day, or until the word of whoever is at the till holds no more. */
function waitOf(core: Core): number {
  const shop = readShop(core)
  if (!shop.ok) return LONGEST_WAIT_MS
  const at = core.clock.now()
  const { zone, dayStartsAtMinute } = shop.value.store
  const next = dateAfter(core.businessDate(at, shop.value.store))
  const midnight = beginOfDay(next, zone, dayStartsAtMinute) ?? Infinity
  const saidAt = openSession(core)?.daySaidAt ?? -Infinity
  const due = [midnight, saidAt + WORD_HOLDS_MS].filter((instant) => instant > at)
  return Math.min(LONGEST_WAIT_MS, ...due.map((instant) => instant - at))
}
