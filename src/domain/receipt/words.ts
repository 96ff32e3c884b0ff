/** The words on a receipt: one file for each language, every one with the same words. */
import type { Unit } from '../catalogue/documents.ts'
import type { Reason } from '../pricing/explained.ts'
import { languageOf } from '../language.ts'
import type { CashMoveKind } from '../till/cash-move.ts'
import type { Balance } from '../till/count.ts'
import { arabicReceiptWords } from './words/ar.ts'
import { germanReceiptWords } from './words/de.ts'
import { englishReceiptWords } from './words/en.ts'
import { spanishReceiptWords } from './words/es.ts'
import { frenchReceiptWords } from './words/fr.ts'
import { chineseReceiptWords } from './words/zh.ts'

export interface ReceiptWords {
  readonly receipt: string
  readonly terminal: string
  readonly cashier: string
  /** Before the times of the first line and of the last money. */
  readonly begun: string
  readonly ended: string
  readonly orderedOnline: string
  readonly taxNumber: string
  readonly copy: string
  readonly subtotal: string
  readonly total: string
  /** Before the reason of a discount that a person gave. */
  readonly discount: string
  /** Why something was taken off, with room for its figures. */
  readonly why: Readonly<Record<Reason, string>>
  /** What all discounts come to. */
  readonly youSave: string
  /** Tax taken out of the prices for a customer who pays none. */
  readonly taxRelief: string
  /** Between a tax rate and the amount that it was taken on: `VAT 19% on 1.08`. */
  readonly taxOn: string
  readonly cash: string
  readonly card: string
  /** Also what a line is called by which one is sold. */
  readonly giftCard: string
  readonly storeCredit: string
  readonly onAccount: string
  /** The line by which a customer pays what they owe. */
  readonly accountPaid: string
  /** On the slip of a session: what was put on cards and accounts. */
  readonly loaded: string
  readonly online: string
  /** Below a tender of that kind that goes back: not here, but to where it came from. */
  readonly onlineBack: string
  readonly voucher: string
  readonly points: string
  /** By the sale; below zero where goods came back. */
  readonly pointsEarned: string
  /** The balance after it: a till may not have heard of all of it. */
  readonly pointsKnown: string
  /** What a gift card still holds after the sale. */
  readonly left: string
  readonly authorisation: string
  readonly change: string
  /** Cash that goes to the customer for goods that came back. */
  readonly cashBack: string
  /** Before the number of the receipt that returned goods were sold on. */
  readonly returned: string
  readonly withoutReceipt: string
  readonly creditNote: string
  /** How it is spent. */
  readonly creditHint: string
  readonly giftReceipt: string
  readonly quote: string
  /** Before its number, where a mail names it. */
  readonly quoteSubject: string
  /** Before the last day on which a quote holds. */
  readonly quoteUntil: string
  readonly quoteHint: string
  /** Before the digits of the card that had paid, where money went to another. */
  readonly insteadOf: string
  readonly layaway: LayawayWords
  readonly invoice: string
  /** What it is called where money goes back. */
  readonly invoiceCorrection: string
  readonly invoiceNumber: string
  /** Before name, address and tax number of who is invoiced. */
  readonly billedTo: string
  /** What whoever gets it may do. */
  readonly giftHint: string
  /** What rounding to the smallest coin added or took. */
  readonly cashRounding: string
  readonly tip: string
  /** On the slip of a closed till. */
  readonly tips: string
  /** Before the first characters of the journal entry's hash. */
  readonly entry: string
  /** Before a serial number, a batch and the last day of use. */
  readonly serial: string
  readonly lot: string
  readonly expiry: string
  /** What was counted at the end of a session. */
  readonly close: CountWords
  /** What an X and a Z say. */
  readonly report: ReportWords
  /** What a fiscal closing says. */
  readonly closing: ClosingWords
  /** What the slip of cash that moved without a sale says. */
  readonly cashMove: CashSlipWords
  /** How a unit is written beside a quantity; empty where pieces need no unit. */
  readonly units: Readonly<Record<Unit, string>>
}

export interface CountWords extends Readonly<Record<Balance, string>> {
  readonly opened: string
  readonly closed: string
  readonly countedBy: string
  readonly sales: string
  readonly float: string
  readonly expected: string
  readonly counted: string
}

export type ReportWords = Readonly<
  Record<
    | 'x'
    | 'z'
    | 'openedBy'
    | 'closedBy'
    | 'reported'
    | 'session'
    | 'turnover'
    | 'net'
    | 'tax'
    | 'tenders'
    | 'givenBack'
    | 'balance'
    | 'foreignCash'
    | 'promotions'
    | 'byHand'
    | 'priceChanges'
    | 'returns'
    | 'removals'
    | 'abandoned'
    | 'undone'
    | 'noSales'
    | 'drawerAgain'
    | 'reprints'
    | 'approvals'
    | 'refusals'
    | 'reads'
    | 'drawer'
    | 'people'
    | 'entries'
    | 'unsent'
    | 'corrections'
    | 'elsewhere'
    | 'everSales'
    | 'everTurnover'
    | 'untold'
    | 'nothing',
    string
  >
>

export interface CashSlipWords extends Readonly<Record<CashMoveKind, string>> {
  readonly amount: string
  readonly at: string
  readonly by: string
  readonly approvedBy: string
  readonly reason: string
  readonly note: string
  /** Below the two lines for signatures. */
  readonly given: string
  readonly received: string
}

const WORDS: Readonly<Record<string, ReceiptWords>> = {
  ar: arabicReceiptWords,
  de: germanReceiptWords,
  en: englishReceiptWords,
  es: spanishReceiptWords,
  fr: frenchReceiptWords,
  zh: chineseReceiptWords,
}

/** The languages that receipts are written in, by their ISO 639 code. */
export const RECEIPT_LANGUAGES: readonly string[] = Object.keys(WORDS)

/** The words for a BCP 47 locale; English for a language that has no words of its own. */
export function receiptWordsFor(locale: string): ReceiptWords {
  return WORDS[languageOf(locale)] ?? englishReceiptWords
}

export interface ClosingWords {
  readonly day: string
  readonly month: string
  readonly year: string
  readonly period: string
  /** Closed when its period was over already. */
  readonly late: string
  /** In place of who closed it. */
  readonly byItself: string
  /** Before the numbers of the closings that it sums. */
  readonly summed: string
  /** Before the numbers of closings that a month or a year lacks. */
  readonly lacking: string
}

/** Of goods that are laid away: on its slip, on the receipts of its payments, on reports. */
export interface LayawayWords {
  readonly slip: string
  /** Before the last day on which the goods wait. */
  readonly until: string
  readonly total: string
  /** A line of a sale by which some of it is paid. */
  readonly payment: string
  /** The tender of the sale that ends it. */
  readonly paid: string
  readonly paidSoFar: string
  readonly due: string
  readonly least: string
  readonly givenUp: string
  readonly hint: string
  readonly taken: string
  readonly settled: string
  readonly back: string
  readonly kept: string
}
