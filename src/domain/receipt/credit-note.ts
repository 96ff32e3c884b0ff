/** The slip of a credit note: what it is worth, and in place of its code where it will stand. */
import { noteCodeOf, writtenNote } from '../accounts/credit-note.ts'
import type { Minor } from '../money.ts'
import type { ReceiptFacts } from './compose.ts'
import type { ReceiptDocument, ReceiptElement } from './document.ts'
import { centred, entryMark, row, RULE, SPACE, writingOf } from './elements.ts'
import { figuresFor } from './figures.ts'
import { logoMark, receiptLocale } from './template.ts'
import type { ReceiptWords } from './words.ts'

export function composeCreditNote(
  { sale, at, store, entryHash }: Pick<ReceiptFacts, 'sale' | 'at' | 'store' | 'entryHash'>,
  amount: Minor,
  words: ReceiptWords,
): ReceiptDocument {
  const locale = receiptLocale(store)
  const figures = figuresFor(locale, sale.currency, store.zone)
  return {
    ...writingOf(locale),
    elements: [
      ...logoMark(store),
      centred(store.name, 'double'),
      SPACE,
      centred(words.creditNote, 'double'),
      centred(figures.money(amount), 'double'),
      SPACE,
      row(`${words.receipt} ${sale.receipt}`, figures.moment(at)),
      RULE,
      { kind: 'credit-code', sale: sale.sale },
      centred(words.creditHint),
      entryMark(entryHash, words),
    ],
  }
}

/** The document as it is printed: with the codes that nothing keeps. `hashOf` is the keyed hash. */
export function withCodes(
  document: ReceiptDocument,
  hashOf: (sale: string) => string | undefined,
): ReceiptDocument {
  return {
    ...document,
    elements: document.elements.flatMap((element): ReceiptElement[] => {
      if (element.kind !== 'credit-code') return [element]
      const hash = hashOf(element.sale)
      if (hash === undefined) return []
      const code = noteCodeOf(hash)
      // Bars of so many characters are wider than the paper.
      return [centred(writtenNote(code)), { kind: 'qr', data: code }]
    }),
  }
}
