/** Code 128 as bars. Source: ISO/IEC 15417; receipts use its set B, labels its set C. */

/** Widths of bar, space, bar, space, bar, space of the values 0 to 105. */
const PATTERNS = `
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132
122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212
322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311
112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321
331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214
112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212
124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113
411311 113141 114131 311141 411131 211412 211214 211232`
  .trim()
  .split(/\s+/)
const START_B = 104
const START_C = 105
const CODE_B = 100
const STOP = '2331112'
const FIRST = 0x20

/**
 * The text of ESC/POS CODE128 data: `{B` chooses the set, `{{` is a brace. Undefined if malformed.
 */
export function code128Text(data: readonly number[]): string | undefined {
  const raw = String.fromCharCode(...data)
  if (!raw.startsWith('{B')) return undefined
  const text = raw.slice(2).replaceAll('{{', '\0')
  if (text.includes('{')) return undefined
  const plain = text.replaceAll('\0', '{')
  const isPrintable = /^[ -~]+$/.test(plain)
  return isPrintable ? plain : undefined
}

/** Widths in modules, beginning with a bar, then a space, by turns. */
export function code128Bars(text: string): number[] {
  return barsOf(
    START_B,
    Array.from(text, (character) => character.charCodeAt(0) - FIRST),
  )
}

/** The same for digits, in pairs; an odd one at the end in set B. */
export function code128Pairs(digits: string): number[] {
  const pairs = (digits.match(/\d\d/g) ?? []).map(Number)
  const odd = digits.length % 2 === 1 ? digits.charCodeAt(digits.length - 1) - FIRST : undefined
  return barsOf(START_C, odd === undefined ? pairs : [...pairs, CODE_B, odd])
}

function barsOf(start: number, values: readonly number[]): number[] {
  const check = values.reduce((sum, value, index) => sum + value * (index + 1), start) % 103
  const patterns = [start, ...values, check].map((value) => PATTERNS[value] ?? '')
  return Array.from(patterns.join('') + STOP, Number)
}
