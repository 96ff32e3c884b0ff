/**
 * Every route of the backend beside the administration: who may ask it, and how it is asked so that
 * it answers. The administration's are in `office-rows.ts`, by what their contract says of them.
 */
import { v7 } from 'uuid'
import { makeKeys, random } from './stage.ts'

/** Who shows what a route is for; `anybody` shows nothing. */
export type Asker = 'anybody' | 'till' | 'online-store' | 'shopper'

export interface RouteRow {
  readonly who: Asker
  readonly input: object
  /** What those are told who may ask, where it is not what they asked for. */
  readonly told?: string
  /** A browser shows a shopper's cookie whoever made the page: another's page may not ask it. */
  readonly ofOwnPage?: true
  /** A till is told what other stores of its shop have, too. */
  readonly ofWholeShop?: true
}

const DAYS = { from: '2026-05-28', to: '2026-05-28' }
const id = random.id()
const { keyId, publicKey } = makeKeys()
const till = (input: object = {}, more: Partial<RouteRow> = {}): RouteRow => ({
  ...{ who: 'till', input, ...more },
})
const anybody = (input: object = {}): RouteRow => ({ who: 'anybody', input })
const ofPage = (input: object, told?: string, who: Asker = 'anybody'): RouteRow => ({
  ...{ who, input, ofOwnPage: true, ...(told !== undefined && { told }) },
})

const CART = { lines: [], coupons: [] }
const LINES = [{ variant: id, quantity: 1000 }]

/** Of the contract, by what it calls them. `session` is one of the store that is asked about. */
export const routeRows = (session: string): Readonly<Record<string, RouteRow>> => ({
  'sync.enrol': {
    ...anybody({ code: 'ABCDEFGH', keyId, publicKey }),
    told: 'enrolment-code-wrong',
  },
  'sync.pull': till({ collection: 'sales', limit: '100' }),
  'sync.push': till({ entries: [{}] }),
  'sync.heads': till(),
  'sync.totals': till({ counted: [] }),
  'sync.closings': till({ what: 'zs', held: [] }),
  'sync.findSales': till({ date: '2026-05-28', total: '100' }, { ofWholeShop: true }),
  'sync.lowestPrice': till({ variant: id, since: '0' }),
  'sync.customerHistory': till({ customer: id, before: null }),
  'sync.parkedCarts': till(),
  'sync.parkedCart': till({ park: id }),
  'sync.claim': till({ id: random.id(), kind: 'coupon', key: 'NONE', amount: 1, draft: id }),
  'sync.releaseClaim': till({ id }),
  'office.place': till(),
  'office.dashboard': till({ ...DAYS, margins: 'no' }),
  'office.rows': till({ ...DAYS, part: 'product', margins: 'no' }),
  'office.receipts': till({ ...DAYS, part: 'tender', key: 'cash' }),
  'office.entries': till({ ...DAYS, part: 'approval', key: 'x' }),
  'office.differences': till({ ...DAYS, part: 'stock-lost', key: 'damaged', margins: 'no' }),
  'office.receipt': till({ sale: id }, { told: 'not-found' }),
  'office.stock': till(),
  'office.stockItems': till(),
  'office.sessions': till(),
  'office.session': till({ session }),
  'office.sessionEntries': till({ session }),
  'office.z': till({ session }, { told: 'not-found' }),
  'shop.offers': anybody(),
  'shop.departments': anybody(),
  'shop.quote': anybody(CART),
  'shop.orderQuote': { who: 'online-store', input: CART },
  'shop.order': {
    ...{ who: 'online-store', input: { ...CART, order: v7(), lines: LINES, total: 100 } },
  },
  'shopper.askCode': ofPage({ email: 'zoe@corner.example' }, 'mail-not-set-up'),
  'shopper.signIn': ofPage({ attempt: 'a'.repeat(43), code: '123456' }, 'credential-wrong'),
  'shopper.signOut': ofPage({}),
  'shopper.me': ofPage({}),
  'shopper.setConsent': ofPage({ email: true }, undefined, 'shopper'),
  'shopper.giftCard': ofPage({ code: 'NONE' }, 'gift-card-unknown'),
  'shopper.checkOut': ofPage({ ...CART, order: v7(), lines: LINES, total: 100 }, 'input-invalid'),
})

/** What is no procedure: streams, pages and their files, by their paths. */
export const BESIDE: Readonly<Record<string, Asker>> = {
  '/health': 'anybody',
  '/openapi.json': 'anybody',
  '/sync/events': 'till',
  '/shop/events': 'anybody',
  '/': 'anybody',
  '/me': 'anybody',
  '/basket': 'anybody',
  '/store/': 'anybody',
  '/administration/reports': 'anybody',
}
