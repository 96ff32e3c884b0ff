/** An X or a Z on paper: the session, its figures, its drawer, and what proves them. */
import type { FiscalFigures } from '../fiscal/closing.ts'
import type { Fact } from '../journal/facts.ts'
import { minor, type Minor } from '../money.ts'
import type { StoreSettings } from '../settings.ts'
import { balanceOf, type CashCount, type TenderCount } from '../till/count.ts'
import type { ElsewhereWord, ZCorrection } from '../till/news.ts'
import type { SessionReport } from '../till/report.ts'
import { WATCHED } from '../till/watched.ts'
import type { ReceiptDocument, ReceiptElement } from './document.ts'
import { centred, copyMark, entryMark, row, RULE, SPACE, writingOf } from './elements.ts'
import { figuresFor, type Figures } from './figures.ts'
import { takenRows, tenderWord } from './tender-rows.ts'
import type { ReceiptWords } from './words.ts'

export interface ReportSlipFacts {
  readonly report: SessionReport
  readonly currency: string
  /** What the drawer should hold, own money first. */
  readonly drawer: readonly Drawer[]
  /** Null for an X. */
  readonly z: {
    readonly number: number
    readonly copy: number
    readonly closedBy: string
    /** Why it differs by more than is tolerated; null where it does not. */
    readonly reason: string | null
    /** What the backend told of since: late entries that it does not contain. */
    readonly corrections: readonly ZCorrection[]
    /** Who had closed it from elsewhere; null where nobody had. */
    readonly elsewhere: ElsewhereWord | null
  } | null
  /** Slips of other tenders that were counted. */
  readonly tenders: readonly TenderCount[]
  readonly at: number
  readonly store: StoreSettings
  /** The terminal's name. */
  readonly terminal: string
  /** Who counted, or who reads. */
  readonly person: string
  readonly nameOf: (staff: string) => string
  /** Hash of the Z's journal entry, hex; of the last entry before an X. */
  readonly entryHash: string
}

/** Cash of one currency; an X knows no count. */
export interface Drawer extends Partial<Omit<CashCount, 'expected'>> {
  readonly expected: Minor
  readonly currency: string
}

export function drawerOf({ currency, foreign, ...own }: Fact<'session-closed'>['body']): Drawer[] {
  const { expected, counted, difference } = own
  return [{ currency, expected, counted, difference }, ...(foreign ?? [])]
}

export function composeReportSlip(facts: ReportSlipFacts, words: ReceiptWords): ReceiptDocument {
  const { report, store, z } = facts
  const figures = figuresFor(store.locale, facts.currency, store.zone)
  const own = report.figures
  return {
    ...writingOf(store.locale),
    elements: [
      centred(store.name, 'double'),
      ...store.address.map((line) => centred(line)),
      SPACE,
      centred(z ? `${words.report.z} ${String(z.number)}` : words.report.x, 'double'),
      SPACE,
      ...copyMark(z?.copy ?? 0, words),
      ...sessionRows(facts, figures, words),
      RULE,
      ...soldRows(own, figures, words),
      RULE,
      ...takenRows(own, figures, words),
      RULE,
      ...watchedRows(own, figures, words),
      RULE,
      ...drawerRows(facts, figures, words),
      ...peopleRows(facts, figures, words),
      RULE,
      ...proofRows(facts, figures, words),
      ...correctionRows(z?.corrections ?? [], figures, words),
      SPACE,
      entryMark(facts.entryHash, words),
      ...copyMark(z?.copy ?? 0, words),
    ],
  }
}

function sessionRows(facts: ReportSlipFacts, figures: Figures, words: ReceiptWords) {
  const { report, z, at } = facts
  const { close, report: say } = words
  return [
    row(words.terminal, facts.terminal),
    row(close.opened, figures.moment(report.openedAt)),
    row(say.openedBy, facts.nameOf(report.openedBy)),
    row(z ? close.closed : say.reported, figures.moment(at)),
    ...(z ? [row(close.countedBy, facts.person), row(say.closedBy, z.closedBy)] : []),
    ...(z?.elsewhere
      ? [row(say.elsewhere, figures.moment(z.elsewhere.at)), row('', z.elsewhere.person)]
      : []),
  ]
}

export function soldRows(own: FiscalFigures, figures: Figures, words: ReceiptWords) {
  const { report: say } = words
  return [
    row(words.close.sales, String(own.sales)),
    row(say.turnover, figures.money(minor(own.turnover)), true),
    ...own.taxes.flatMap(({ code, name, rate, base, tax }) => [
      row(
        `${code} ${name} ${figures.rate(rate)} ${words.taxOn} ${figures.amount(minor(base))}`,
        figures.amount(minor(tax)),
      ),
    ]),
    ...(own.loads
      ? [
          row(
            `${words.loaded} (${String(own.loads.count)})`,
            figures.amount(minor(own.loads.amount)),
          ),
        ]
      : []),
    ...layawayRows(own, figures, words),
    row(say.tax, figures.amount(minor(own.tax))),
    row(say.net, figures.amount(minor(own.net))),
  ]
}

/** What was taken for goods laid away, and what became of it: beside the turnover. */
function layawayRows({ layaways }: FiscalFigures, figures: Figures, words: ReceiptWords) {
  if (!layaways) return []
  const parts = ['taken', 'settled', 'back', 'kept'] as const
  return parts
    .filter((part) => layaways[part].count > 0)
    .map((part) => {
      const { count, amount } = layaways[part]
      return row(`${words.layaway[part]} (${String(count)})`, figures.amount(minor(amount)))
    })
}

