/** Every act of the contract that needs a permission, and which. */
import { v7 } from 'uuid'
import type { Result } from '../../src/domain/failure.ts'
import { minor, unitPrice } from '../../src/domain/money.ts'
import type { Permission } from '../../src/domain/permission.ts'
import { ONE, pieces, quantity } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import { GOODS_ACTS } from './goods-acts.ts'
import { PAPER_ACTS } from './paper-acts.ts'
import { REPORT_ACTS } from './report-acts.ts'
import { RETURN_ACTS } from './return-acts.ts'
import { STOCK_ACTS } from './stock-acts.ts'
import { TILL_ACTS } from './till-acts.ts'
import { DEPARTMENT, draftCommand, MILK, value, type Shop } from './shop.ts'

export interface Act {
  readonly needs: Permission
  readonly atOpenTill: boolean
  readonly act: (shop: Shop) => Promise<Result<unknown>> | Result<unknown>
}

const wedge = { gapMs: 30, shortest: 6, prefix: null, suffix: 'Enter' }
const line = (shop: Shop) => value(shop.terminal.draft.current()).lines[0]?.id ?? v7()
const scanned = { text: MILK.gtin, symbology: null, quantity: ONE }
const openItem = { name: 'Flowers', unitPrice: 1_000_000 as never, department: DEPARTMENT }

