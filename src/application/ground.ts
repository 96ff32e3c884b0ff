/** What the terminal stands on: what keeps it from selling, and the look whether that is over. */
import { LOST } from '../contract/supervision.ts'
import type { FailureCode } from '../domain/failure.ts'
import type { Cancel, Clock } from '../ports/clock.ts'
import { StoreFailure, type Store } from '../ports/store.ts'

/** Between two looks at a disk that gave way; each is one small durable write. */
const LOOK_AGAIN_MS = 3000

/** What may be over by itself, and is when a write succeeds. */
const MENDABLE: ReadonlySet<FailureCode> = new Set(['disk-full', 'disk-read-only'])

export interface Ground {
  /**
   * Does `work`; where the ground gives way under it, that is remembered and thrown on. Where the
   * disk is full the sale under way has the store's reserve, and the work is done once more: it
   * must be such as can be, in a transaction that rolled back.
   */
  over<Answer>(work: () => Answer): Answer
  /** What keeps this terminal from selling, as far as the store has shown it. */
  blocked(): FailureCode | null
  /** The same, where nothing is to be read or written any more: it stays so. */
  lost(): FailureCode | undefined
  onBlocked(listener: () => void): void
  /** Looks no more: the store is about to close. */
  stop(): void
}

export function createGround(store: Store, clock: Clock): Ground {
  let blocked: FailureCode | null = null
  let lost: StoreFailure | undefined
  let cancelLook: Cancel = () => undefined
  const listeners: (() => void)[] = []
  const become = (code: FailureCode | null): void => {
    if (lost) return
    cancelLook()
    const isPassing = code === null ? store.reserve.isSpent() : MENDABLE.has(code)
    if (isPassing) cancelLook = clock.after(LOOK_AGAIN_MS, look)
    if (code === blocked) return
    blocked = code
    for (const listener of listeners) listener()
  }
  const gaveWay = (failure: StoreFailure): void => {
    become(failure.code)
    if (LOST.has(failure.code)) lost ??= failure
  }
  const watching = <Answer>(work: () => Answer): Answer => {
    if (lost) throw lost
    try {
      const answer = work()
      // What is left of the reserve is for the sale under way, not for the next one.
      become(store.reserve.isSpent() && !isSelling(store) ? 'disk-full' : null)
      return answer
    } catch (error) {
      if (error instanceof StoreFailure) gaveWay(error)
      throw error
    }
  }
  /** Nobody sells on a blocked terminal, so nothing else would ever show that there is room. */
  const look = (): void => {
    try {
      // What the reserve gave is not taken back from the sale that it was given to.
      if (store.reserve.isSpent() && isSelling(store)) become(blocked)
      else watching(() => store.proveWritable())
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error
    }
  }
  store.onFailure(gaveWay)
  if (store.reserve.isSpent()) look()
  return {
    over: (work) => watching(() => withReserve(store, work, () => become(null))),
    blocked: () => blocked,
    lost: () => lost?.code,
    onBlocked: (listener) => void listeners.push(listener),
    stop: () => cancelLook(),
  }
}

function withReserve<Answer>(store: Store, work: () => Answer, spent: () => void): Answer {
  try {
    return work()
  } catch (error) {
    const isFull = error instanceof StoreFailure && error.code === 'disk-full'
    if (!isFull || !isSelling(store) || !store.reserve.spend()) throw error
    spent()
    return work()
  }
}

function isSelling(store: Store): boolean {
  return store.drafts.current() !== undefined
}
