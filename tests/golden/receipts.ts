/** Sales whose receipts are kept as golden files: what they print may change only on purpose. */
import type { SaleCompleted, SaleLine } from '../../src/domain/journal/facts.ts'
import { minor, unitPrice } from '../../src/domain/money.ts'
import { quantity } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import { composeCashSlip } from '../../src/domain/receipt/cash-slip.ts'
import { composeReceipt, type ReceiptFacts } from '../../src/domain/receipt/compose.ts'
import type { ReceiptDocument } from '../../src/domain/receipt/document.ts'
import { composeReportSlip } from '../../src/domain/receipt/report-slip.ts'
import { receiptWordsFor } from '../../src/domain/receipt/words.ts'
import type { StoreSettings } from '../../src/domain/settings.ts'
import type { CashMoveKind } from '../../src/domain/till/cash-move.ts'
import { cashCount } from '../../src/domain/till/count.ts'
import type { SessionFigures } from '../../src/domain/till/figures.ts'
import { tenderRow } from '../../src/domain/till/tender-figures.ts'
import { lateEntries } from './late-entries.ts'

export const ID = '019a0000-0000-7000-8000-000000000001'

export const englishStore: StoreSettings = {
  id: ID,
  kind: 'store',
  name: 'Corner & Co.',
  address: ['12 Mill Lane', 'Bristol BS1 4QD'],
  taxNumber: 'GB 123 4567 89',
  currency: 'GBP',
  zone: 'Europe/London',
  dayStartsAtMinute: 0,
  locale: 'en-GB',
  priceList: ID,
  location: ID,
  receiptHeader: [],
  receiptFooter: ['Thank you. See you soon!'],
  denominations: [],
}

export const germanStore: StoreSettings = {
  ...englishStore,
  name: 'Süßes Eck',
  address: ['Königsstraße 7', '70173 Stuttgart'],
  taxNumber: 'DE 123456789',
  currency: 'EUR',
  zone: 'Europe/Berlin',
  locale: 'de-DE',
  receiptHeader: ['Bäckerei · Konditorei · Café'],
  receiptFooter: ['Vielen Dank für Ihren Einkauf!', 'Umtausch gemäß § 437 BGB'],
}

export function line(name: string, price: number, amount: number, extra: Partial<SaleLine> = {}) {
  const whole: SaleLine = {
    id: ID,
    variant: ID,
    barcode: null,
    name,
    size: '',
    unit: 'piece',
    department: null,
    quantity: quantity(1000),
    unitPrice: unitPrice(price),
    price: null,
    taxClass: 'reduced',
    amount: minor(amount),
    ...extra,
  }
  return whole
}

export const germanSale: SaleCompleted = {
  sale: ID,
  number: 123,
  receipt: 'T1-1-000123',
  currency: 'EUR',
  taxIncluded: true,
  priceList: ID,
  engine: 1,
  openedAt: 1_794_000_000_000,
  lines: [
    line('Brötchen', 450_000, 135, { quantity: quantity(3000) }),
    line('Käsespätzle', 4_990_000, 499, { size: '400 g' }),
    line('Äpfel „Elstar“', 2_990_000, 145, { unit: 'kilogram', quantity: quantity(486) }),
    line('Geschenkkarte', 2_499_000, 250, { taxClass: 'standard' }),
  ],
  removals: [],
  taxes: [
    ...[{ taxClass: 'reduced', code: 'B', name: 'MwSt', rate: rate(70_000) }].map((each) => ({
      ...each,
      base: minor(728),
      tax: minor(51),
    })),
    {
      ...{ taxClass: 'standard', code: 'A', name: 'MwSt', rate: rate(190_000) },
      ...{ base: minor(210), tax: minor(40) },
    },
  ],
  subtotal: minor(1029),
  tax: minor(91),
  total: minor(1029),
  tenders: [{ kind: 'cash', amount: minor(2000) }],
  change: minor(971),
  movements: [],
  claims: [],
  marks: [],
}

