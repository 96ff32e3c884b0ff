/** One article of the grid. */
import { make, makeNamed } from './find.js'
import { drawPackage } from './package.js'
import { say } from './say.js'
import { amountOf, availability, count, eachOf, perUnit, priceParts, stepOf } from './words.js'

/**
 * @typedef {{ variant: string, name: string, size: string, brand: string, department: string,
 *   barcodes: string[], currency: string, unitPrice: number, shelfPrice?: number,
 *   available: number,
 *   unit: import('./words.js').Unit, isSoldOnline: boolean }} Offer
 */

/** How many hues the style sheet has. */
const HUES = 14

/**
 * @param {Offer} offer
 * @param {number} hue
 */
export function card(offer, hue) {
  const article = make('li', 'card')
  article.dataset['variant'] = offer.variant
  article.dataset['hue'] = String(hue % HUES)
  const picture = make('div', 'picture')
  picture.append(drawPackage(offer))
  const words = make('div', 'words')
  words.append(makeNamed('p', 'brand', offer.brand || offer.department))
  const title = makeNamed('h2', 'title', offer.name)
  title.title = offer.name
  words.append(title, makeNamed('p', 'size', offer.size))
  const foot = make('div', 'card-foot')
  foot.append(price(offer), make('p', 'stock'))
  article.append(picture, words, foot, buying(offer))
  setAvailability(article, offer.available)
  return article
}

/**
 * New stock of a variant, if it is on the page; the change is shown for a moment.
 * @param {HTMLElement} grid
 * @param {string} variant
 * @param {number} available
 */
export function showAvailability(grid, variant, available) {
  const article = grid.querySelector(`[data-variant="${CSS.escape(variant)}"]`)
  if (!(article instanceof HTMLElement)) return
  if (!setAvailability(article, available)) return
  article.classList.remove('changed')
  // Reading the layout lets the same animation begin anew.
  void article.offsetWidth
  article.classList.add('changed')
}

/**
 * @param {HTMLElement} article
 * @param {number} available
 */
function setAvailability(article, available) {
  const { state, text } = availability(available)
  const stock = article.querySelector('.stock')
  if (stock === null || stock.textContent === text) return false
  stock.textContent = text
  article.dataset['stock'] = state
  const add = article.querySelector('[data-add]')
  if (add instanceof HTMLButtonElement) add.disabled = available <= 0
  return true
}

/** @param {Offer} offer */
function price({ unitPrice, shelfPrice, currency, unit }) {
  const shown = make('p', 'price')
  for (const { type, value } of priceParts(unitPrice, currency)) {
    shown.append(make('span', `price-${type}`, value))
  }
  if (unit !== 'piece') shown.append(make('span', 'price-unit', perUnit(unit)))
  if (shelfPrice !== undefined) {
    shown.append(make('span', 'unseen', say('goods.instead')))
    shown.append(make('s', 'price-shelf', eachOf(shelfPrice, currency, unit)))
  }
  return shown
}

/** The way into the basket, with how much of it is there. @param {Offer} offer */
function buying({ variant, name, unit, isSoldOnline }) {
  if (!isSoldOnline) return make('p', 'shop-only', say('goods.shop-only'))
  const button = /** @type {HTMLButtonElement} */ (make('button', 'button add'))
  button.type = 'button'
  button.dataset['add'] = variant
  button.dataset['step'] = String(stepOf(unit))
  button.dataset['name'] = name
  const amount = amountOf(stepOf(unit), unit)
  const words = unit === 'piece' ? say('goods.add') : say('goods.add-of', { amount })
  button.append(make('span', 'add-text', words), make('span', 'add-there'))
  button.setAttribute('aria-label', say('goods.add-named', { add: words, name }))
  return button
}

/**
 * How much of each article of the page is in the basket.
 * @param {HTMLElement} grid
 * @param {readonly { variant: string, quantity: number }[]} lines
 */
export function showBasket(grid, lines) {
  const there = new Map(lines.map(({ variant, quantity }) => [variant, quantity]))
  for (const button of grid.querySelectorAll('[data-add]')) {
    if (!(button instanceof HTMLElement)) continue
    const quantity = there.get(button.dataset['add'] ?? '') ?? 0
    const told = button.querySelector('.add-there')
    if (told === null) continue
    const words = make('span', 'add-words', say('goods.in-basket'))
    told.replaceChildren(...(quantity === 0 ? [] : [count(quantity / 1000), words]))
  }
}
