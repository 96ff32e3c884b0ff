/** What was taken by kind of tender, what went back the same way, and what is beside it. */
import type { FiscalFigures } from '../fiscal/closing.ts'
import { minor } from '../money.ts'
import type { TenderKind } from '../selling/tender.ts'
import type { ReceiptElement } from './document.ts'
import { row } from './elements.ts'
import type { Figures } from './figures.ts'
import type { ReceiptWords } from './words.ts'

/** Typed by the kinds there are: a new kind of tender needs its word here. */
const KIND_WORDS: Readonly<Record<TenderKind, (words: ReceiptWords) => string>> = {
  cash: (words) => words.cash,
  'foreign-cash': (words) => words.report.foreignCash,
  card: (words) => words.card,
  online: (words) => words.online,
  'gift-card': (words) => words.giftCard,
  'store-credit': (words) => words.storeCredit,
  'on-account': (words) => words.onAccount,
  layaway: (words) => words.layaway.paid,
  voucher: (words) => words.voucher,
  points: (words) => words.points,
}

export function tenderWord(kind: string, words: ReceiptWords): string {
  return kind in KIND_WORDS ? KIND_WORDS[kind as TenderKind](words) : kind
}

export function takenRows(own: FiscalFigures, figures: Figures, words: ReceiptWords) {
  const part = (name: string, amount: number): ReceiptElement[] =>
    amount === 0 ? [] : [row(name, figures.amount(minor(amount)))]
  return [
    row(words.report.tenders, '', true),
    ...own.tenders.flatMap((tender) => tenderRows(tender, figures, words)),
    ...part(words.change, 0 - own.change),
    ...part(words.cashRounding, own.cashRounding),
    ...part(words.tips, own.tips),
  ]
}

/** Where something went back the same way, that and what stayed stand below. */
function tenderRows(
  { kind, count, amount, taken, back }: FiscalFigures['tenders'][number],
  figures: Figures,
  words: ReceiptWords,
): ReceiptElement[] {
  const counted = (name: string, times: number, sum: number) =>
    row(`${name} (${String(times)})`, figures.amount(minor(sum)))
  const name = tenderWord(kind, words)
  if (!taken || !back || back.count === 0) return [counted(name, count, amount)]
  const { givenBack, balance } = words.report
  return [
    counted(name, taken.count, taken.amount),
    counted(`  ${givenBack}`, back.count, 0 - back.amount),
    counted(`  ${balance}`, count, amount),
  ]
}
