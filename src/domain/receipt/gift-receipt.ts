/** A receipt to be given away with the goods: what they are, when they were sold, and no price. */
import type { SaleLine } from '../journal/facts.ts'
import { ONE } from '../quantity.ts'
import { qrText, writtenCode } from './code.ts'
import type { ReceiptFacts } from './compose.ts'
import type { ReceiptDocument, ReceiptElement } from './document.ts'
import { centred, entryMark, row, RULE, SPACE, writingOf } from './elements.ts'
import { figuresFor, type Figures } from './figures.ts'
import { logoMark, receiptLocale } from './template.ts'
import type { ReceiptWords } from './words.ts'

/** Its code says that it is one: who brings goods by it gets credit, and not the giver's money. */
export function composeGiftReceipt(
  facts: Omit<ReceiptFacts, 'copy'>,
  words: ReceiptWords,
): ReceiptDocument {
  const { sale, store } = facts
  const locale = receiptLocale(store)
  const figures = figuresFor(locale, sale.currency, store.zone)
  const code = { number: sale.receipt, isGift: true }
  return {
    ...writingOf(locale),
    elements: [
      ...logoMark(store),
      centred(store.name, 'double'),
      ...[...store.address, ...store.receiptHeader].map((line) => centred(line)),
      SPACE,
      centred(words.giftReceipt, 'double'),
      SPACE,
      row(`${words.receipt} ${writtenCode(code)}`, figures.moment(facts.at)),
      RULE,
      ...sale.lines.filter(isGiven).flatMap((line) => goods(line, figures, words)),
      RULE,
      centred(words.giftHint),
      SPACE,
      { kind: 'code128', data: writtenCode(code) },
      { kind: 'qr', data: qrText(code) },
      entryMark(facts.entryHash, words),
    ],
  }
}

/** What was bought to be given: no money on a card, nothing that came back, no deposit. */
function isGiven({ quantity, load, belongsTo }: SaleLine): boolean {
  return quantity > 0 && !load && belongsTo?.as !== 'deposit'
}

function goods(line: SaleLine, figures: Figures, words: ReceiptWords): ReceiptElement[] {
  const { name, size, quantity, unit, serial } = line
  const count = quantity === ONE ? '' : `${figures.quantity(quantity)} ${words.units[unit]}`
  return [
    row([name, size].join(' ').trimEnd(), count.trimEnd()),
    ...(serial === undefined ? [] : [row(`  ${words.serial} ${serial}`, '')]),
  ]
}