/** What somebody who looks after the shop looks at: each is there, also where it is none. */
export function watchedRows(own: FiscalFigures, figures: Figures, words: ReceiptWords) {
  const { report: say } = words
  return WATCHED.map((figure) => {
    const sum = own[figure]
    if (typeof sum === 'number') return row(say[figure], String(sum))
    return row(`${say[figure]} (${String(sum.count)})`, figures.amount(minor(sum.amount)))
  })
}

function drawerRows(facts: ReportSlipFacts, figures: Figures, words: ReceiptWords) {
  const { report, drawer } = facts
  const { close, cashMove } = words
  return [
    row(words.report.drawer, '', true),
    row(close.float, figures.amount(report.float)),
    ...moveRows(report.figures, figures, words),
    ...drawer.flatMap((each, index) => countRows(each, index === 0, figures, words)),
    ...facts.tenders.flatMap((each) => slipRows(each, figures, words)),
    ...(facts.z?.reason ? [row(cashMove.reason, facts.z.reason)] : []),
  ]
}

export function moveRows({ moves }: FiscalFigures, figures: Figures, words: ReceiptWords) {
  return moves.map(({ kind, currency, count, amount }) =>
    row(`${words.cashMove[kind]} (${String(count)})`, figures.foreign(minor(amount), currency)),
  )
}

/** What should be there and what was, in its own currency; the difference stands out. */
function countRows(
  drawer: Drawer,
  isOwn: boolean,
  figures: Figures,
  words: ReceiptWords,
): ReceiptElement[] {
  const { currency, expected, counted, difference } = drawer
  const { close } = words
  const expectedRow = row(close.expected, figures.foreign(expected, currency))
  if (counted === undefined || difference === undefined) return [expectedRow]
  const outcome: ReceiptElement = {
    ...{ kind: 'row', start: close[balanceOf({ difference })], bold: true, size: 'double' },
    end: figures.foreign(minor(Math.abs(difference)), currency),
  }
  const countedRow = row(close.counted, figures.foreign(counted, currency), true)
  return [expectedRow, countedRow, ...(isOwn || difference !== 0 ? [outcome] : [])]
}

function slipRows(
  { kind, name, slips, expectedSlips, counted, difference }: TenderCount,
  figures: Figures,
  words: ReceiptWords,
): ReceiptElement[] {
  const times =
    slips === expectedSlips ? String(slips) : `${String(slips)}/${String(expectedSlips)}`
  const what = [tenderWord(kind, words), name, slips !== undefined && `(${times})`]
  const off = row(
    words.close[balanceOf({ difference })],
    figures.money(minor(Math.abs(difference))),
  )
  const title = what.filter((part) => part !== undefined && part !== false).join(' ')
  const there = row(`${title}: ${words.close.counted}`, figures.money(counted), true)
  return difference === 0 ? [there] : [there, off]
}

function peopleRows({ report, nameOf }: ReportSlipFacts, figures: Figures, words: ReceiptWords) {
  const sold = report.figures.people
  return [
    RULE,
    row(words.report.people, '', true),
    ...sold.map(({ person, sales, turnover }) =>
      row(`${nameOf(person)} (${String(sales)})`, figures.amount(minor(turnover))),
    ),
  ]
}

function proofRows({ report }: ReportSlipFacts, figures: Figures, words: ReceiptWords) {
  const { report: say } = words
  const { first, last, perpetual, unsent, untold } = report
  const place = ({ epoch, seq }: SessionReport['first']) =>
    `${String(epoch.ordinal)}-${String(seq)}`
  return [
    row(say.entries, `${place(first)} – ${place(last)}`),
    row('', last.hash.slice(0, 12)),
    row(say.everSales, String(perpetual.sales)),
    ...Object.entries(perpetual.turnover).map(([currency, turnover]) =>
      row(say.everTurnover, figures.foreign(minor(turnover), currency)),
    ),
    ...(untold ? [row(say.untold, '', true)] : []),
    row(say.unsent, unsent.entries === 0 ? say.nothing : unsentText(unsent, words), true),
  ]
}

function unsentText({ entries, sales }: SessionReport['unsent'], words: ReceiptWords): string {
  return `${words.report.entries} ${String(entries)}, ${words.close.sales} ${String(sales)}`
}

/** The Z stands as it was written; each late entry is a correction beside it, with its number. */
function correctionRows(
  corrections: readonly ZCorrection[],
  figures: Figures,
  words: ReceiptWords,
): ReceiptElement[] {
  if (corrections.length === 0) return []
  return [
    RULE,
    row(words.report.corrections, String(corrections.length), true),
    ...corrections.flatMap((late) => {
      const watched = (late.watched ?? []).map(({ figure, count, amount }) => ({
        start: `${words.report[figure]} (${String(count)})`,
        end: amount === undefined ? '' : figures.amount(minor(amount)),
      }))
      const named = late.name === '' ? [] : [{ start: late.name, end: movedText(late, figures) }]
      return [...named, ...watched].map(({ start, end }, index) =>
        row(index === 0 ? `${String(late.number)}. ${start}` : `   ${start}`, end),
      )
    }),
  ]
}

/** Empty where it moved no money. */
function movedText(late: ZCorrection, figures: Figures): string {
  if (late.kind === 'other') return ''
  const { kind, turnover, cash, currency } = late
  return kind === 'sale' ? figures.amount(minor(turnover)) : figures.foreign(cash, currency)
}
