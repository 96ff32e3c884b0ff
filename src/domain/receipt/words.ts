/**
 * The words on a receipt, in the languages that Holdfast brings along; others come from message
 * files.
 */
import type { Unit } from '../catalogue/documents.ts'
import type { Balance } from '../till/count.ts'

export interface ReceiptWords {
  readonly receipt: string
  readonly terminal: string
  readonly cashier: string
  readonly taxNumber: string
  readonly copy: string
  readonly subtotal: string
  readonly total: string
  /** Between a tax rate and the amount that it was taken on: `VAT 19% on 1.08`. */
  readonly taxOn: string
  readonly cash: string
  readonly card: string
  readonly authorisation: string
  readonly change: string
  /** Before the first characters of the journal entry's hash. */
  readonly entry: string
  /** What the slip of a closed till says. */
  readonly close: CloseSlipWords
  /** How a unit is written beside a quantity; empty where pieces need no unit. */
  readonly units: Readonly<Record<Unit, string>>
}

export interface CloseSlipWords extends Readonly<Record<Balance, string>> {
  readonly title: string
  readonly opened: string
  readonly closed: string
  readonly countedBy: string
  readonly sales: string
  readonly float: string
  readonly expected: string
  readonly counted: string
}

export const englishReceiptWords: ReceiptWords = {
  receipt: 'Receipt',
  terminal: 'Till',
  cashier: 'Served by',
  taxNumber: 'Tax no.',
  copy: 'COPY',
  subtotal: 'Subtotal',
  total: 'TOTAL',
  taxOn: 'on',
  cash: 'Cash',
  card: 'Card',
  authorisation: 'Authorisation',
  change: 'Change',
  entry: 'Entry',
  close: {
    title: 'TILL CLOSED',
    opened: 'Opened',
    closed: 'Closed',
    countedBy: 'Counted by',
    sales: 'Sales',
    float: 'Float',
    expected: 'Expected in the drawer',
    counted: 'Counted',
    exact: 'Exact',
    over: 'OVER',
    short: 'SHORT',
  },
  units: { piece: '', kilogram: 'kg', litre: 'l', metre: 'm' },
}

export const germanReceiptWords: ReceiptWords = {
  receipt: 'Bon',
  terminal: 'Kasse',
  cashier: 'Es bediente Sie',
  taxNumber: 'USt-IdNr.',
  copy: 'KOPIE',
  subtotal: 'Zwischensumme',
  total: 'SUMME',
  taxOn: 'auf',
  cash: 'Bar',
  card: 'Karte',
  authorisation: 'Genehmigung',
  change: 'Rückgeld',
  entry: 'Eintrag',
  close: {
    title: 'KASSENABSCHLUSS',
    opened: 'Geöffnet',
    closed: 'Abgeschlossen',
    countedBy: 'Gezählt von',
    sales: 'Verkäufe',
    float: 'Wechselgeld',
    expected: 'Soll in der Kasse',
    counted: 'Gezählt',
    exact: 'Stimmt',
    over: 'ZU VIEL',
    short: 'ES FEHLEN',
  },
  units: { piece: '', kilogram: 'kg', litre: 'l', metre: 'm' },
}

/**
 * The words for a BCP 47 locale: German for `de…`, English for all that has no words of its own.
 */
export function receiptWordsFor(locale: string): ReceiptWords {
  return /^de\b/i.test(locale) ? germanReceiptWords : englishReceiptWords
}
