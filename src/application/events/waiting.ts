/** What waits to be told to one screen, one by one. */

export interface Waiting<Value> {
  /** The next, once there is one; undefined when it is closed. One call at a time. */
  next(): Promise<Value | undefined>
  push(value: Value): void
  close(): void
}

/** Beyond `most` the oldest go. */
export function createWaiting<Value>(most: number, closed: () => void): Waiting<Value> {
  const waiting: Value[] = []
  let isOpen = true
  let wake: (() => void) | undefined
  const rouse = (): void => {
    wake?.()
    wake = undefined
  }
  return {
    push(value) {
      if (waiting.length >= most) waiting.shift()
      waiting.push(value)
      rouse()
    },
    async next() {
      // Only a value or the end rouses it.
      if (isOpen && waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      return isOpen ? waiting.shift() : undefined
    },
    close() {
      isOpen = false
      closed()
      rouse()
    },
  }
}
