/** Looks for entries that the backend does not hold, and sends them, run after run. */
import type { Delivery } from '../ports/delivery.ts'
import type { Log } from '../ports/log.ts'
import type { HeadCheck } from './head-check.ts'
import { createKeeper, type Keeper } from './keeper.ts'
import type { Turns } from './turns.ts'

export interface AuditOptions {
  readonly check: HeadCheck
  readonly delivery: Delivery
  /** Of the pushes: after a silence those that wait there go before it. */
  readonly turns: Turns
  readonly log: Log
  /** Called after each run: what it sent is to be proved. */
  readonly ended: () => void
}

export function createAudit({ check, delivery, turns, log, ended }: AuditOptions): Keeper {
  let unsentBefore = Infinity
  const audit = createKeeper(async () => {
    const { entries: sent, more } = await turns.ask(check.sendMissing)
    if (sent > 0) log.warn('the audit sent entries that were missing', { sent })
    ended()
    const { entries: left } = delivery.unsent()
    // Once more only where the run before has got somewhere: a backend that takes nothing waits.
    if (more && left < unsentBefore) audit.ask()
    unsentBefore = more ? left : Infinity
  }, log)
  return audit
}
