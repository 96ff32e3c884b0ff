/** One article of the grid. */
import { make } from './find.js'
import { drawPackage } from './package.js'
import { availability, priceParts } from './words.js'

/**
 * @typedef {{ variant: string, name: string, size: string, brand: string, department: string,
 *   barcodes: string[], currency: string, unitPrice: number, available: number }} Offer
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
  words.append(make('p', 'brand', offer.brand || offer.department))
  const title = make('h2', 'title', offer.name)
  // Names come in many languages and scripts, each with a direction of its own.
  title.dir = 'auto'
  title.title = offer.name
  words.append(title, make('p', 'size', offer.size))
  const foot = make('div', 'card-foot')
  foot.append(price(offer), make('p', 'stock'))
  article.append(picture, words, foot)
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
  return true
}

/** @param {Offer} offer */
function price({ unitPrice, currency }) {
  const shown = make('p', 'price')
  for (const { type, value } of priceParts(unitPrice, currency)) {
    shown.append(make('span', `price-${type}`, value))
  }
  return shown
}
