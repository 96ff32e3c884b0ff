/**
 * Whether the backend answers, and since when it does not: one figure, fed by every exchange with
 * it.
 */
import type { Clock } from '../ports/clock.ts'

export interface Reachability {
  online(): boolean
  /** The instant of the first failure of this silence; null while the backend answers. */
  since(): number | null
  /** Calls when either changed, and when the backend confirmed what it holds. */
  onChange(listener: () => void): () => void
  answered(): void
  confirmed(): void
  silent(): void
}

/** Starts as silent: nothing has answered yet. */
export function createReachability(clock: Clock): Reachability {
  const listeners = new Set<() => void>()
  let silentSince: number | null = clock.now()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  return {
    online: () => silentSince === null,
    since: () => silentSince,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    answered() {
      if (silentSince === null) return
      silentSince = null
      tell()
    },
    confirmed() {
      silentSince = null
      tell()
    },
    silent() {
      if (silentSince !== null) return
      silentSince = clock.now()
      tell()
    },
  }
}
