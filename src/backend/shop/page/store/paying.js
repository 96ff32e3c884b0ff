/** What pays for the basket: points, gift cards, and the provider for the rest. */
import { ask, codeOf } from './ask.js'
import { find, findInput } from './find.js'
import { sumRow, undoRow } from './basket-lines.js'
import { say } from './say.js'
import { count, money } from './words.js'

/** As many as one order is paid with. */
const CARDS_LIMIT = 5

/**
 * @typedef {{ code: string, balance: number }} Card
 * @typedef {{ points: number, worth: number, cards: { code: string, amount: number }[],
 *   due: number }} Split
 */

/** @type {Card[]} */
let cards = []
let points = 0
/** Of who is signed in, where the shop takes points. @type {{ balance: number, each: number }} */
let purse = { balance: 0, each: 0 }

/** Points first, as many as were wished for; then each card, until nothing is left to pay.
 * @param {number} total @returns {Split} */
export function split(total) {
  const most = purse.each > 0 ? Math.min(purse.balance, Math.floor(total / purse.each)) : 0
  const used = Math.max(0, Math.min(points, most))
  const worth = used * purse.each
  let due = total - worth
  const drawn = []
  for (const { code, balance } of cards) {
    const amount = Math.min(balance, due)
    due -= amount
    if (amount > 0) drawn.push({ code, amount })
  }
  return { points: used, worth, cards: drawn, due }
}

/** Points and cards were used up, or belong to somebody else now. */
export function forgetPaying() {
  cards = []
  points = 0
}

/** @param {number} total @param {string} currency */
export function showPaying(total, currency) {
  const shares = split(total)
  const rows = []
  if (shares.points > 0) {
    const words = say('points', { count: count(shares.points) }, shares.points)
    rows.push(paidRow(words, shares.worth, currency, () => (points = 0)))
  }
  for (const { code, balance } of cards) {
    const amount = shares.cards.find((each) => each.code === code)?.amount ?? 0
    const told = { end: code.slice(-4), left: money(balance - amount, currency) }
    const words = say('basket.card-left', told)
    rows.push(
      paidRow(words, amount, currency, () => (cards = cards.filter((each) => each.code !== code))),
    )
  }
  if (rows.length > 0) rows.push(sumRow(say('sum.to-pay'), money(shares.due, currency), 'whole'))
  find('[data-paid]').replaceChildren(...rows)
  const worth = money(purse.balance * purse.each, currency)
  const told = say('basket.points-have', { count: count(purse.balance), worth })
  find('[data-points-told]').textContent = told
  const pays = find('[data-basket]').dataset['pays'] === 'yes'
  find('[data-provider]').hidden = !pays || shares.due === 0
  find('[data-no-provider]').hidden = pays || shares.due === 0
  return shares
}

let changed = () => {}

/**
 * @param {string} words @param {number} amount
 * @param {string} currency @param {() => void} undo
 */
function paidRow(words, amount, currency, undo) {
  return undoRow(words, money(-amount, currency), () => {
    undo()
    changed()
    if (document.activeElement === document.body) findInput('#card').focus()
  })
}

/**
 * Follows who is signed in, and calls when something else is to be paid.
 * @param {() => void} call
 */
export async function startPaying(call) {
  changed = call
  find('[data-card]').addEventListener('submit', (event) => {
    event.preventDefault()
    void addCard()
  })
  find('[data-points]').addEventListener('submit', (event) => {
    event.preventDefault()
    points = Math.max(0, Math.floor(Number(findInput('#points').value)) || 0)
    changed()
  })
  try {
    const { account } = await ask('/shop/me')
    purse = account?.points ?? purse
    find('[data-signed-out]').hidden = account !== null
    if (account?.consent.email) findInput('#mail').value = account.email
    find('[data-points]').hidden = purse.each === 0 || purse.balance <= 0
    findInput('#points').max = String(purse.balance)
    changed()
  } catch {
    // Without it the basket is still priced, and who is signed in is asked with the next visit.
  }
}

async function addCard() {
  const field = findInput('#card')
  const wrong = find('[data-card-wrong]')
  const code = field.value.toUpperCase().replaceAll(/[\s-]/g, '')
  wrong.textContent = ''
  if (code === '' || cards.some((each) => each.code === code)) return
  if (cards.length >= CARDS_LIMIT) {
    wrong.textContent = say('basket.cards-most', { count: count(CARDS_LIMIT) })
    return
  }
  try {
    const { balance } = await ask('/shop/gift-card', { code })
    if (balance > 0) cards = [...cards, { code, balance }]
    else wrong.textContent = say('basket.card-empty')
    field.value = ''
    changed()
  } catch (error) {
    wrong.textContent = CARD_TOLD[codeOf(error)] ?? say('away')
    field.select()
  }
}

/** @type {Record<string, string>} */
const CARD_TOLD = {
  'gift-card-unknown': say('basket.card-unknown'),
  'input-invalid': say('basket.card-unknown'),
  busy: say('busy-minute'),
}
