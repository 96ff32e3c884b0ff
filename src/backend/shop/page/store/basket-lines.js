/** The lines of the basket, with what is taken off each and why, and the sums below them. */
import { MOST, set } from './basket.js'
import { make, makeNamed } from './find.js'
import { say } from './say.js'
import { amountOf, count, eachOf, money, percent, stepOf } from './words.js'

/**
 * @typedef {{ rule: string, times: number, rate?: number, amount?: number, unitPrice?: number,
 *   from?: number, count?: number, get?: number, price?: number }} How
 * @typedef {{ name: string, amount: number, coupon: string | null, kind: string,
 *   how: How }} Discount
 * @typedef {{ variant: string, name: string, quantity: number, unit: import('./words.js').Unit,
 *   unitPrice: number, available?: number, depositOf?: string, gross: number, net: number,
 *   total: number, discounts: Discount[] }} Line
 * @typedef {{ currency: string, taxIncluded: boolean, lines: Line[], unavailable: string[],
 *   couponsRefused: string[], taxes: { rate: number, amount: number, name?: string }[],
 *   gross: number, discount: number, subtotal: number, tax: number, total: number }} Quote
 */

/** Whether something of it cannot be had as it is wanted. @param {Quote} quote */
export function isShort({ lines, unavailable }) {
  return unavailable.length > 0 || lines.some(isShortOf)
}

/** @param {Line} line */
function isShortOf({ available, quantity }) {
  return available !== undefined && available < quantity
}

/** @param {Quote} quote */
export function lineRows({ lines, unavailable, currency }) {
  return [
    ...unavailable.map(goneRow),
    ...lines.map((line) =>
      line.depositOf === undefined ? lineRow(line, currency) : lentRow(line, currency),
    ),
  ]
}

/** @param {string} variant */
function goneRow(variant) {
  const row = make('li', 'line')
  const words = make('div', 'row-words')
  words.append(
    make('span', 'row-title', say('line.gone')),
    make('span', 'hint', say('line.gone.hint')),
  )
  row.append(
    words,
    act(say('line.take-out'), () => set(variant, 0)),
  )
  return row
}

/** @param {Line} line @param {string} currency */
function lentRow({ name, quantity, unit, net }, currency) {
  const row = make('li', 'line')
  const words = make('div', 'row-words')
  const title = makeNamed('span', 'row-title', name)
  words.append(
    title,
    make('span', 'hint', say('line.deposit', { amount: amountOf(quantity, unit) })),
  )
  row.append(words, make('span', 'row-figure', money(net, currency)))
  return row
}

/** @param {Line} line @param {string} currency */
function lineRow(line, currency) {
  const { name, quantity, unit, unitPrice, net, discounts } = line
  const row = make('li', 'line')
  row.dataset['variant'] = line.variant
  const words = make('div', 'row-words')
  const title = makeNamed('span', 'row-title', name)
  words.append(title, make('span', 'hint', eachOf(unitPrice, currency, unit)))
  for (const discount of discounts) words.append(discountRow(discount, currency))
  const figure = make('span', 'row-figure', money(net, currency))
  row.append(words, stepper(line), figure)
  if (isShortOf(line)) row.append(shortage(line))
  else row.setAttribute('aria-label', `${name}, ${amountOf(quantity, unit)}`)
  return row
}

/** @param {Line} line */
function shortage({ variant, available = 0, unit, name }) {
  const told = make('p', 'short')
  const amount = amountOf(available, unit)
  const text = available === 0 ? say('line.sold-out') : say('line.only', { amount })
  told.append(make('strong', '', text))
  const [words, wanted] =
    available === 0
      ? /** @type {const} */ ([say('line.take-out'), 0])
      : /** @type {const} */ ([say('line.take', { amount }), Math.min(available, MOST)])
  const button = act(words, () => set(variant, wanted))
  button.setAttribute('aria-label', say('line.act-named', { act: words, name }))
  told.append(button)
  return told
}

