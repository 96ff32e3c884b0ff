/**
 * Search as you type. Hits stream from the full-text index best sellers first (its rowid begins
 * with the variant's place), so a search reads as many as it answers, however many there are.
 */
import { toGtin14 } from '../domain/barcode/gtin.ts'
import type { Connection } from './connection.ts'
import { beginAs, wordsOf } from './search-words.ts'
import { OF_GOODS, OF_VARIANT, TEXT, type Asked, type SellableRow } from './sellables.ts'

/** What is looked at of a query's words, and of a word's letters. */
const WORDS_LIMIT = 8
const LETTERS_LIMIT = 40
/**
 * The longest prefix that the index streams (`prefix` in the migration), and how far it is
 * followed.
 */
const STREAMED_LETTERS = 4
const CANDIDATES = 200
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
 * Hits whose words begin as the query's words do. The index streams prefixes of up to four letters,
 * but would gather all hits of a longer one before it answers the first. So the four letters are
 * streamed and the candidates looked at; only where these are too few, so that the words are rare,
 * is the whole prefix asked for.
 */
function prepareWords(connection: Connection): Search {
  const candidates = connection.prepare<[match: string], { number: number; words: string }>(
    `SELECT searchable.number, searchable.words FROM search
     CROSS JOIN searchable ON searchable.number = search.rowid & 4294967295
     WHERE search MATCH ? ORDER BY search.rowid LIMIT ${CANDIDATES}`,
  )
  const byNumber = connection.prepare<[...Asked, number: number], SellableRow>(
    `SELECT ${OF_VARIANT} FROM catalogue AS variant WHERE number = ?`,
  )
  const matching = connection.prepare<[...Asked, match: string, most: number], SellableRow>(
    `SELECT ${OF_VARIANT} FROM search
     CROSS JOIN catalogue AS variant ON variant.number = search.rowid & 4294967295
     WHERE search MATCH ? ORDER BY search.rowid LIMIT ?`,
  )
  /** The first hits of the stream, or undefined where it holds too few as far as it is followed. */
  const follow = (words: readonly string[], most: number): readonly number[] | undefined => {
    const found: number[] = []
    let met = 0
    for (const candidate of candidates.iterate(toMatch(words, STREAMED_LETTERS))) {
      met += 1
      if (beginAs(wordsOf(candidate.words), words)) found.push(candidate.number)
      if (found.length === most) return found
    }
    return met < CANDIDATES ? found : undefined
  }
  return (text, asked, most) => {
    const words = wordsOf(text).slice(0, WORDS_LIMIT)
    if (words.length === 0) return []
    const isLong = words.some((word) => word.length > STREAMED_LETTERS)
    const numbers = isLong ? follow(words, most) : undefined
    if (!numbers) return matching.all(...asked, toMatch(words, LETTERS_LIMIT), most)
    const rows = numbers.map((number) => byNumber.get(...asked, number))
    return rows.filter((row) => row !== undefined)
  }
}

/**
 * A query for which each word must occur as a prefix. Words hold letters and digits only and are
 * quoted, so that nothing of the query language can come in.
 */
function toMatch(words: readonly string[], letters: number): string {
  return words.map((word) => `"${[...word].slice(0, letters).join('')}"*`).join(' ')
}

/** Barcodes that are the digits or begin with them, in the forms in which they are printed. */
function prepareNumber(connection: Connection): Search {
  const read = connection.prepare<
    [...Asked, first: string, last: string, most: number],
    SellableRow
  >(
    `SELECT ${OF_GOODS} FROM goods_by_code AS goods
     WHERE goods.gtin BETWEEN ${TEXT} AND ${TEXT} AND goods.data IS NOT NULL
     ORDER BY goods.gtin LIMIT ?`,
  )
  return (digits, asked, most) => {
    const whole = toGtin14(digits)
    const exact = whole === undefined ? [] : read.all(...asked, whole, whole, most)
    if (exact.length > 0 || digits.length < GTIN_DIGITS) return exact
    return PADDINGS.flatMap((padding) => {
      const first = padding + digits
      return first.length > 14 ? [] : read.all(...asked, first, first.padEnd(14, '9'), most)
    }).slice(0, most)
  }
}
