/** What receipts say in English. */
import type { ReceiptWords } from '../words.ts'

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
  cashBack: 'Cash paid out',
  returned: 'Returned, receipt',
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
