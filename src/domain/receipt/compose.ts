/** Turns a completed sale into the receipt that the customer takes home. */
import type { Buyer } from '../invoice.ts'
import type { SaleCompleted, SaleLine } from '../journal/facts.ts'
import { minor, sum, type Minor } from '../money.ts'
import type { LineDiscount } from '../pricing/discount.ts'
import { explained } from '../pricing/explained.ts'
import { ONE, pieces } from '../quantity.ts'
import type { StoreSettings } from '../settings.ts'
import type { ReceiptDocument, ReceiptElement } from './document.ts'
import { centred, copyMark, entryMark, row, RULE, SPACE, writingOf } from './elements.ts'
import { qrText } from './code.ts'
import { figuresFor, type Figures } from './figures.ts'
import { layawayLines } from './layaway-lines.ts'
import { codesOf } from './number-codes.ts'
import { payment } from './payment-rows.ts'
import { pointRows } from './point-rows.ts'
import { logoMark, receiptLocale } from './template.ts'
import type { ReceiptWords } from './words.ts'

/** What of a sale stands on paper. */
export type PrintedSale = Pick<
  SaleCompleted,
  | ('sale' | 'channel' | 'receipt' | 'seller' | 'currency' | 'taxIncluded' | 'note')
  | ('lines' | 'taxes' | 'subtotal' | 'total' | 'points')
  | ('tenders' | 'change' | 'cashRounding' | 'tip' | 'marks')
> &
  /** Absent where it is not known here: of another till's sale, its invoice. */
  Partial<Pick<SaleCompleted, 'openedAt'>>

export interface ReceiptFacts {
  readonly sale: PrintedSale
  /** When the sale was completed, ms since 1970. */
  readonly at: number
  readonly store: StoreSettings
  /** The terminal's name. */
  readonly terminal: string
  /** The cashier's name. */
  readonly cashier: string
  /** Hash of the journal entry, hex. */
  readonly entryHash: string
  /** 0 for the original; the first reprint is copy 1. */
  readonly copy: number
  /** The points of its customer after it, as far as the till knew; absent where nobody says. */
  readonly pointsKnown?: number
  /** What makes it an invoice, and when it was issued; absent for a receipt. */
  readonly invoice?: { readonly number: string; readonly at: number; readonly buyer: Buyer }
}

interface Headed extends Pick<ReceiptFacts, 'store'> {
  readonly sale: Pick<SaleCompleted, 'seller'>
}

export function composeReceipt(facts: ReceiptFacts, words: ReceiptWords): ReceiptDocument {
  const { sale, store } = facts
  const locale = receiptLocale(store)
  const figures = figuresFor(locale, sale.currency, store.zone)
  return {
    ...writingOf(locale),
    elements: [
      ...head(facts, words),
      ...invoiceHead(facts, figures, words),
      ...copyMark(facts.copy, words),
      ...circumstances(facts, figures, words),
      RULE,
      ...sale.lines.flatMap((line) => saleLine(line, sale, figures, words)),
      ...(sale.note === undefined ? [] : [SPACE, textLine(sale.note)]),
      RULE,
      ...totals(sale, figures, words),
      RULE,
      ...payment(sale, figures, words),
      ...pointRows(facts, figures, words),
      ...foot(facts, words),
    ],
  }
}

/** Whoever sold it stands there as they were then; what else the store says, as it says it now. */
export function head({ sale, store }: Headed, words: ReceiptWords): ReceiptElement[] {
  const { name, address, taxNumber } = sale.seller ?? store
  const lines = [...address, ...store.receiptHeader]
  if (taxNumber !== '') lines.push(`${words.taxNumber} ${taxNumber}`)
  const below = lines.map((line) => centred(line))
  return [...logoMark(store), centred(name, 'double'), ...below, SPACE]
}

