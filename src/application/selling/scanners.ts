/** Scanners that the core reads itself: each beep acts on the cart, in the order of the beeps. */
import { SCAN_LIMIT, type ScanAnswer } from '../../contract/terminal/commands.ts'
import type { Result } from '../../domain/failure.ts'
import type { Scanned } from '../../ports/devices.ts'
import { openSession, signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import type { Scan } from './scan.ts'

/**
 * More beeps than this are waited for by nobody: the next is told as blocked, not dropped in
 * silence.
 */
const WAITING_LIMIT = 20

/** `scanner` tells this one from the others of the counter. */
export type ScannedListener = (scanned: Scanned, scanner: number) => void

export function createScannedListener(core: Core, scan: Scan): ScannedListener {
  let waiting = 0
  let last = Promise.resolve()
  const tell = (answer: ScanAnswer): void =>
    core.hub.tell({ kind: 'scanned', make: () => ({ kind: 'scanned', answer }) })
  const act = async ({ text, symbology }: Scanned, by: string, at: number): Promise<void> => {
    const heard = { by, at }
    const command = core.random.id()
    try {
      const result = await scan({
        command,
        text,
        symbology: symbology ?? null,
        quantity: null,
        heard,
      })
      const answer = answerOf(result, text)
      const isCard = answer.outcome === 'gift-card'
      tell(isCard ? { ...answer, card: core.readCards.name(text) } : answer)
    } catch (error) {
      core.log.error('a scan failed', { problem: String(error) })
      tell(blocked(text, 'internal'))
    }
  }
  return (scanned, scanner) => {
    const { text } = scanned
    const mayAct = signedIn(core) !== undefined && openSession(core) !== undefined
    const isHeard = mayAct || core.pins.badge(text) !== undefined
    if (!isHeard || text.length === 0 || text.length > SCAN_LIMIT) return
    if (waiting >= WAITING_LIMIT) return tell(blocked(text, 'busy'))
    waiting += 1
    const at = core.clock.elapsed()
    last = last
      .then(() => act(scanned, `${scanned.source} ${String(scanner)}`, at))
      .finally(() => (waiting -= 1))
  }
}

function answerOf(result: Result<ScanAnswer>, text: string): ScanAnswer {
  return result.ok ? result.value : blocked(text, result.failure.code)
}

function blocked(text: string, reason: string): ScanAnswer {
  return { outcome: 'blocked', text, name: '', reason }
}
