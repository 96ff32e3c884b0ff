/** The slip of a till that was closed: what goes with the cash into the bag. */
import type { Fact, ForeignCount } from '../journal/facts.ts'
import { minor, type Minor } from '../money.ts'
import type { StoreSettings } from '../settings.ts'
import { balanceOf } from '../till/count.ts'
import type { ReceiptDocument, ReceiptElement } from './document.ts'
import { centred, entryMark, row, RULE, SPACE, writingOf } from './elements.ts'
import { figuresFor, type Figures } from './figures.ts'
import type { ReceiptWords } from './words.ts'

export interface CloseSlipFacts {
  readonly closed: Fact<'session-closed'>['body']
  readonly openedAt: number
  readonly closedAt: number
  readonly float: Minor
  readonly store: StoreSettings
  /** The terminal's name. */
  readonly terminal: string
  /** Who counted. */
  readonly person: string
  /** Hash of the journal entry, hex. */
  readonly entryHash: string
}

export function composeCloseSlip(facts: CloseSlipFacts, words: ReceiptWords): ReceiptDocument {
  const { closed, store } = facts
  const figures = figuresFor(store.locale, closed.currency, store.zone)
  const { close } = words
  const off = minor(Math.abs(closed.difference))
  const outcome: ReceiptElement = {
    kind: 'row',
    start: close[balanceOf(closed)],
    end: figures.money(off),
    bold: true,
    size: 'double',
  }
  return {
    ...writingOf(store.locale),
    elements: [
      centred(store.name, 'double'),
      ...store.address.map((line) => centred(line)),
      SPACE,
      centred(close.title, 'double'),
      SPACE,
      row(words.terminal, facts.terminal),
      row(close.opened, figures.moment(facts.openedAt)),
      row(close.closed, figures.moment(facts.closedAt)),
      row(close.countedBy, facts.person),
      RULE,
      row(close.sales, String(closed.sales)),
      row(close.float, figures.amount(facts.float)),
      row(close.expected, figures.amount(closed.expected)),
      row(close.counted, figures.amount(closed.counted), true),
      ...(closed.foreign ?? []).flatMap((each) => foreignCount(each, figures, words)),
      ...(closed.tips === undefined ? [] : [row(words.tips, figures.amount(closed.tips))]),
      RULE,
      outcome,
      SPACE,
      entryMark(facts.entryHash, words),
    ],
  }
}

/** What should be there and what was, in its own currency. */
function foreignCount(
  { currency, expected, counted }: ForeignCount,
  figures: Figures,
  { close }: ReceiptWords,
): ReceiptElement[] {
  return [
    row(`${currency} ${close.expected}`, figures.foreign(expected, currency)),
    row(`${currency} ${close.counted}`, figures.foreign(counted, currency), true),
  ]
}
