/** Hands scans and the scanner's condition to whoever listens, at a pace that people can cause. */
import type { Clock } from '../../src/ports/clock.ts'
import type { Scanned, Scanner, ScannerCondition } from '../../src/ports/devices.ts'
import type { Log } from '../../src/ports/log.ts'
import type { Decoded } from './wire.ts'

/** A tunnel scanner reads about ten codes in a second; beyond this it is noise, and is dropped. */
const MOST_IN_A_SECOND = 25

export interface Delivery extends Pick<Scanner, 'onScan' | 'onCondition' | 'condition'> {
  deliver(scans: readonly Decoded[]): void
  turn(condition: ScannerCondition, reason: string): void
}

export function createDelivery(
  source: Scanned['source'],
  { clock, log }: { clock: Clock; log: Log },
): Delivery {
  const scanListeners = new Set<(scanned: Scanned) => void>()
  const conditionListeners = new Set<(condition: ScannerCondition) => void>()
  let state: { condition: ScannerCondition; reason: string } = { condition: 'missing', reason: '' }
  let second = { begun: 0, scans: 0 }

  const mayPass = (): boolean => {
    const now = clock.elapsed()
    if (now - second.begun >= 1000) second = { begun: now, scans: 0 }
    second.scans += 1
    if (second.scans === MOST_IN_A_SECOND + 1) {
      const { begun } = second
      log.warn('scans dropped: too many in a second', { source, begun, most: MOST_IN_A_SECOND })
    }
    return second.scans <= MOST_IN_A_SECOND
  }

  return {
    onScan: (listener) => subscribe(scanListeners, listener),
    onCondition: (listener) => subscribe(conditionListeners, listener),
    condition: () => state.condition,
    deliver(scans) {
      for (const { text, symbology } of scans) {
        if (!mayPass()) continue
        for (const listener of scanListeners) listener({ text, symbology, source })
      }
    },
    turn(condition, reason) {
      const before = state
      state = { condition, reason }
      if (before.condition === condition && before.reason === reason) return
      if (condition === 'ready') log.info('scanner ready', { source })
      else log.warn('scanner lost', { source, condition, reason })
      if (before.condition === condition) return
      for (const listener of conditionListeners) listener(condition)
    },
  }
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
