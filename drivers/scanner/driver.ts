/** A scanner on any wire: opened and kept open, its bytes decoded, its scans delivered. */
import type { Cancel, Clock } from '../../src/ports/clock.ts'
import type { Scanned, Scanner } from '../../src/ports/devices.ts'
import type { Log } from '../../src/ports/log.ts'
import { createDelivery } from './delivery.ts'
import { keepOpen } from './keep-open.ts'
import type { ScanDecoder, ScannerWire } from './wire.ts'

export interface ScannerParts {
  readonly wire: ScannerWire
  readonly decoder: ScanDecoder
  readonly source: Scanned['source']
}

/** Returns at once; the condition is `missing` until the device was found and opened. */
export function runScanner(
  { wire, decoder, source }: ScannerParts,
  surroundings: { clock: Clock; log: Log },
): Scanner {
  const { clock } = surroundings
  const delivery = createDelivery(source, surroundings)
  let cancelIdle: Cancel = () => undefined
  const stop = keepOpen(
    wire,
    {
      bytes(bytes) {
        cancelIdle()
        delivery.deliver(decoder.take(bytes))
        cancelIdle = clock.after(decoder.idleMs, () => delivery.deliver(decoder.settle()))
      },
      turn(condition, reason) {
        // Half a code from before the cable was pulled must not grow together with the next.
        cancelIdle()
        decoder.settle()
        delivery.turn(condition, reason)
      },
    },
    clock,
  )
  return {
    onScan: (listener) => delivery.onScan(listener),
    onCondition: (listener) => delivery.onCondition(listener),
    condition: () => delivery.condition(),
    close() {
      cancelIdle()
      return stop()
    },
  }
}