export const englishSale: SaleCompleted = {
  ...germanSale,
  currency: 'GBP',
  receipt: 'T2-1-000007',
  lines: [
    line('Oat milk', 1_290_000, 387, { size: '1 l', quantity: quantity(3000), taxClass: 'zero' }),
    line('Candle', 6_000_000, 600, { taxClass: 'standard' }),
  ],
  taxes: [
    {
      ...{ taxClass: 'zero', code: 'Z', name: 'VAT', rate: rate(0) },
      ...{ base: minor(387), tax: minor(0) },
    },
    {
      ...{ taxClass: 'standard', code: 'S', name: 'VAT', rate: rate(200_000) },
      ...{ base: minor(500), tax: minor(100) },
    },
  ],
  subtotal: minor(987),
  tax: minor(100),
  total: minor(987),
  tenders: [
    {
      ...{ kind: 'card', amount: minor(987), intent: ID, scheme: 'Debit Visa' },
      ...{ lastFour: '4242', authorisation: '123456' },
    },
  ],
  change: minor(0),
}

/** One of three milks and a candle come back, for a cheaper candle. */
const englishReturn: SaleCompleted = {
  ...englishSale,
  receipt: 'T2-1-000009',
  lines: [
    line('Oat milk', 1_290_000, -129, {
      ...{ size: '1 l', quantity: quantity(-1000), taxClass: 'zero' },
      returned: returnedFrom('T2-1-000007', true),
    }),
    line('Candle', 6_000_000, -600, {
      ...{ quantity: quantity(-1000), taxClass: 'standard' },
      returned: returnedFrom('T2-1-000007', false),
    }),
    line('Candle, small', 3_000_000, 300, { taxClass: 'standard' }),
  ],
  taxes: [
    {
      ...{ taxClass: 'zero', code: 'Z', name: 'VAT', rate: rate(0) },
      ...{ base: minor(-129), tax: minor(0) },
    },
    {
      ...{ taxClass: 'standard', code: 'S', name: 'VAT', rate: rate(200_000) },
      ...{ base: minor(-250), tax: minor(-50) },
    },
  ],
  ...{ subtotal: minor(-429), tax: minor(-50), total: minor(-429) },
  tenders: [{ kind: 'cash', amount: minor(-429) }],
}

function returnedFrom(receipt: string, restocked: boolean): SaleLine['returned'] {
  return {
    ...{ sale: ID, line: ID, receipt, reason: 'faulty', condition: 'opened', restocked },
    ...{ claim: ID, word: 'granted' },
  }
}

const longNames: SaleCompleted = {
  ...englishSale,
  lines: [
    line(
      'Slow-roasted single-estate Ethiopian Yirgacheffe coffee beans, hand sorted and washed',
      12_990_000,
      1_299,
      { size: '1 kg', taxClass: 'zero' },
    ),
    line('Donaudampfschifffahrtsgesellschaftskapitänsmützenhalterung', 990_000, 99, {
      taxClass: 'standard',
    }),
    line('Tea ช “Málaga” ½ pound → now', 849, 1, { taxClass: 'zero' }),
  ],
  subtotal: minor(1399),
  total: minor(1399),
}

function facts(sale: SaleCompleted, store: StoreSettings, copy = 0): ReceiptFacts {
  return {
    ...{ sale: { ...sale, openedAt: Date.UTC(2026, 10, 6, 13, 3, 41) } },
    ...{ store, copy, at: Date.UTC(2026, 10, 6, 13, 5), terminal: '1', cashier: 'Anna' },
    entryHash: '3fa2c81b09d4'.padEnd(64, '0'),
  }
}

function compose(sale: SaleCompleted, store: StoreSettings, copy = 0): ReceiptDocument {
  return composeReceipt(facts(sale, store, copy), receiptWordsFor(store.locale))
}

const told = (count: number, amount: number, backCount = 0, back = 0) => ({
  ...{ taken: { count, amount }, back: { count: backCount, amount: back }, named: {} },
})