/** That it is one, its own number and day, and to whom it is made out. */
function invoiceHead(
  { invoice, sale }: ReceiptFacts,
  figures: Figures,
  words: ReceiptWords,
): ReceiptElement[] {
  if (!invoice) return []
  const { number, at, buyer } = invoice
  const named = [buyer.name, ...buyer.address, `${words.taxNumber} ${buyer.taxNumber}`]
  return [
    centred(sale.total < 0 ? words.invoiceCorrection : words.invoice, 'double'),
    SPACE,
    row(words.invoiceNumber, number, true),
    row('', figures.moment(at)),
    row(words.billedTo, ''),
    ...named.map((line) => row(`  ${line}`, '')),
    SPACE,
  ]
}

function circumstances(
  facts: ReceiptFacts,
  figures: Figures,
  words: ReceiptWords,
): ReceiptElement[] {
  // Nobody stood at a counter.
  const isOnline = facts.sale.channel === 'web'
  const named = row(`${words.receipt} ${facts.sale.receipt}`, figures.moment(facts.at))
  if (isOnline) return [named, row(words.orderedOnline, '')]
  return [
    named,
    ...lasted(facts, figures, words),
    row(`${words.terminal} ${facts.terminal}`, `${words.cashier} ${facts.cashier}`),
  ]
}

/** Both times are wanted by law, the beginning as that of the first line. */
function lasted(
  { sale: { openedAt }, at }: ReceiptFacts,
  figures: Figures,
  words: ReceiptWords,
): ReceiptElement[] {
  if (openedAt === undefined) return []
  const [begun, ended] = figures.span(openedAt, at)
  return [row(`${words.begun} ${begun}`, `${words.ended} ${ended}`)]
}

export function saleLine(
  line: SaleLine,
  sale: Pick<SaleCompleted, 'taxes'>,
  figures: Figures,
  words: ReceiptWords,
): ReceiptElement[] {
  const codes = sale.taxes.filter((tax) => tax.taxClass === line.taxClass).map((tax) => tax.code)
  const below = line.belongsTo ? '  + ' : ''
  const name = below + (line.size === '' ? line.name : `${line.name} ${line.size}`)
  const priced = row(name, [figures.amount(grossOf(line)), ...new Set(codes)].join(' ').trimEnd())
  const indent = line.belongsTo ? '    ' : '  '
  const measured =
    line.quantity === ONE
      ? []
      : [`${measure(line, figures, words)} × ${figures.unitPrice(line.unitPrice)}`]
  return [
    priced,
    ...measured.map((text) => row(indent + text, '')),
    ...(line.discounts ?? []).map((each) => discountRow(each, line, figures, words)),
    ...detailLines(line, figures, words).map((text) => row(indent + text, '')),
  ]
}

function measure(
  { quantity, unit }: Pick<SaleLine, 'quantity' | 'unit'>,
  figures: Figures,
  words: ReceiptWords,
): string {
  return `${figures.quantity(quantity)} ${words.units[unit]}`.trimEnd()
}

/** What the customer may need to prove or to know about this very one, a line each. */
function detailLines(line: SaleLine, figures: Figures, words: ReceiptWords): string[] {
  const {
    label,
    components = [],
    wishes = [],
    serial,
    lot,
    expiry,
    note,
    returned,
    unproven,
  } = line
  return [
    ...(returned ? [`${words.returned} ${returned.receipt}`] : []),
    ...(unproven ? [words.withoutReceipt] : []),
    ...(label ? [`${measure(label, figures, words)} × ${figures.unitPrice(label.unitPrice)}`] : []),
    ...components.map((each) => `${figures.quantity(each.quantity)} × ${each.name}`),
    ...wishes.map((each) => `· ${each}`),
    ...(line.load?.lastFour ? [`····${line.load.lastFour}`] : []),
    ...layawayLines(line, figures, words),
    ...(serial === undefined ? [] : [`${words.serial} ${serial}`]),
    ...(lot === undefined ? [] : [`${words.lot} ${lot}`]),
    ...(expiry === undefined ? [] : [`${words.expiry} ${figures.day(expiry)}`]),
    ...(note === undefined ? [] : [note]),
  ]
}

/** What the line came to before its discounts. */
function grossOf({ amount, discounts = [] }: SaleLine): Minor {
  return sum([amount, ...discounts.map((each) => each.amount)])
}

