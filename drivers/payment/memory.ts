/**
 * What the terminal's last payment was before each intent, so that an older one is never taken for
 * it.
 */
import type { Before } from './judge.ts'

/** A till has one intent open at a time; the oldest of more than these is forgotten. */
const REMEMBERED_MOST = 100

export interface PaymentMemory {
  /** To be called just before the intent's own command goes out. */
  sending(intent: string): void
  wasSent(intent: string): boolean
  before(intent: string): Before
  /** Undefined where the terminal has to be asked. */
  lastTrace(): Before
  learn(lastTrace: Before): void
  /** What was paid out is being taken back: the last payment no longer tells what became of it. */
  takingBack(intent: string): void
  wasTakenBack(intent: string): boolean
}

export function paymentMemory(): PaymentMemory {
  const before = new Map<string, Before>()
  const back = new Set<string>()
  let last: Before
  return {
    sending(intent) {
      before.set(intent, last)
      const [oldest] = before.keys()
      if (before.size > REMEMBERED_MOST && oldest !== undefined) before.delete(oldest)
    },
    wasSent: (intent) => before.has(intent),
    before: (intent) => before.get(intent),
    lastTrace: () => last,
    learn(lastTrace) {
      last = lastTrace
    },
    takingBack(intent) {
      const [oldest] = back
      if (back.size >= REMEMBERED_MOST && oldest !== undefined) back.delete(oldest)
      back.add(intent)
    },
    wasTakenBack: (intent) => back.has(intent),
  }
}
