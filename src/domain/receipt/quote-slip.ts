/** A quote on paper: what the goods would come to, and until when. It is no receipt. */
import type { Quote } from '../selling/quote.ts'
import type { QuotedFigures } from '../selling/quoted-figures.ts'
import type { StoreSettings } from '../settings.ts'
import { head, saleLine, totals } from './compose.ts'
import type { ReceiptDocument } from './document.ts'
import { centred, entryMark, row, RULE, SPACE, writingOf } from './elements.ts'
import { figuresFor } from './figures.ts'
import { receiptLocale } from './template.ts'
import { codesOf } from './number-codes.ts'
import type { ReceiptWords } from './words.ts'

export interface QuoteFacts {
  readonly quote: Quote
  readonly sale: QuotedFigures
  readonly at: number
  readonly store: StoreSettings
  readonly terminal: string
  readonly cashier: string
  /** Hash of the journal entry, hex. */
  readonly entryHash: string
}

export function composeQuote(facts: QuoteFacts, words: ReceiptWords): ReceiptDocument {
  const { quote, sale, store } = facts
  const locale = receiptLocale(store)
  const figures = figuresFor(locale, sale.currency, store.zone)
  return {
    ...writingOf(locale),
    elements: [
      ...head(facts, words),
      centred(words.quote, 'double'),
      SPACE,
      row(quote.quote, figures.moment(facts.at)),
      row(`${words.terminal} ${facts.terminal}`, `${words.cashier} ${facts.cashier}`),
      row(words.quoteUntil, figures.day(quote.until), true),
      RULE,
      ...sale.lines.flatMap((line) => saleLine(line, sale, figures, words)),
      RULE,
      ...totals(sale, figures, words),
      RULE,
      centred(words.quoteHint),
      SPACE,
      ...codesOf(quote.quote, quote.quote),
      entryMark(facts.entryHash, words),
    ],
  }
}
