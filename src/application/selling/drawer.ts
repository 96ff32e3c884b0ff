/** The drawer opens for cash that goes in or out before its sale is finished, or without one. */
import type { Extent } from '../../domain/permission.ts'
import type { FactContext } from '../../ports/store.ts'
import { openSession } from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'

/** In a transaction: a job of its own, since there is no sale yet that it could belong to. */
export function openForTender(core: Core, printing: PrintRunner, context: FactContext): void {
  if (!core.devices().printer) return
  const job = { id: core.random.id(), kind: 'drawer', sale: null, document: null } as const
  printing.add(job, context)
}

/** How often the drawer would have been opened without a sale in this session. */
export function openedBefore(core: Core): Extent {
  const session = openSession(core)
  return session ? { count: core.store.tills.sum(session).figures.noSales + 1 } : {}
}
