/** The basket: priced by the shop whenever it changes, and ordered. */
import { ask, codeOf } from './ask.js'
import { isShort, lineRows, sumRow, sumRows, undoRow } from './basket-lines.js'
import { lines, onChange, takeOut } from './basket.js'
import { newOrder } from './clock.js'
import { find, findInput } from './find.js'
import { pendingOrder, send } from './ordering.js'
import { say } from './say.js'
import { forgetPaying, showPaying, split, startPaying } from './paying.js'
import { count, money } from './words.js'

/** As many as the shop prices at once. */
const COUPONS_LIMIT = 10

/** @type {string[]} */
let coupons = []
/** What is shown now. @type {import('./basket-lines.js').Quote | undefined} */
let quoted
/** Only the answer to the latest question is shown. */
let question = 0
let isOrdering = false

async function price() {
  question += 1
  const mine = question
  const wanted = lines()
  if (wanted.length === 0) return showEmpty()
  find('[data-basket]').setAttribute('aria-busy', 'true')
  try {
    const quote = await ask('/shop/quote', { lines: wanted, coupons })
    if (mine !== question) return
    show(quote)
  } catch (error) {
    if (mine !== question) return
    const isAway = codeOf(error) === 'unreachable'
    showNothing(say(isAway ? 'goods.away' : 'basket.not-priced'), say('basket.kept'))
  }
}

/** @param {import('./basket-lines.js').Quote} quote */
function show(quote) {
  quoted = quote
  const kept = focused()
  const wasInside = find('[data-filled]').contains(document.activeElement)
  find('[data-nothing]').hidden = true
  find('[data-filled]').hidden = false
  find('[data-lines]').replaceChildren(...lineRows(quote))
  find('[data-sums]').replaceChildren(...sumRows(quote))
  const refused = quote.couponsRefused
  find('[data-coupon-wrong]').textContent =
    refused.length === 0 ? '' : say('basket.coupon-refused', { codes: refused.join(', ') })
  coupons = coupons.filter((code) => !refused.includes(bare(code)))
  find('[data-coupons]').replaceChildren(...coupons.map(couponRow))
  showDue()
  find('[data-basket]').setAttribute('aria-busy', 'false')
  const again = kept === undefined ? null : document.querySelector(kept)
  if (again instanceof HTMLElement) again.focus()
  // What had the focus is gone with its line: whoever uses keys goes on from the lines.
  else if (wasInside && document.activeElement === document.body)
    find('[data-lines] button').focus()
}

/** As the shop writes codes. @param {string} code */
function bare(code) {
  return code.toUpperCase().replaceAll(/[\s-]/g, '')
}

/** @param {string} code */
function couponRow(code) {
  return undoRow(say('basket.coupon-named', { code: bare(code) }), '', () => {
    coupons = coupons.filter((each) => each !== code)
    void price()
  })
}

/** A button of a line that is drawn anew keeps the focus. */
function focused() {
  const { activeElement } = document
  if (!(activeElement instanceof HTMLElement)) return undefined
  const { more, less } = activeElement.dataset
  if (more !== undefined) return `[data-more="${CSS.escape(more)}"]`
  return less === undefined ? undefined : `[data-less="${CSS.escape(less)}"]`
}

function showDue() {
  if (quoted === undefined) return
  const { due } = showPaying(quoted.total, quoted.currency)
  const button = /** @type {HTMLButtonElement} */ (find('[data-order]'))
  const pays = find('[data-basket]').dataset['pays'] === 'yes'
  // What became of the last one comes first: whatever is in the basket by now.
  const isUnanswered = pendingOrder() !== undefined
  const isReady = isUnanswered || (!isShort(quoted) && (due === 0 || pays))
  button.disabled = isOrdering || !isReady
  find('[data-why]').hidden = isUnanswered || !isShort(quoted)
  const amount = money(due, quoted.currency)
  if (isUnanswered) button.textContent = say('basket.order-ask')
  else button.textContent = say(due > 0 ? 'basket.order-pay' : 'basket.order', { amount })
}

