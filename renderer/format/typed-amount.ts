/** Reads an amount as a cash register does: digits fill from the end, or a sign places them. */
import { MINOR_LIMIT, minor, type Minor } from '../../src/domain/money.ts'

/** Digits that a typed amount may have; more is a slip of the hand. */
const DIGITS_AT_MOST = 9

/**
 * The text after one more key: a digit, `00`, a decimal sign, or `Backspace`; undefined where the
 * key means nothing here. `exponent` is the currency's number of decimals.
 */
export function withKey(text: string, key: string, exponent: number): string | undefined {
  if (key === 'Backspace') return text.slice(0, -1)
  if (key === '.' || key === ',') {
    const isPossible = exponent > 0 && !text.includes('.')
    return isPossible ? `${text === '' ? '0' : text}.` : text
  }
  if (!/^\d{1,2}$/.test(key)) return undefined
  const grown = text === '' ? key.replace(/^0+/, '') : text + key
  const decimals = grown.split('.')[1]?.length ?? 0
  const isTooLong = decimals > exponent || grown.replace('.', '').length > DIGITS_AT_MOST
  return isTooLong ? text : grown
}

/** `1250` and `12.5` are both 12.50 where there are two decimals; null where nothing was typed. */
export function readAmount(text: string, exponent: number): Minor | null {
  if (text === '') return null
  const [whole = '', decimals] = text.split('.')
  const digits = decimals === undefined ? whole : whole + decimals.padEnd(exponent, '0')
  const amount = Number(digits)
  return Number.isSafeInteger(amount) && amount <= MINOR_LIMIT ? minor(amount) : null
}

/** Typed text as the tender reads it: only its digits count, and they fill from the end. */
export function retyped(text: string, exponent: number): string {
  const digits = Array.from(text.replaceAll(/\D/g, ''))
  return digits.reduce((before, key) => withKey(before, key, exponent) ?? before, '')
}