export const ACTS: Readonly<Record<string, Act>> = {
  'draft.scan': {
    ...{ needs: 'sell', atOpenTill: true },
    act: ({ terminal }) => terminal.draft.scan({ command: v7(), ...scanned }),
  },
  'draft.add': {
    ...{ needs: 'sell', atOpenTill: true },
    act: ({ terminal }) => {
      const goods = { variant: MILK.variant, barcode: null, quantity: ONE }
      return terminal.draft.add({ command: v7(), ...goods })
    },
  },
  'draft.addOpenItem': {
    ...{ needs: 'open-item', atOpenTill: true },
    act: ({ terminal }) =>
      terminal.draft.addOpenItem({ command: v7(), ...openItem, quantity: ONE }),
  },
  'draft.setQuantity, raising': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => {
      const raised = { ...draftCommand(shop), line: line(shop), quantity: pieces(9) }
      return shop.terminal.draft.setQuantity(raised)
    },
  },
  'draft.setQuantity, lowering': {
    ...{ needs: 'remove-line', atOpenTill: true },
    act: (shop) => {
      const lowered = { ...draftCommand(shop), line: line(shop), quantity: quantity(ONE) }
      return shop.terminal.draft.setQuantity(lowered)
    },
  },
  'draft.discount': {
    ...{ needs: 'discount', atOpenTill: true },
    act: (shop) => {
      const half = { kind: 'percent', rate: rate(500_000) } as const
      const given = { line: line(shop), discount: half, reason: 'dented' }
      return shop.terminal.draft.discount({ ...draftCommand(shop), ...given })
    },
  },
  'draft.removeDiscount': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.draft.removeDiscount({ ...draftCommand(shop), discount: v7() }),
  },
  'draft.changePrice': {
    ...{ needs: 'change-price', atOpenTill: true },
    act: (shop) => {
      const changed = { line: line(shop), unitPrice: unitPrice(1_000_000), reason: 'label' }
      return shop.terminal.draft.changePrice({ ...draftCommand(shop), ...changed })
    },
  },
  'draft.addCoupon': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.draft.addCoupon({ ...draftCommand(shop), code: 'NONE' }),
  },
  'draft.removeCoupon': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.draft.removeCoupon({ ...draftCommand(shop), code: 'NONE' }),
  },
  'draft.remove': {
    ...{ needs: 'remove-line', atOpenTill: true },
    act: (shop) => shop.terminal.draft.remove({ ...draftCommand(shop), line: line(shop) }),
  },
  'draft.undo, of an addition': {
    ...{ needs: 'remove-line', atOpenTill: true },
    act: (shop) => shop.terminal.draft.undo(draftCommand(shop)),
  },
  ...RETURN_ACTS,
  ...PAPER_ACTS,
  'draft.repeat': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.draft.repeat(draftCommand(shop)),
  },
  'draft.setNote': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) =>
      shop.terminal.draft.setNote({ ...draftCommand(shop), line: null, note: 'as a gift' }),
  },
  'draft.returnDeposit': {
    ...{ needs: 'return-deposit', atOpenTill: true },
    act: ({ terminal }) => {
      const container = { by: 'code', text: MILK.gtin } as const
      return terminal.draft.returnDeposit({ command: v7(), container, quantity: ONE })
    },
  },
  'draft.abandon': {
    ...{ needs: 'abandon-cart', atOpenTill: true },
    act: (shop) => shop.terminal.draft.abandon(draftCommand(shop)),
  },
  'draft.setCustomer': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: null }),
  },
  'customers.create': {
    ...{ needs: 'serve-customer', atOpenTill: false },
    act: ({ terminal }) => terminal.customers.create({ command: v7(), details: { name: 'Ada' } }),
  },
  'customers.create, free of tax': {
    ...{ needs: 'change-customer-terms', atOpenTill: false },
    act: ({ terminal }) =>
      terminal.customers.create({ command: v7(), details: { name: 'Ada', exempt: true } }),
  },
  'customers.change': {
    ...{ needs: 'serve-customer', atOpenTill: false },
    act: ({ terminal }) =>
      terminal.customers.change({ command: v7(), customer: v7(), details: { name: 'Ada' } }),
  },
  'customers.erase': {
    ...{ needs: 'erase-customer', atOpenTill: false },
    act: ({ terminal }) => terminal.customers.erase({ command: v7(), customer: v7() }),
  },
  'draft.payCash': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.draft.payCash({ ...draftCommand(shop), tendered: minor(10_000) }),
  },
  'draft.payCard': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.draft.payCard(draftCommand(shop)),
  },
  'draft.takeCash': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) =>
      shop.terminal.draft.takeCash({ ...draftCommand(shop), tendered: minor(1), currency: null }),
  },
  'giftCards.sell': {
    ...{ needs: 'sell-gift-card', atOpenTill: true },
    act: ({ terminal }) =>
      terminal.giftCards.sell({ command: v7(), code: 'A123456789', amount: minor(2500) }),
  },
  'giftCards.pay': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.giftCards.pay({ ...draftCommand(shop), code: 'A123456789' }),
  },
  'accounts.pay': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.accounts.pay({ ...draftCommand(shop), kind: 'store-credit' }),
  },
  'accounts.settle': {
    ...{ needs: 'sell', atOpenTill: true },
    act: ({ terminal }) => terminal.accounts.settle({ command: v7(), amount: minor(100) }),
  },
  'accounts.payByPoints': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.accounts.payByPoints(draftCommand(shop)),
  },
  'accounts.payByVoucher': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => {
      const voucher = { name: 'Meal', number: '1', face: minor(100) }
      return shop.terminal.accounts.payByVoucher({ ...draftCommand(shop), ...voucher })
    },
  },
  'draft.setTip': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.draft.setTip({ ...draftCommand(shop), tip: minor(1) }),
  },
  'draft.undoTender': {
    ...{ needs: 'undo-tender', atOpenTill: true },
    act: (shop) => shop.terminal.draft.undoTender({ ...draftCommand(shop), tender: v7() }),
  },
  'draft.resolvePayment': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.draft.resolvePayment(draftCommand(shop)),
  },
  'draft.cancelPayment': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.draft.cancelPayment(draftCommand(shop)),
  },
  'draft.settlePayment': {
    ...{ needs: 'settle-payment', atOpenTill: true },
    act: (shop) =>
      shop.terminal.draft.settlePayment({ ...draftCommand(shop), outcome: 'not-charged' }),
  },
  ...TILL_ACTS,
  ...REPORT_ACTS,
  ...STOCK_ACTS,
  ...GOODS_ACTS,
  'receipts.reprint': {
    ...{ needs: 'reprint-receipt', atOpenTill: false },
    act: ({ terminal }) => terminal.receipts.reprint({ command: v7(), sale: v7() }),
  },
  'receipts.invoice': {
    ...{ needs: 'serve-customer', atOpenTill: false },
    act: ({ terminal }) => terminal.receipts.invoice({ command: v7(), sale: v7(), customer: null }),
  },
  'receipts.settle': {
    ...{ needs: 'settle-print-job', atOpenTill: false },
    act: ({ terminal }) =>
      terminal.receipts.settle({ command: v7(), job: v7(), outcome: 'printed' }),
  },
  'receipts.settle, a held drawer again': {
    ...{ needs: 'open-drawer', atOpenTill: false },
    act: ({ terminal, store, clock }) => {
      const job = v7()
      const createdAt = clock.now()
      store.printJobs.add({ id: job, kind: 'drawer', sale: null, document: null, createdAt })
      store.printJobs.setState(job, 'held', 'too-late', createdAt)
      return terminal.receipts.settle({ command: v7(), job, outcome: 'sent-again' })
    },
  },
  'parking.park': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.parking.park(draftCommand(shop)),
  },
  'parking.resume': {
    ...{ needs: 'sell', atOpenTill: true },
    act: ({ terminal }) => terminal.parking.resume({ command: v7(), park: v7() }),
  },
  'keys.choose': {
    ...{ needs: 'choose-keys', atOpenTill: false },
    act: ({ terminal }) => terminal.keys.choose({ command: v7(), keys: { cash: 'F9' } }),
  },
  'scanner.calibrate': {
    ...{ needs: 'calibrate-scanner', atOpenTill: false },
    act: ({ terminal }) => terminal.scanner.calibrate({ command: v7(), wedge }),
  },
}
