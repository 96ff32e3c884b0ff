/**
 * GTINs: check digits and forms. Source: GS1 General Specifications 7.9 (check digit), 5.2.2.4
 * (UPC-E).
 */
import { z } from 'zod'

/**
 * Every code is kept as GTIN-14, zero padded, so that UPC-A, EAN-13 and EAN-8 of one item are one
 * key.
 */
export const gtinSchema = z.string().regex(/^\d{14}$/)

const LENGTHS: ReadonlySet<number> = new Set([8, 12, 13, 14])

/** True where the last digit is right: from the right, weights 3, 1, 3, … over all but the last. */
export function checkDigitIsRight(digits: string): boolean {
  let total = 0
  for (let index = 0; index < digits.length; index += 1) {
    const fromRight = digits.length - 1 - index
    total += (digits.charCodeAt(index) - 48) * (fromRight % 2 === 0 ? 1 : 3)
  }
  return total % 10 === 0
}

/** The digits with their check digit behind them. */
export function withCheckDigit(digits: string): string {
  const bare = `${digits}0`
  let total = 0
  for (let index = 0; index < digits.length; index += 1) {
    const fromRight = bare.length - 1 - index
    total += (digits.charCodeAt(index) - 48) * (fromRight % 2 === 0 ? 1 : 3)
  }
  return `${digits}${String((10 - (total % 10)) % 10)}`
}

/**
 * Expands the eight digits of a UPC-E (number system 0 or 1, six digits, check digit) to its UPC-A,
 * or undefined where they are not a UPC-E.
 */
export function expandUpcE(digits: string): string | undefined {
  if (!/^[01]\d{7}$/.test(digits)) return undefined
  const system = digits.slice(0, 1)
  const body = expandBody(digits.slice(1, 7))
  const upcA = system + body + digits.slice(7)
  return checkDigitIsRight(upcA) ? upcA : undefined
}

/**
 * Six digits of a UPC-E as the ten that they stand for; the last of them says where zeros were left
 * out.
 */
function expandBody(body: string): string {
  const last = body.slice(5)
  if (last === '3') return `${body.slice(0, 3)}00000${body.slice(3, 5)}`
  if (last === '4') return `${body.slice(0, 4)}00000${body.slice(4, 5)}`
  if (last > '4') return `${body.slice(0, 5)}0000${last}`
  return `${body.slice(0, 2)}${last}0000${body.slice(2, 5)}`
}

/**
 * A scanned or typed code as GTIN-14, or undefined where it is none (wrong length, letters, wrong
 * check digit). Eight digits are read as EAN-8 first; where that check digit is wrong, as UPC-E.
 */
export function toGtin14(code: string): string | undefined {
  if (!/^\d+$/.test(code) || !LENGTHS.has(code.length)) return undefined
  if (checkDigitIsRight(code)) return code.padStart(14, '0')
  return code.length === 8 ? expandUpcE(code)?.padStart(14, '0') : undefined
}

/** As it is printed on the goods: an EAN-8, a UPC or an EAN-13 without the zeros before it. */
export function asPrinted(gtin: string): string {
  const digits = gtin.replace(/^0+/, '')
  const length = [8, 12, 13].find((each) => each >= digits.length) ?? 14
  return digits.padStart(length, '0')
}
