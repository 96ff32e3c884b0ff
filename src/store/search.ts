/**
 * Search as you type. Hits stream from the full-text index best sellers first (its rowid begins with
 * the variant's place), so a search reads as many as it answers, however many there are.
 */
import { toGtin14 } from '../domain/barcode/gtin.ts'
import type { Connection } from './connection.ts'
import { ALONE, SELLABLE_COLUMNS, TEXT, type Asked, type SellableRow } from './sellables.ts'

/** Words of a query beyond which the rest is not looked at, and letters of a word likewise. */
const WORDS_LIMIT = 8
const LETTERS_LIMIT = 40
/** From this many digits on, a number may be the beginning of a barcode. */
const GTIN_DIGITS = 6
/** Zeros before a code typed in full or in part: GTIN-14, EAN-13, UPC-A, EAN-8. */
const PADDINGS = ['', '0', '00', '000000']

export type Search = (text: string, asked: Asked, most: number) => readonly SellableRow[]

export function createSearch(connection: Connection): Search {
  const byWords = prepareWords(connection)
  const byNumber = prepareNumber(connection)
  return (text, asked, most) => {
    const digits = text.replaceAll(/[\s-]/g, '')
    const numbered = /^\d{1,14}$/.test(digits) ? byNumber(digits, asked, most) : []
    const seen = new Set(numbered.map((found) => found.data))
    const worded = byWords(text, asked, most).filter((found) => !seen.has(found.data))
    return [...numbered, ...worded].slice(0, most)
  }
}

/**
 * Each word of the text as a quoted prefix, all of which must occur; undefined where it has none.
 * Only what the tokenizer itself takes for part of a word is let through, so nothing of the query
 * language can come in.
 */
export function toMatch(text: string): string | undefined {
  const words = text.slice(0, WORDS_LIMIT * LETTERS_LIMIT).match(/[\p{L}\p{N}\p{M}]+/gu)
  const prefixes = words?.slice(0, WORDS_LIMIT).map((word) => `"${word.slice(0, LETTERS_LIMIT)}"*`)
  return prefixes?.join(' ')
}

function prepareWords(connection: Connection): Search {
  const read = connection.prepare<[Asked & { match: string; most: number }], SellableRow>(
    `SELECT ${SELLABLE_COLUMNS}, ${ALONE}
     FROM search
     CROSS JOIN catalogue AS variant ON variant.number = search.rowid & 4294967295
     WHERE search MATCH @match ORDER BY search.rowid LIMIT @most`,
  )
  return (text, asked, most) => {
    const match = toMatch(text)
    return match === undefined ? [] : read.all({ ...asked, match, most })
  }
}

/** Barcodes that are the digits or begin with them, in the forms in which they are printed. */
function prepareNumber(connection: Connection): Search {
  const read = connection.prepare<
    [Asked & { first: string; last: string; most: number }],
    SellableRow
  >(
    `SELECT ${SELLABLE_COLUMNS}, barcode.pack_quantity AS packQuantity, barcode.gtin AS barcode
     FROM catalogue AS barcode
     CROSS JOIN catalogue AS variant ON variant.id = barcode.variant AND variant.deleted = 0
     WHERE barcode.gtin BETWEEN ${TEXT('first')} AND ${TEXT('last')} AND barcode.deleted = 0
     ORDER BY barcode.gtin LIMIT @most`,
  )
  return (digits, asked, most) => {
    const whole = toGtin14(digits)
    const exact = whole === undefined ? [] : read.all({ ...asked, first: whole, last: whole, most })
    if (exact.length > 0 || digits.length < GTIN_DIGITS) return exact
    return PADDINGS.flatMap((padding) => {
      const first = padding + digits
      return first.length > 14
        ? []
        : read.all({ ...asked, first, last: first.padEnd(14, '9'), most })
    }).slice(0, most)
  }
}
