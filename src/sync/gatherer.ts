/**
 * Rows come one event each, four hundred thousand on the first day; a screen that hears of it looks
 * everything up again. So a change is told of soon, and while changes go on, seldom.
 */
import type { Cancel, Clock } from '../ports/clock.ts'

/** Rows of one page come together. */
const SOON_MS = 30
/** Between two calls of one kind, however fast the rows come: each looks up a whole screen. */
const SELDOM_MS = 2000

export interface Gatherer<Kind> {
  happened(kind: Kind): void
  /** Calls after what happened, once for many; the last change is always told of. */
  listen(listener: (kind: Kind) => void): () => void
  close(): void
}

export function createGatherer<Kind>(clock: Clock): Gatherer<Kind> {
  const listeners = new Set<(kind: Kind) => void>()
  const waiting = new Map<Kind, Cancel>()
  const toldAt = new Map<Kind, number>()
  const tell = (kind: Kind): void => {
    waiting.delete(kind)
    toldAt.set(kind, clock.elapsed())
    for (const listener of listeners) listener(kind)
  }
  return {
    happened(kind) {
      if (waiting.has(kind)) return
      const next = (toldAt.get(kind) ?? -SELDOM_MS) + SELDOM_MS
      const wait = Math.max(SOON_MS, next - clock.elapsed())
      waiting.set(
        kind,
        clock.after(wait, () => tell(kind)),
      )
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      for (const cancel of waiting.values()) cancel()
      waiting.clear()
      listeners.clear()
    },
  }
}
