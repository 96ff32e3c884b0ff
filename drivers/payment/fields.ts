/**
 * The fields ("bitmaps") inside ZVT messages. Source: ZVT protocol PA00P015 13.09, section "Data
 * groups".
 *
 * This is where card data ends: of the card number the last four digits are kept, and of expiry,
 * tracks, security code, chip data and free text nothing. No type beyond this file could hold them.
 */

/** What a till may know of a payment. */
export interface PaymentStatus {
  /** 0 is approved. */
  readonly result: number | undefined
  readonly amountMinor: number | undefined
  /** ISO 4217, four digits, such as `0978`. */
  readonly currency: string | undefined
  readonly trace: string | undefined
  /** Four digits of the terminal's receipt, by which a payment is taken back. */
  readonly receipt: string | undefined
  readonly scheme: string | undefined
  readonly lastFour: string | undefined
  readonly authorisation: string | undefined
}

/** How long a field is: bytes, or how many bytes of decimal digits tell it, or as TLV does. */
type FieldLength = number | 'LL' | 'LLL' | 'TLV'

const LENGTHS: ReadonlyMap<number, FieldLength> = new Map<number, FieldLength>([
  ...each(1, [0x01, 0x02, 0x03, 0x05, 0x19, 0x27, 0x72, 0x73, 0x74, 0x75, 0x8a, 0x8c, 0xa0]),
  ...each(1, [0xd0, 0xd2, 0xd3, 0xe0, 0xe9, 0xea, 0xf0, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd]),
  ...each(2, [0x0d, 0x0e, 0x17, 0x3a, 0x49, 0x87]),
  ...each(3, [0x0b, 0x0c, 0x37, 0x3d, 0x88, 0xaa]),
  ...each(4, [0x29, 0x70, 0x71]),
  ...each(5, [0xba]),
  ...each(6, [0x04]),
  ...each(8, [0x3b, 0xeb]),
  ...each(15, [0x2a]),
  ...each('LL', [0x22, 0x23, 0x2d, 0x8b, 0xa7, 0xd1]),
  ...each('LL', [0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8]),
  ...each('LL', [0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8]),
  ...each('LLL', [0x24, 0x2e, 0x3c, 0x60, 0x9a, 0xaf]),
  ...each('TLV', [0x06]),
])

function each(length: FieldLength, fields: readonly number[]): [number, FieldLength][] {
  return fields.map((field) => [field, length])
}

/**
 * Reads a status message. Never throws: where a field is not known or cut off, what came before it
 * is kept, and what is missing then makes the payment `unknown`.
 */
export function readStatus(data: Uint8Array): PaymentStatus {
  const values = new Map<number, Uint8Array>()
  let at = 0
  while (at < data.length) {
    const field = data[at] ?? 0
    const place = placeOf(data, at + 1, LENGTHS.get(field))
    if (place === undefined || place.end > data.length) break
    values.set(field, data.subarray(place.start, place.end))
    at = place.end
  }
  return {
    result: values.get(0x27)?.[0],
    amountMinor: amountOf(values.get(0x04)),
    currency: digitsOf(values.get(0x49)),
    trace: digitsOf(values.get(0x0b)),
    receipt: digitsOf(values.get(0x87)),
    scheme: wordsOf(values.get(0x8b), 40),
    lastFour: lastFourOf(values.get(0x22)),
    authorisation: wordsOf(values.get(0x3b), 8),
  }
}

function placeOf(
  data: Uint8Array,
  at: number,
  length: FieldLength | undefined,
): { start: number; end: number } | undefined {
  if (length === undefined) return undefined
  if (typeof length === 'number') return { start: at, end: at + length }
  if (length === 'TLV') return tlvPlaceOf(data, at)
  const start = at + length.length
  const digits = Array.from(data.subarray(at, start), (byte) => byte - 0xf0)
  if (digits.length < length.length || digits.some((digit) => digit < 0 || digit > 9)) {
    return undefined
  }
  return { start, end: start + digits.reduce((size, digit) => size * 10 + digit, 0) }
}

function tlvPlaceOf(data: Uint8Array, at: number): { start: number; end: number } | undefined {
  const [first, second, third] = data.subarray(at, at + 3)
  if (first === undefined) return undefined
  if (first < 0x80) return { start: at + 1, end: at + 1 + first }
  if (first === 0x81 && second !== undefined) return { start: at + 2, end: at + 2 + second }
  if (first !== 0x82 || second === undefined || third === undefined) return undefined
  return { start: at + 3, end: at + 3 + ((second << 8) | third) }
}

function amountOf(value: Uint8Array | undefined): number | undefined {
  const digits = digitsOf(value)
  return digits === undefined ? undefined : Number(digits)
}

/** Packed decimal digits, two in a byte; undefined where there are others. */
function digitsOf(value: Uint8Array | undefined): string | undefined {
  const digits = value === undefined ? '' : hexOf(value)
  return /^\d+$/.test(digits) ? digits : undefined
}

/** `E` hides a digit, `F` fills up an odd count. */
function lastFourOf(value: Uint8Array | undefined): string | undefined {
  return value === undefined ? undefined : /\d{4}(?=f*$)/.exec(hexOf(value))?.[0]
}

function hexOf(value: Uint8Array): string {
  return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Text that ends at its first zero; without any run of digits that could be a card number. */
function wordsOf(value: Uint8Array | undefined, longest: number): string | undefined {
  if (value === undefined) return undefined
  const end = value.indexOf(0)
  const text = new TextDecoder('latin1').decode(end === -1 ? value : value.subarray(0, end))
  const words = text.replaceAll(/\p{Cc}/gu, '').replaceAll(/(\d[ -]?){9,}/g, '')
  return words.trim().slice(0, longest) || undefined
}

/** An amount of minor units as six packed bytes. Throws on what does not fit. */
export function packAmount(amountMinor: number): number[] {
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0 || amountMinor > 999_999_999_999) {
    throw new RangeError(`not an amount that a payment terminal takes: ${String(amountMinor)}`)
  }
  return packDigits(String(amountMinor).padStart(12, '0'))
}

/** An even count of decimal digits, two in a byte. */
export function packDigits(digits: string): number[] {
  const pairs = digits.match(/\d\d/g) ?? []
  return pairs.map((pair) => parseInt(pair, 16))
}
