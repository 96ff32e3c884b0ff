/** What a shopper wants to buy: kept in this browser alone, and alike in all its windows. */

const KEY = 'holdfast.basket.1'
/** As many as the shop prices at once. */
export const LINES_LIMIT = 100
/** Of one article, in thousandths. */
export const MOST = 99_000

/** @typedef {{ variant: string, quantity: number }} Line quantities in thousandths */

/** @type {Set<() => void>} */
const listeners = new Set()

/** Whatever stands there is read as far as it is a basket. @returns {Line[]} */
export function lines() {
  /** @type {unknown} */
  let kept
  try {
    kept = JSON.parse(localStorage.getItem(KEY) ?? '[]')
  } catch {
    return []
  }
  if (!Array.isArray(kept)) return []
  return kept.filter(isLine).slice(0, LINES_LIMIT)
}

/** @param {unknown} line @returns {line is Line} */
function isLine(line) {
  if (typeof line !== 'object' || line === null) return false
  const { variant, quantity } = /** @type {Partial<Line>} */ (line)
  const isAmount = Number.isInteger(quantity) && Number(quantity) > 0 && Number(quantity) <= MOST
  return typeof variant === 'string' && variant.length <= 64 && isAmount
}

/** @param {readonly Line[]} wanted */
function keep(wanted) {
  localStorage.setItem(KEY, JSON.stringify(wanted))
  for (const listener of listeners) listener()
}

/**
 * Adds to what is there of it. False where the basket is full.
 * @param {string} variant
 * @param {number} quantity
 */
export function add(variant, quantity) {
  const before = lines()
  const there = before.find((line) => line.variant === variant)
  if (there === undefined && before.length >= LINES_LIMIT) return false
  if (there !== undefined && there.quantity + quantity > MOST) return false
  set(variant, (there?.quantity ?? 0) + quantity)
  return true
}

/**
 * None or less takes the line out.
 * @param {string} variant
 * @param {number} quantity
 */
export function set(variant, quantity) {
  const before = lines()
  const line = { variant, quantity: Math.min(quantity, MOST) }
  const isThere = before.some((each) => each.variant === variant)
  const all = isThere
    ? before.map((each) => (each.variant === variant ? line : each))
    : [...before, line]
  keep(all.filter((each) => each.quantity > 0))
}

/** What was ordered; what was added meanwhile stays. @param {readonly Line[]} ordered */
export function takeOut(ordered) {
  const taken = new Map(ordered.map(({ variant, quantity }) => [variant, quantity]))
  const left = lines().map(({ variant, quantity }) => {
    return { variant, quantity: quantity - (taken.get(variant) ?? 0) }
  })
  keep(left.filter(({ quantity }) => quantity > 0))
}

/** @param {() => void} listener called when this or another window changed it */
export function onChange(listener) {
  listeners.add(listener)
}

addEventListener('storage', ({ key }) => {
  if (key !== KEY && key !== null) return
  for (const listener of listeners) listener()
})
