/**
 * Who wants to hear that a feed moved. Commits of this process announce themselves; those of other
 * processes are found by reading the counters. Listeners get pokes only, and may get one too many.
 */
import type { Log } from '../../ports/log.ts'

export interface Moved {
  readonly tenant: string
  readonly feed: string
  readonly generation: string
  readonly n: number
}

export type Listener = (moved: Moved) => void

export interface Changes {
  /** Tells every listener, unless this very place was told before. Never throws. */
  announce(moved: Moved): void
  /** The answer ends the subscription. */
  subscribe(listener: Listener): () => void
  readonly listeners: number
}

export function createChanges(log: Log): Changes {
  const listeners = new Set<Listener>()
  const told = new Map<string, string>()
  return {
    announce(moved) {
      const key = `${moved.tenant} ${moved.feed}`
      const place = `${moved.generation} ${String(moved.n)}`
      if (told.get(key) === place) return
      told.set(key, place)
      for (const listener of listeners) {
        try {
          listener(moved)
        } catch (error) {
          // The commit stands: whoever wrote must not be told otherwise because a listener failed.
          log.error('a listener of the feeds failed', { reason: String(error) })
        }
      }
    },
    subscribe(listener) {
      // Wrapped, so that one function subscribed twice is two subscriptions.
      const own: Listener = (moved) => listener(moved)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    get listeners() {
      return listeners.size
    },
  }
}
