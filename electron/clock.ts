/** The one place of the shell that measures time or waits. */

/** Monotonic ms since some moment. */
export function elapsed(): number {
  return performance.now()
}

/** Calls once after at least `ms`; the answer takes it back. */
export function after(ms: number, call: () => void): () => void {
  const timer = setTimeout(call, ms)
  return () => clearTimeout(timer)
}
