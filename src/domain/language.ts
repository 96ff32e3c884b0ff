/** What a language tag says of how it is written. */

const RIGHT_TO_LEFT = new Set(['ar', 'dv', 'fa', 'he', 'ps', 'ur', 'yi'])

/** The language of a BCP 47 tag, without its region and script: `de` of `de-AT`. */
export function languageOf(tag: string): string {
  return (tag.split('-')[0] ?? '').toLowerCase()
}

/** Reading direction of a BCP 47 tag. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(languageOf(tag)) ? 'rtl' : 'ltr'
}

/**
 * The locale in which words around figures are written: the language that was chosen, the shop's
 * region, and the shop's own digits, so that one amount never stands there in two scripts.
 */
export function spokenLocale(language: string, shop: string): string {
  if (languageOf(shop) === language) return shop
  const region = new Intl.Locale(shop).region
  const { numberingSystem } = new Intl.NumberFormat(shop).resolvedOptions()
  return new Intl.Locale(language, { numberingSystem, ...(region && { region }) }).toString()
}
