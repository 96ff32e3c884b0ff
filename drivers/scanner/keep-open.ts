/** Opens a scanner's wire and opens it again whenever it was lost, for as long as the till runs. */
import type { Cancel, Clock } from '../../src/ports/clock.ts'
import type { ScannerCondition } from '../../src/ports/devices.ts'
import type { OpenAnswer, ScannerWire } from './wire.ts'

/** A device that is not there is looked for this often. */
const MISSING_RETRY_MS = 1000
/** One that refuses is asked less and less often: a person has to do something first. */
const FAILED_RETRY_FIRST_MS = 2000
const FAILED_RETRY_LONGEST_MS = 16_000

export interface OpenedEvents {
  bytes(bytes: Uint8Array): void
  turn(condition: ScannerCondition, reason: string): void
}

/** Answers how to stop: resolves when the device is closed. */
export function keepOpen(
  wire: ScannerWire,
  events: OpenedEvents,
  clock: Clock,
): () => Promise<void> {
  let stopped = false
  let refusals = 0
  let cancelRetry: Cancel = () => undefined
  let opening: Promise<OpenAnswer>

  const lost = (condition: 'missing' | 'failed', reason: string): void => {
    if (stopped) return
    const slower = FAILED_RETRY_FIRST_MS * 2 ** refusals
    refusals = condition === 'failed' ? Math.min(refusals + 1, 10) : 0
    const wait =
      condition === 'failed' ? Math.min(slower, FAILED_RETRY_LONGEST_MS) : MISSING_RETRY_MS
    cancelRetry = clock.after(wait, () => {
      opening = open()
    })
    events.turn(condition, reason)
  }

  const open = async (): Promise<OpenAnswer> => {
    const answer = await wire.open({
      bytes: (bytes) => !stopped && events.bytes(bytes),
      gone: (reason) => lost('missing', reason),
    })
    if (!answer.ok) lost(answer.condition, answer.reason)
    else if (!stopped) {
      refusals = 0
      events.turn('ready', '')
    }
    return answer
  }

  opening = open()
  return async () => {
    stopped = true
    cancelRetry()
    const answer = await opening
    if (answer.ok) await answer.close()
  }
}
