/** Work that a backend does again and again for as long as it runs. */
import type { Clock } from '../ports/clock.ts'

/**
 * Does it `pauseMs` after now, and again so long after each time that it was done. `work` tells
 * itself of what goes wrong. The answer stops it, and resolves when what is in hand has ended.
 */
export function repeat(
  clock: Clock,
  pauseMs: number,
  work: () => Promise<unknown>,
): () => Promise<void> {
  let isStopped = false
  let stop = (): void => undefined
  let inHand: Promise<unknown> = Promise.resolve()
  const next = (): void => {
    if (isStopped) return
    stop = clock.after(pauseMs, () => {
      inHand = work().finally(next)
    })
  }
  next()
  return async () => {
    isStopped = true
    stop()
    await inHand
  }
}
