/** What the terminal stands on: what keeps it from selling, and the look whether that is over. */
import type { FailureCode } from '../domain/failure.ts'
import type { Cancel, Clock } from '../ports/clock.ts'
import { StoreFailure, type Store } from '../ports/store.ts'

/** Between two looks at a disk that gave way; each is one small durable write. */
const LOOK_AGAIN_MS = 3000

/** What may be over by itself, and is when a write succeeds; damage is not. */
const MENDABLE: ReadonlySet<FailureCode> = new Set(['disk-full', 'disk-read-only', 'disk-failed'])

export interface Ground {
  /** Does `work`; where the ground gives way under it, that is remembered and thrown on. */
  over<Answer>(work: () => Answer): Answer
  /** What keeps this terminal from selling, as far as the store has shown it. */
  blocked(): FailureCode | null
  onBlocked(listener: () => void): void
  /** Looks no more: the store is about to close. */
  stop(): void
}

export function createGround(store: Store, clock: Clock): Ground {
  let blocked: FailureCode | null = null
  let cancelLook: Cancel = () => undefined
  const listeners: (() => void)[] = []
  const become = (code: FailureCode | null): void => {
    cancelLook()
    if (code !== null && MENDABLE.has(code)) cancelLook = clock.after(LOOK_AGAIN_MS, look)
    if (code === blocked) return
    blocked = code
    for (const listener of listeners) listener()
  }
  const over = <Answer>(work: () => Answer): Answer => {
    try {
      const answer = work()
      become(null)
      return answer
    } catch (error) {
      if (error instanceof StoreFailure) become(error.code)
      throw error
    }
  }
  /** Nobody sells on a blocked terminal, so nothing else would ever show that there is room. */
  const look = (): void => {
    try {
      over(() => store.proveWritable())
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error
    }
  }
  return {
    over,
    blocked: () => blocked,
    onBlocked: (listener) => void listeners.push(listener),
    stop: () => cancelLook(),
  }
}
