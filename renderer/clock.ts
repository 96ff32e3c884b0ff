/** The one place of the renderer that reads the time or waits for it. */

/** Milliseconds since 1970, UTC. For showing only: order comes from the core. */
export function now(): number {
  return Date.now()
}

/** Calls once after `delayMs`; the answer takes it back. */
export function after(delayMs: number, act: () => void): () => void {
  const timer = setTimeout(act, delayMs)
  return () => clearTimeout(timer)
}

export function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    after(delayMs, resolve)
  })
}

/** Calls now and at each full second or minute from here on; the answer ends it. */
export function everyFull(unit: 'second' | 'minute', act: (instant: number) => void): () => void {
  const lengthMs = unit === 'second' ? 1000 : 60_000
  let cancel: () => void = () => {}
  const beat = () => {
    const instant = now()
    act(instant)
    cancel = after(lengthMs - (instant % lengthMs), beat)
  }
  beat()
  return () => cancel()
}
