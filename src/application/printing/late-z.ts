/**
 * A Z on paper is the original only where it came out at the close itself. One that could not comes
 * out later, by itself, and says that it is a copy: whoever finds it knows that it was not there
 * when the drawer was signed for.
 */
import type { PrintJob } from '../../ports/store.ts'
import { contextHere } from '../authority.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import { copyZ } from '../till/reports.ts'
import type { PrintRunner } from './runner.ts'

/** The original of a Z, which its printer did not take at the close. */
export function isLateZ({ kind, about, state }: PrintJob): boolean {
  return kind === 'close-slip' && about?.kind === 'z' && state === 'held'
}

/** Gives the original up for a counted copy, by nobody's word. False where none can be composed. */
export function copyLateZ(
  core: Core,
  printing: Pick<PrintRunner, 'add'>,
  { id, about, condition }: PrintJob,
): boolean {
  const shop = readShop(core)
  if (!shop.ok || about?.kind !== 'z') return false
  return core.transact(() => {
    const at = core.clock.now()
    const context = contextHere(core, shop.value, at, null)
    const copy = copyZ(core, printing, about.session, { shop: shop.value, context })
    if (copy.ok) core.store.printJobs.setState(id, 'cancelled', condition, at)
    return copy.ok
  })
}
