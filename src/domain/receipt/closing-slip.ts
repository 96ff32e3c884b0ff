/** A fiscal closing on paper: its period, its figures, and what proves them. */
import type { FiscalClosed } from '../fiscal/closing.ts'
import { minor } from '../money.ts'
import type { StoreSettings } from '../settings.ts'
import type { ReceiptDocument, ReceiptElement } from './document.ts'
import { centred, copyMark, entryMark, row, RULE, SPACE, writingOf } from './elements.ts'
import { figuresFor, type Figures } from './figures.ts'
import { moveRows, soldRows, watchedRows } from './report-slip.ts'
import { takenRows } from './tender-rows.ts'
import type { ReceiptWords } from './words.ts'

export interface ClosingSlipFacts {
  readonly closing: FiscalClosed
  /** 0 the first time. */
  readonly copy: number
  readonly at: number
  /** Null where the terminal closed it by itself. */
  readonly person: string | null
  readonly store: StoreSettings
  /** The terminal's name. */
  readonly terminal: string
  /** Hash of the closing's journal entry, hex. */
  readonly entryHash: string
}

export function composeClosingSlip(facts: ClosingSlipFacts, words: ReceiptWords): ReceiptDocument {
  const { closing, copy, store } = facts
  const figures = figuresFor(store.locale, closing.currency, store.zone)
  const own = closing.figures
  const moves = moveRows(own, figures, words)
  return {
    ...writingOf(store.locale),
    elements: [
      centred(store.name, 'double'),
      ...store.address.map((line) => centred(line)),
      SPACE,
      centred(`${words.closing[closing.kind]} ${String(closing.number)}`, 'double'),
      SPACE,
      ...copyMark(copy, words),
      ...periodRows(facts, figures, words),
      RULE,
      ...soldRows(own, figures, words),
      RULE,
      ...takenRows(own, figures, words),
      RULE,
      ...watchedRows(own, figures, words),
      ...(moves.length > 0 ? [RULE, row(words.report.drawer, '', true), ...moves] : []),
      RULE,
      ...proofRows(closing, figures, words),
      SPACE,
      entryMark(facts.entryHash, words),
      ...copyMark(copy, words),
    ],
  }
}

function periodRows(
  { closing, at, person, terminal, store }: ClosingSlipFacts,
  figures: Figures,
  words: ReceiptWords,
): ReceiptElement[] {
  const { kind, period, late, parts, lacking = [] } = closing
  const { closing: say } = words
  const summed = parts && `${String(parts.first)} – ${String(parts.last)} (${String(parts.count)})`
  return [
    row(words.terminal, terminal),
    row(words.taxNumber, store.taxNumber),
    row(say.period, kind === 'day' ? figures.day(period) : period, true),
    row(words.close.closed, figures.moment(at)),
    row(words.report.closedBy, person ?? say.byItself),
    ...(summed === undefined ? [] : [row(say.summed, summed)]),
    ...lacking.map((each) =>
      row(say.lacking, `${say[each.kind]} ${String(each.first)} – ${String(each.last)}`, true),
    ),
    ...(late ? [row(say.late, '', true)] : []),
  ]
}

function proofRows(
  { first, last, perpetual, untold }: FiscalClosed,
  figures: Figures,
  words: ReceiptWords,
): ReceiptElement[] {
  const { report: say } = words
  const place = ({ epoch, seq }: FiscalClosed['first']) => `${String(epoch.ordinal)}-${String(seq)}`
  return [
    row(say.entries, `${place(first)} – ${place(last)}`),
    row('', last.hash.slice(0, 12)),
    row(say.everSales, String(perpetual.sales)),
    ...Object.entries(perpetual.turnover).map(([currency, turnover]) =>
      row(say.everTurnover, figures.foreign(minor(turnover), currency)),
    ),
    ...(untold ? [row(say.untold, '', true)] : []),
  ]
}
