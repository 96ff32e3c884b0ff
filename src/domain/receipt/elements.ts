/** The pieces of which every slip is made. */
import { directionOf } from '../language.ts'
import type { ReceiptDocument, ReceiptElement } from './document.ts'
import type { ReceiptWords } from './words.ts'

/** Digits of the entry's hash on paper: enough to find the entry and to notice another one. */
const HASH_DIGITS = 12

export const RULE: ReceiptElement = { kind: 'rule' }
export const SPACE: ReceiptElement = { kind: 'space', lines: 1 }

export function row(start: string, end: string, bold = false): ReceiptElement {
  return { kind: 'row', start, end, bold, size: 'normal' }
}

export function centred(text: string, size: 'normal' | 'double' = 'normal'): ReceiptElement {
  return { kind: 'text', text, align: 'center', bold: size === 'double', size }
}

/** What a slip says of its journal entry; `entryHash` is hex. */
export function entryMark(entryHash: string, words: ReceiptWords): ReceiptElement {
  return centred(`${words.entry} ${entryHash.slice(0, HASH_DIGITS)}`)
}

/** On every copy, with its number: 0 is the original. */
export function copyMark(copy: number, words: ReceiptWords): ReceiptElement[] {
  return copy > 0 ? [centred(`${words.copy} ${String(copy)}`, 'double'), SPACE] : []
}

/** Language and direction of a document, by the store's BCP 47 locale. */
export function writingOf(locale: string): Pick<ReceiptDocument, 'language' | 'direction'> {
  return { language: locale, direction: directionOf(locale) }
}