/** @param {Line} line */
function stepper({ variant, name, quantity, unit }) {
  const box = make('div', 'stepper')
  const step = stepOf(unit)
  const less = act(quantity <= step ? '×' : '−', () => set(variant, quantity - step))
  const taken = quantity <= step ? 'line.take-out-named' : 'line.less'
  less.setAttribute('aria-label', say(taken, { name }))
  less.dataset['less'] = variant
  const more = act('+', () => set(variant, quantity + step))
  more.setAttribute('aria-label', say('line.more', { name }))
  more.dataset['more'] = variant
  more.disabled = quantity + step > MOST
  const figure = make('span', 'stepper-figure', amountOf(quantity, unit))
  box.append(less, figure, more)
  return box
}

/** @param {string} words @param {() => void} acted */
function act(words, acted) {
  const button = /** @type {HTMLButtonElement} */ (make('button', 'button', words))
  button.type = 'button'
  button.addEventListener('click', acted)
  return button
}

/** @param {Discount} discount @param {string} currency */
function discountRow(discount, currency) {
  const { name, amount, coupon } = discount
  const brought = coupon === null ? '' : say('line.coupon', { code: coupon })
  const why = [name, explained(discount, currency), brought]
  const row = make('span', 'discount')
  const words = makeNamed('span', '', why.filter((part) => part !== '').join(' · '))
  row.append(words, make('span', 'row-figure', money(-amount, currency)))
  return row
}

/**
 * The rule's own figures, as the till says them.
 * @param {Discount} discount @param {string} currency
 */
function explained({ how, kind }, currency) {
  const { rule, rate, unitPrice, times } = how
  const off = rate === undefined ? '' : say('rule.off', { amount: percent(rate) })
  const price = unitPrice === undefined ? '' : eachOf(unitPrice, currency, 'piece')
  const each = unitPrice === undefined ? off : say('rule.each', { price })
  const all = count(how.count ?? 0)
  /** @param {string} words */
  const often = (words) => say('rule.times', { rule: words, count: count(times) }, times)
  switch (rule) {
    case 'fixed-price':
      return each
    case 'amount':
    case 'cart-amount': {
      const isEach = rule === 'amount' && kind === 'promotion'
      const amount = money(how.amount ?? 0, currency)
      return say(isEach ? 'rule.off-each' : 'rule.off', { amount })
    }
    case 'quantity-break':
      return say('rule.from', { count: amountOf(how.from ?? 0, 'piece'), each })
    case 'buy-get': {
      const { count: bought = 0, get = 0 } = how
      const isFree = rate === 1_000_000
      const paid = count(bought - get)
      return often(
        isFree
          ? say('rule.for', { count: all, paid })
          : say('rule.of', { count: all, get: count(get), off }),
      )
    }
    case 'mix-and-match':
    case 'bundle':
      return often(say('rule.for', { count: all, paid: money(how.price ?? 0, currency) }))
    default:
      return off
  }
}

/** @param {string} words @param {string} figure @param {string} [className] */
export function sumRow(words, figure, className = '') {
  const row = make('li', `sum ${className}`.trim())
  row.append(make('span', '', words), make('span', 'row-figure', figure))
  return row
}

/** @param {string} words @param {string} figure @param {() => void} undo */
export function undoRow(words, figure, undo) {
  const row = sumRow(words, figure)
  const button = act(say('undo'), undo)
  button.classList.add('small')
  button.setAttribute('aria-label', say('undo-named', { words }))
  row.append(button)
  return row
}

/** @param {Quote} quote */
export function sumRows({ lines, gross, discount, subtotal, tax, total, currency, taxIncluded }) {
  const shown = (/** @type {number} */ amount) => money(amount, currency)
  // Taken out of prices that include it, for who pays none.
  const relief = taxIncluded ? lines.reduce((sum, line) => sum + line.net - line.total, 0) : 0
  const isPlain = discount === 0 && relief === 0
  return [
    ...(isPlain ? [] : [sumRow(say('sum.goods'), shown(gross))]),
    ...(discount === 0 ? [] : [sumRow(say('sum.save'), shown(-discount))]),
    ...(relief === 0 ? [] : [sumRow(say('sum.relief'), shown(-relief))]),
    ...(taxIncluded
      ? []
      : [sumRow(say('sum.before-tax'), shown(subtotal)), sumRow(say('sum.tax'), shown(tax))]),
    sumRow(say('sum.total'), shown(total), 'whole'),
    ...(taxIncluded && tax !== 0 ? [sumRow(say('sum.tax-in'), shown(tax), 'quiet')] : []),
  ]
}
