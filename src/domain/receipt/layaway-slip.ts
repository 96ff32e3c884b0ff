/** Goods laid away, on paper: what waits until when, and how far each payment has come. */
import { minor, type Minor } from '../money.ts'
import type { Layaway } from '../selling/layaway.ts'
import { head, saleLine, totals } from './compose.ts'
import type { ReceiptDocument } from './document.ts'
import { centred, entryMark, row, RULE, SPACE, writingOf } from './elements.ts'
import { figuresFor } from './figures.ts'
import type { QuoteFacts } from './quote-slip.ts'
import { receiptLocale } from './template.ts'
import type { ReceiptWords } from './words.ts'

export interface LayawayFacts extends Omit<QuoteFacts, 'quote'> {
  readonly layaway: Layaway
  readonly customer: string
  readonly paid: Minor
}

export function composeLayaway(facts: LayawayFacts, words: ReceiptWords): ReceiptDocument {
  const { layaway, sale, store, paid } = facts
  const say = words.layaway
  const locale = receiptLocale(store)
  const figures = figuresFor(locale, sale.currency, store.zone)
  return {
    ...writingOf(locale),
    elements: [
      ...head(facts, words),
      centred(say.slip, 'double'),
      SPACE,
      row(layaway.layaway, figures.moment(facts.at)),
      row(`${words.terminal} ${facts.terminal}`, `${words.cashier} ${facts.cashier}`),
      row(facts.customer, '', true),
      row(say.until, figures.day(layaway.until), true),
      RULE,
      ...sale.lines.flatMap((line) => saleLine(line, sale, figures, words)),
      RULE,
      ...totals(sale, figures, words),
      SPACE,
      ...(paid === 0 ? [row(say.least, figures.money(layaway.least))] : []),
      row(say.paidSoFar, figures.money(paid)),
      row(say.due, figures.money(minor(Math.max(0, sale.total - paid))), true),
      RULE,
      centred(say.hint),
      SPACE,
      entryMark(facts.entryHash, words),
    ],
  }
}
