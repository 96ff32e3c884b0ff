/**
 * Sends an order, and goes on with one whose answer never came: it is kept in this browser until
 * the shop has said what became of it, and sent again by its own name. So nothing is paid twice.
 */
import { ask, codeOf } from './ask.js'

const KEY = 'holdfast.order.1'

/**
 * @typedef {{ order: string, lines: { variant: string, quantity: number }[], coupons: string[],
 *   points?: number, mail?: string, giftCards: { code: string, amount: number }[], total: number,
 *   token?: string }} Order
 * @typedef {{ order: string, receipt: string, total: number, currency: string,
 *   points?: { earned: number, redeemed: number } }} Placed
 * @typedef {{ outcome: 'placed', order: Placed }
 *   | { outcome: 'price-changed' } | { outcome: 'not-available' } | { outcome: 'declined' }
 *   | { outcome: 'payment-returned' } | { outcome: 'unknown' }
 *   | { outcome: 'refused', code: string }} Outcome
 */

/** The order that waits for its answer. @returns {Order | undefined} */
export function pendingOrder() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    return typeof kept?.order === 'string' && Array.isArray(kept.lines) ? kept : undefined
  } catch {
    return undefined
  }
}

/** @param {Order} order @returns {Promise<Outcome>} */
export async function send(order) {
  localStorage.setItem(KEY, JSON.stringify(order))
  try {
    const answer = await ask('/shop/checkout', order)
    localStorage.removeItem(KEY)
    return answer
  } catch (error) {
    const code = codeOf(error)
    // Too many questions: nothing was done, and the order may have been asked for before.
    if (code === 'unreachable' || code === 'busy') return { outcome: 'unknown' }
    localStorage.removeItem(KEY)
    return { outcome: 'refused', code }
  }
}