function showEmpty() {
  const wasInside = find('[data-filled]').contains(document.activeElement)
  showNothing(say('basket.empty'), say('basket.empty.hint'))
  find('[data-nothing-act]').hidden = true
  if (wasInside) find('[data-nothing-shop]').focus()
}

/** @param {string} title @param {string} text */
function showNothing(title, text) {
  quoted = undefined
  find('[data-basket]').setAttribute('aria-busy', 'false')
  find('[data-filled]').hidden = true
  find('[data-nothing]').hidden = false
  find('[data-nothing-title]').textContent = title
  find('[data-nothing-text]').textContent = text
  find('[data-nothing-act]').hidden = false
}

/** Why an order was not placed, as far as a shopper is told. */
const TOLD = new Set([
  ...['price-changed', 'not-available', 'declined', 'payment-returned', 'unknown', 'points-short'],
  ...['points-not-taken', 'gift-card-short'],
])

/** @param {string} code */
function told(code) {
  if (code === 'gift-card-unknown') return say('basket.card-unknown')
  return say(TOLD.has(code) ? `order.${code}` : 'order.refused')
}

function orderNow() {
  if (quoted === undefined) return
  const { points, cards, due } = split(quoted.total)
  const token = document.querySelector('[name="token"]:checked')
  const mail = findInput('#mail')
  if (!mail.checkValidity()) {
    find('[data-order-wrong]').textContent = say('no-address')
    mail.focus()
    return
  }
  void order({
    ...{ order: newOrder(), lines: lines(), coupons, giftCards: cards, total: quoted.total },
    ...(points > 0 && { points }),
    ...(mail.value !== '' && { mail: mail.value }),
    ...(due > 0 && token instanceof HTMLInputElement && { token: token.value }),
  })
}

/** @param {import('./ordering.js').Order} wish */
async function order(wish) {
  if (isOrdering) return
  isOrdering = true
  const wrong = find('[data-order-wrong]')
  wrong.textContent = ''
  showDue()
  const answer = await send(wish)
  isOrdering = false
  if (answer.outcome === 'placed') {
    showPlaced(answer.order)
    takeOut(wish.lines)
    return
  }
  await price()
  wrong.textContent = told(answer.outcome === 'refused' ? answer.code : answer.outcome)
  find('[data-order]').focus()
}

/** @param {import('./ordering.js').Placed} placed */
function showPlaced({ receipt, total, currency, points }) {
  question += 1
  forgetPaying()
  find('[data-filled]').hidden = true
  find('[data-nothing]').hidden = true
  find('[data-title]').textContent = say('basket.ordered')
  find('[data-receipt]').textContent = receipt
  find('[data-placed-sums]').replaceChildren(
    sumRow(say('sum.total'), money(total, currency), 'whole'),
    ...(points && points.earned > 0
      ? [sumRow(say('sum.points-earned'), count(points.earned))]
      : []),
  )
  const shown = find('[data-placed]')
  shown.hidden = false
  find('[data-basket]').setAttribute('aria-busy', 'false')
  shown.focus()
}

find('[data-coupon]').addEventListener('submit', (event) => {
  event.preventDefault()
  const field = findInput('#coupon')
  const code = field.value.trim()
  if (code === '' || coupons.length >= COUPONS_LIMIT) return
  coupons = [...new Set([...coupons, code])]
  field.value = ''
  void price()
})
find('[data-order]').addEventListener('click', () => {
  const pending = pendingOrder()
  if (pending === undefined) orderNow()
  else void order(pending)
})
find('[data-nothing-act]').addEventListener('click', () => void price())
onChange(() => {
  if (find('[data-placed]').hidden) void price()
})
for (const name of ['online', 'offline']) {
  addEventListener(name, () => {
    find('[data-offline]').hidden = navigator.onLine
    if (navigator.onLine && find('[data-placed]').hidden) void price()
  })
}
find('[data-offline]').hidden = navigator.onLine
find('[data-mailing]').hidden = find('[data-basket]').dataset['mails'] !== 'yes'

void price()
void startPaying(showDue)
const unanswered = pendingOrder()
if (unanswered !== undefined) void order(unanswered)
