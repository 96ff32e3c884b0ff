/**
 * Whether the backend answers, and since when it does not: one figure, fed by every exchange with
 * it.
 */
import type { Clock } from '../ports/clock.ts'

export interface Reachability {
  online(): boolean
  /** The instant of the first failure of this silence; null while the backend answers. */
  since(): number | null
  /** Whether the last answer was that it does not know this terminal; counts as silence too. */
  refused(): boolean
  /** Calls when any of them changed, and when the backend confirmed what it holds. */
  onChange(listener: () => void): () => void
  answered(): void
  confirmed(): void
  silent(): void
  refuse(): void
}

/** Starts as silent: nothing has answered yet. */
export function createReachability(clock: Clock): Reachability {
  const listeners = new Set<() => void>()
  let silentSince: number | null = clock.now()
  let isRefused = false
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  const become = (since: number | null, refused: boolean): void => {
    const isSame = since === silentSince && refused === isRefused
    silentSince = since
    isRefused = refused
    if (!isSame) tell()
  }
  return {
    online: () => silentSince === null,
    since: () => silentSince,
    refused: () => isRefused,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    answered: () => become(null, false),
    confirmed() {
      silentSince = null
      isRefused = false
      tell()
    },
    silent: () => become(silentSince ?? clock.now(), false),
    refuse: () => become(silentSince ?? clock.now(), true),
  }
}