/** What was taken off the line above, and why: the promotion's name, or a person's reason. */
function discountRow(
  discount: LineDiscount,
  line: Pick<SaleLine, 'unit'>,
  figures: Figures,
  words: ReceiptWords,
): ReceiptElement {
  const { kind, name, amount } = discount
  const reason = kind === 'promotion' ? name : `${words.discount}: ${name}`
  const why = whyOf(discount, line, figures, words)
  return row(`  ${reason}${why === '' ? '' : ` (${why})`}`, figures.amount(minor(0 - amount)))
}

/** The rule's own figures, as short as they can be: `10%`, `3 for 2 × 2`, `from 6: 10% off`. */
function whyOf(
  { kind, how }: LineDiscount,
  { unit }: Pick<SaleLine, 'unit'>,
  figures: Figures,
  words: ReceiptWords,
): string {
  if (how.rule === 'percent' || how.rule === 'cart-percent') {
    return how.rate === undefined ? '' : figures.rate(how.rate)
  }
  // What a person took off the line stands at the end of the row.
  if (how.rule === 'amount' && kind === 'manual-line') return ''
  return explained(
    { kind, how },
    {
      ...figures,
      say: (reason, said) =>
        words.why[reason].replaceAll(/\{(\w+)\}/g, (_, name: string) => said[name] ?? ''),
      quantity: (amount) => measure({ quantity: amount, unit }, figures, words),
      count: (whole) => figures.quantity(pieces(whole)),
    },
  )
}

type Summed = Pick<SaleCompleted, 'lines' | 'taxes' | 'taxIncluded' | 'subtotal' | 'total'>

/**
 * Tax within the prices is told after the total; tax on top of them stands between the two sums.
 */
export function totals(sale: Summed, figures: Figures, words: ReceiptWords): ReceiptElement[] {
  const taxes = taxTable(sale, figures, words)
  const total: ReceiptElement = {
    kind: 'row',
    start: words.total,
    end: figures.money(sale.total),
    bold: true,
    size: 'double',
  }
  const saved = savedOn(sale, figures, words)
  if (sale.taxIncluded) return [...reliefOn(sale, figures, words), total, ...saved, SPACE, ...taxes]
  return [row(words.subtotal, figures.amount(sale.subtotal)), ...taxes, SPACE, total, ...saved]
}

function savedOn({ lines }: Summed, figures: Figures, words: ReceiptWords) {
  const saved = sum(lines.flatMap(({ discounts = [] }) => discounts.map(({ amount }) => amount)))
  return saved === 0 ? [] : [row(words.youSave, figures.money(saved), true)]
}

/** For a customer who pays no tax, what was taken out of prices that include it. */
function reliefOn({ lines }: Summed, figures: Figures, words: ReceiptWords) {
  const relief = sum(lines.map((line) => line.relief ?? minor(0)))
  return relief === 0 ? [] : [row(words.taxRelief, figures.amount(minor(0 - relief)))]
}

/** One line for each rate: `A VAT 19% on 1.08 ... 0.21`. */
function taxTable(sale: Summed, figures: Figures, words: ReceiptWords): ReceiptElement[] {
  return sale.taxes.map((tax) =>
    row(
      [tax.code, tax.name, figures.rate(tax.rate), words.taxOn, figures.amount(tax.base)]
        .filter((part) => part !== '')
        .join(' '),
      figures.amount(tax.tax),
    ),
  )
}

function foot(facts: ReceiptFacts, words: ReceiptWords): ReceiptElement[] {
  const number = facts.sale.receipt
  return [
    SPACE,
    ...facts.store.receiptFooter.map((line) => centred(line)),
    SPACE,
    ...saleCodes(number),
    entryMark(facts.entryHash, words),
    ...copyMark(facts.copy, words),
    ...facts.sale.marks.map(textLine),
  ]
}

function saleCodes(number: string): ReceiptElement[] {
  return codesOf(number, qrText({ number, isGift: false }))
}

/** What somebody else wrote (a fiscal unit, the cashier), as it came. */
function textLine(text: string): ReceiptElement {
  return { kind: 'text', text, align: 'start', bold: false, size: 'normal' }
}
