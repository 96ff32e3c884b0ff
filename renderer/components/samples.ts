/** Samples for the page that documents the components. */
import type { LineView } from '../../src/contract/terminal/views.ts'
import type { ShopView } from '../../src/contract/terminal/shop-view.ts'
import { minor, unitPrice } from '../../src/domain/money.ts'
import { quantity } from '../../src/domain/quantity.ts'

export const SAMPLE_SHOP: ShopView = {
  store: 'Corner shop',
  terminal: 'Till 1',
  currency: 'EUR',
  locale: 'en',
  zone: 'Europe/Dublin',
  taxIncluded: true,
  denominations: [5000, 2000, 1000, 500].map(minor),
  wedge: { gapMs: 50, shortest: 6, prefix: null, suffix: 'Enter' },
  keys: {},
  takesCards: true,
  takesTips: false,
  takesUnproven: false,
  mailsReceipts: false,
  givesQuotes: false,
  laysAway: false,
  issuesInvoices: false,
  ownDrawers: false,
  customerGroups: [],
  otherStores: [],
  cashReasons: {},
  receiptLogo: null,
  giftCards: null,
  vouchers: [],
  slips: { asked: [{ kind: 'card' }], isNeeded: false },
  foreignCash: [],
}

function sampleLine(number: number, change: Partial<LineView>): LineView {
  return {
    id: `00000000-0000-7000-8000-00000000000${number}`,
    name: 'Soft white bread',
    size: '800 g',
    unit: 'piece',
    quantity: quantity(1000),
    unitPrice: unitPrice(1_290_000),
    amount: minor(129),
    returned: null,
    rungAt: null,
    discounts: [],
    ...change,
  }
}

export const SAMPLE_LINES: readonly LineView[] = [
  sampleLine(1, {}),
  sampleLine(2, { quantity: quantity(3000), amount: minor(387) }),
  sampleLine(3, {
    name: 'Gouda, matured for eighteen months in the cellars of Alkmaar, cut to the piece',
    size: '',
    unit: 'kilogram',
    quantity: quantity(486),
    amount: minor(826),
  }),
]
