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