const FIGURES: SessionFigures = {
  ...{ sales: 48, turnover: 218_745, net: 191_210, tax: 27_535 },
  taxes: [
    { code: 'A', name: 'MwSt', rate: rate(190_000), base: 120_000, tax: 22_800 },
    { code: 'B', name: 'MwSt', rate: rate(70_000), base: 71_210, tax: 4735 },
  ],
  tenders: [
    tenderRow('card', told(22, 122_304, 1, 799)),
    tenderRow('cash', told(26, 139_000)),
    // As it was added up before what went back was told apart.
    { kind: 'foreign-cash', count: 1, amount: 1073 },
  ],
  ...{ change: 42_600, cashRounding: -3, tips: 236 },
  promotions: { count: 12, amount: 1840 },
  byHand: { count: 2, amount: 500 },
  priceChanges: 1,
  returns: { count: 1, amount: 499 },
  removals: { count: 3, amount: 712 },
  abandoned: { count: 1, amount: 1290 },
  undone: { count: 0, amount: 0 },
  noSales: 2,
  moves: [
    { kind: 'paid-out', currency: 'EUR', count: 1, amount: 1250 },
    { kind: 'safe-drop', currency: 'EUR', count: 2, amount: 60_000 },
  ],
  ...{ reprints: 1, approvals: 2, refusals: 0, reads: 1 },
  people: [
    { person: 'anna', sales: 30, turnover: 140_000 },
    { person: 'berta', sales: 18, turnover: 78_745 },
  ],
}

/** With a count it is a Z, without one an X. */
function report(store: StoreSettings, counted: number | null, copy = 0): ReceiptDocument {
  const { currency } = store
  const epoch = { ordinal: 1, id: ID }
  const expected = minor(50_150)
  const own = counted === null ? { expected } : cashCount(expected, minor(counted))
  const reason = counted === 50_150 ? null : 'Rückgeld verzählt'
  const corrections = copy === 0 ? [] : lateEntries(ID, currency)
  const z =
    counted === null ? null : { number: 17, copy, closedBy: 'Berta', reason, corrections, elsewhere: null }
  const slips = { kind: 'card', ...cashCount(minor(121_505), minor(121_000)) }
  return composeReportSlip(
    {
      report: {
        openedAt: Date.UTC(2026, 10, 6, 7, 55),
        ...{ openedBy: 'anna', float: minor(15_000), figures: FIGURES },
        first: { epoch, seq: 1204 },
        last: { epoch, seq: 1268, hash: '3c5e0d81aa42'.padEnd(64, '0') },
        perpetual: { sales: 912, turnover: { [currency]: 4_118_230 } },
        unsent: counted === null ? { entries: 0, sales: 0 } : { entries: 7, sales: 3 },
      },
      ...{ currency, z, store, terminal: '1', person: 'Anna' },
      tenders: counted === null ? [] : [slips],
      drawer: [
        { currency, ...own },
        { currency: 'CHF', ...(counted === null ? { expected: minor(1000) } : FRANCS) },
      ],
      at: Date.UTC(2026, 10, 6, 19, 12),
      nameOf: (staff) => (staff === 'anna' ? 'Anna' : 'Berta'),
      entryHash: '9b01c4d2e77f'.padEnd(64, '0'),
    },
    receiptWordsFor(store.locale),
  )
}

const FRANCS = cashCount(minor(1000), minor(1000))

function cashSlip(store: StoreSettings, kind: CashMoveKind): ReceiptDocument {
  const moved = {
    ...{ move: ID, session: ID, kind, currency: store.currency, amount: minor(20_000) },
    ...{ reason: 'Tageseinnahme', note: 'Beutel 4711, Fach 2' },
  }
  return composeCashSlip(
    {
      ...{ moved, store, terminal: '1', person: 'Anna', approver: 'Berta' },
      ...{ at: Date.UTC(2026, 10, 6, 15, 30), entryHash: '77e1f00d5a2b'.padEnd(64, '0') },
    },
    receiptWordsFor(store.locale),
  )
}

export const receipts: Readonly<Record<string, ReceiptDocument>> = {
  'receipt-english': compose(englishSale, englishStore),
  'receipt-return': compose(englishReturn, englishStore),
  'receipt-german': compose(germanSale, germanStore),
  'receipt-long-names': compose(longNames, englishStore),
  'x-english': report(englishStore, null),
  'z-german': report(germanStore, 49_900),
  'z-english-copy': report(englishStore, 50_150, 1),
  'cash-slip-german': cashSlip(germanStore, 'safe-drop'),
  'receipt-reprint': compose(germanSale, germanStore, 1),
}
