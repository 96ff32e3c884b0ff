/** Time, for the whole page: the only file of it that starts timers. */

/**
 * Calls once after at least `ms`; the answer cancels it.
 * @param {number} ms
 * @param {() => void} call
 */
export function after(ms, call) {
  const timer = setTimeout(call, ms)
  return () => clearTimeout(timer)
}

/**
 * @param {number} ms
 * @param {() => void} call
 */
export function every(ms, call) {
  setInterval(call, ms)
}
