/** The words of the page: in its language, as the shop sent them with it. */

/** @typedef {Readonly<Record<string, string | number>>} Values */

/**
 * Each a text, or its plural forms.
 * @type {Readonly<Record<string, string | Record<string, string>>>}
 */
const texts = JSON.parse(document.querySelector('[data-texts]')?.textContent ?? '{}')
const plurals = new Intl.PluralRules(document.documentElement.lang || 'en')

/**
 * @param {string} key
 * @param {Values} [values] what stands there in braces
 * @param {number} [of] how many of it there are, where a text has forms for that
 */
export function say(key, values = {}, of = 0) {
  const text = texts[key] ?? key
  const words = typeof text === 'string' ? text : (text[plurals.select(of)] ?? text['other'] ?? key)
  return words.replaceAll(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))
}
