/** Prices, stock and counts in words and figures, in the language of the page. */
import { say } from './say.js'

const locale = document.documentElement.lang || 'en'
const QUANTITY_SCALE = 1000
const UNIT_PRICE_SCALE = 10_000
const RATE_SCALE = 1_000_000
/** So few that a shopper had better hurry. */
const LAST_FEW = 3

const numbers = new Intl.NumberFormat(locale)
const decimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })
const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
const rates = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 })
/** @type {Map<string, Intl.NumberFormat>} */
const currencies = new Map()

/** @param {string} currency */
function formatOf(currency) {
  const known = currencies.get(currency)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(locale, { style: 'currency', currency })
  currencies.set(currency, made)
  return made
}

/**
 * The parts of a price, so that decimals can be set smaller.
 * @param {number} unitPrice in ten-thousandths of the minor unit
 * @param {string} currency
 */
export function priceParts(unitPrice, currency) {
  const format = formatOf(currency)
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.formatToParts(unitPrice / UNIT_PRICE_SCALE / 10 ** digits)
}

/**
 * @param {number} amount in minor units
 * @param {string} currency
 */
export function money(amount, currency) {
  const format = formatOf(currency)
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** @param {number} at ms since 1970 */
export function day(at) {
  return days.format(at)
}

/** @param {number} count */
export function count(count) {
  return numbers.format(count)
}

/**
 * @param {number} available in thousandths
 * @returns {{ state: 'out' | 'low' | 'in', text: string }}
 */
export function availability(available) {
  const amount = available / QUANTITY_SCALE
  if (amount <= 0) return { state: 'out', text: say('goods.sold-out') }
  if (amount === 1) return { state: 'low', text: say('goods.last-one') }
  const count = decimals.format(amount)
  if (amount <= LAST_FEW) return { state: 'low', text: say('goods.last', { count }) }
  return { state: 'in', text: say('goods.in-stock', { count }) }
}

/** How a unit is written; empty where pieces need none. */
const UNITS = {
  piece: '',
  kilogram: say('unit.kilogram'),
  litre: say('unit.litre'),
  metre: say('unit.metre'),
}

/** @typedef {keyof typeof UNITS} Unit */

/** What one step more of it is, in thousandths. @param {Unit} unit */
export function stepOf(unit) {
  return unit === 'piece' ? QUANTITY_SCALE : QUANTITY_SCALE / 10
}

/** @param {number} quantity in thousandths @param {Unit} unit */
export function amountOf(quantity, unit) {
  const figure = decimals.format(quantity / QUANTITY_SCALE)
  return unit === 'piece' ? figure : `${figure} ${UNITS[unit]}`
}

/**
 * What one of it costs, with its unit.
 * @param {number} unitPrice in ten-thousandths of the minor unit
 * @param {string} currency @param {Unit} unit
 */
export function eachOf(unitPrice, currency, unit) {
  const text = priceParts(unitPrice, currency)
    .map(({ value }) => value)
    .join('')
  return unit === 'piece' ? text : `${text}/${UNITS[unit]}`
}

/** @param {Unit} unit */
export function perUnit(unit) {
  return `/${UNITS[unit]}`
}

/** @param {number} rate in parts per million */
export function percent(rate) {
  return rates.format(rate / RATE_SCALE)
}
