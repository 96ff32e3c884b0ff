/** Time and chance, for all pages of the store: nowhere else do they ask for them. */

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

/** A name for an order: a UUIDv7 of this moment. Source: RFC 9562, 5.7. */
export function newOrder() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const moment = Date.now().toString(16).padStart(12, '0')
  const chance = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = ((bytes[8] & 0x3f) | 0x80).toString(16)
  const parts = [moment.slice(0, 8), moment.slice(8), `7${chance.slice(13, 16)}`]
  return [...parts, `${variant}${chance.slice(18, 20)}`, chance.slice(20)].join('-')
}
