/**
 * By what a customer is found: beginnings of words of the name and the e-mail address, the
 * beginning of the card number, and any run of digits of the phone number.
 */
import type { CustomerDetails } from './customer.ts'

/** Fewer digits of a phone number than these find nobody in particular. */
const DIGITS_LEAST = 3
const KEYS_LIMIT = 60
const WORDS_LIMIT = 8
const KEY_LONGEST = 60

/** Each once, in lower case and without accents. */
export function searchKeys({ name, phone, email, card }: CustomerDetails): string[] {
  const digits = bareNumber(phone)
  const runs = Array.from({ length: Math.max(0, digits.length - DIGITS_LEAST + 1) }, (_, start) =>
    digits.slice(start),
  )
  const parts = wordsOf(card)
  const number = parts.length === 0 ? [] : [parts.join('')]
  const keys = [...wordsOf(name), ...number, ...parts, ...wordsOf(email), ...runs]
  return [...new Set(keys.map((key) => key.slice(0, KEY_LONGEST)))].slice(0, KEYS_LIMIT)
}

/**
 * What a typed text asks for: each word must be the beginning of a key, in one of its ways of being
 * written. A number may hold spaces, and a zero before it is dialled inside the country only.
 */
export function searchWords(text: string): string[][] {
  const isNumber = /^[\d\s()+/.-]+$/.test(text) && /\d/.test(text)
  const words = isNumber ? [text.replaceAll(/\D/g, '')] : wordsOf(text)
  return words.slice(0, WORDS_LIMIT).map((word) => {
    const key = word.slice(0, KEY_LONGEST)
    const bare = /^\d+$/.test(key) ? bareNumber(key) : key
    return bare === key || bare === '' ? [key] : [key, bare]
  })
}

export function matches(keys: readonly string[], words: readonly (readonly string[])[]): boolean {
  return words.every((ways) => ways.some((way) => keys.some((key) => key.startsWith(way))))
}

/** A phone number or e-mail address that two customers can be known by; empty where none. */
export function phoneKey({ phone }: Pick<CustomerDetails, 'phone'>): string {
  return bareNumber(phone)
}

export function emailKey({ email }: Pick<CustomerDetails, 'email'>): string {
  return email.trim().toLowerCase()
}

function bareNumber(text: string): string {
  return text.replaceAll(/\D/g, '').replace(/^0+/, '').slice(0, 20)
}

function wordsOf(text: string): string[] {
  const bare = text.normalize('NFD').replaceAll(/\p{M}/gu, '')
  // Upper case first: ß is then what its capital is, SS.
  return (
    bare
      .normalize('NFC')
      .toUpperCase()
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
