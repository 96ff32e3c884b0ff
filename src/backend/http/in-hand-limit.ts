/** How many requests of one terminal are worked on at once: one that repeats itself waits. */

export interface InHandLimit {
  /** Undefined where the terminal has too many in hand; otherwise to be called when it is done. */
  take(terminal: string): (() => void) | undefined
}

/** A terminal sends one push, one pull for each collection and one comparison of heads at once. */
const IN_HAND_LIMIT = 16

export function createInHandLimit(): InHandLimit {
  const inHand = new Map<string, number>()
  return {
    take(terminal) {
      const count = (inHand.get(terminal) ?? 0) + 1
      if (count > IN_HAND_LIMIT) return undefined
      inHand.set(terminal, count)
      return () => {
        const left = (inHand.get(terminal) ?? 1) - 1
        if (left === 0) inHand.delete(terminal)
        else inHand.set(terminal, left)
      }
    },
  }
}
