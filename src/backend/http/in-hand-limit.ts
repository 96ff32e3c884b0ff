/** How many requests of one asker are worked on at once: one that repeats itself waits. */

export interface InHandLimit {
  /** Undefined where the asker has too many in hand; otherwise to be called when it is done. */
  take(asker: string): (() => void) | undefined
}

/** A terminal sends one push, one pull for each collection and one comparison of heads at once. */
const IN_HAND_LIMIT = 16

/** `most` requests of one asker at once. */
export function createInHandLimit(most = IN_HAND_LIMIT): InHandLimit {
  const inHand = new Map<string, number>()
  return {
    take(asker) {
      const count = (inHand.get(asker) ?? 0) + 1
      if (count > most) return undefined
      inHand.set(asker, count)
      return () => {
        const left = (inHand.get(asker) ?? 1) - 1
        if (left === 0) inHand.delete(asker)
        else inHand.set(asker, left)
      }
    },
  }
}
