/** Elements of the page, by what they are marked with. */

/** @param {string} selector */
export function find(selector) {
  return /** @type {HTMLElement} */ (document.querySelector(selector))
}

/** @param {string} selector */
export function findInput(selector) {
  return /** @type {HTMLInputElement} */ (document.querySelector(selector))
}

/**
 * @param {string} name
 * @param {string} className
 * @param {string} [text]
 */
export function make(name, className, text = '') {
  const element = document.createElement(name)
  if (className !== '') element.className = className
  element.textContent = text
  return element
}

/**
 * The same for words of the shop: names come in many languages and scripts, each with a direction
 * of its own, and stand where all else on the page begins.
 * @param {string} name
 * @param {string} className
 * @param {string} text
 */
export function makeNamed(name, className, text) {
  const element = make(name, className)
  element.append(make('bdi', '', text))
  return element
}
