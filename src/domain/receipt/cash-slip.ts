/** The slip of cash that moved without a sale: what whoever gave it and whoever took it sign. */
import type { Fact } from '../journal/facts.ts'
import type { StoreSettings } from '../settings.ts'
import type { ReceiptDocument, ReceiptElement } from './document.ts'
import { centred, entryMark, row, RULE, SPACE, writingOf } from './elements.ts'
import { figuresFor } from './figures.ts'
import type { ReceiptWords } from './words.ts'

export interface CashSlipFacts {
  readonly moved: Fact<'cash-moved'>['body']
  readonly at: number
  readonly store: StoreSettings
  /** The terminal's name. */
  readonly terminal: string
  /** Who moved it, and who vouched where somebody had to. */
  readonly person: string
  readonly approver: string | null
  /** Hash of the journal entry, hex. */
  readonly entryHash: string
}

export function composeCashSlip(facts: CashSlipFacts, words: ReceiptWords): ReceiptDocument {
  const { moved, store, approver } = facts
  const figures = figuresFor(store.locale, store.currency, store.zone)
  const { cashMove } = words
  const amount: ReceiptElement = {
    ...{ kind: 'row', start: cashMove.amount, bold: true, size: 'double' },
    end: figures.foreign(moved.amount, moved.currency),
  }
  return {
    ...writingOf(store.locale),
    elements: [
      centred(store.name, 'double'),
      SPACE,
      centred(cashMove[moved.kind].toUpperCase(), 'double'),
      SPACE,
      row(words.terminal, facts.terminal),
      row(cashMove.at, figures.moment(facts.at)),
      row(cashMove.by, facts.person),
      ...(approver === null ? [] : [row(cashMove.approvedBy, approver)]),
      RULE,
      row(cashMove.reason, moved.reason),
      ...(moved.note === undefined ? [] : [row(cashMove.note, moved.note)]),
      amount,
      ...signature(cashMove.given),
      ...signature(cashMove.received),
      SPACE,
      entryMark(facts.entryHash, words),
    ],
  }
}

/** Room for a pen, a line, and whose name stands on it. */
function signature(whose: string): ReceiptElement[] {
  return [
    { kind: 'space', lines: 3 },
    RULE,
    { kind: 'text', text: whose, align: 'start', bold: false, size: 'normal' },
  ]
}
