/**
 * A terminal that may not sell still speaks: every screen is told why, in the words of its failure
 * code.
 */
import type { TerminalEvent } from '../contract/terminal/events.ts'
import type { StatusView } from '../contract/terminal/views.ts'
import { fail, type FailureCode } from '../domain/failure.ts'
import { createEventHub } from './events/hub.ts'
import type { Terminal } from './terminal.ts'

/** Shows the reason to whoever watches and refuses everything else by it. */
export function blockedTerminal(code: FailureCode, now: number): Terminal {
  const hub = createEventHub()
  const refuse = () => fail(code)
  const refuseLater = () => Promise.resolve(fail(code))
  const picture: readonly TerminalEvent[] = [
    { kind: 'shop', shop: null },
    { kind: 'status', status: statusOf(code, now) },
  ]
  return {
    watch: () => hub.subscribe(picture.map((event) => ({ kind: event.kind, make: () => event }))),
    pictures: () => [],
    staff: {
      ...{ list: refuse, approvers: refuse, signIn: refuseLater, signOut: refuse },
      present: refuse,
    },
    till: {
      ...{ open: refuse, close: refuse, moveCash: refuse, moves: refuse, openDrawer: refuse },
      ...{ readX: refuse, zs: refuse, readZ: refuse, reprintZ: refuse },
      ...{ beginCount: refuse, count: refuse, review: refuse, continueDay: refuse },
    },
    draft: {
      current: refuse,
      scan: refuseLater,
      add: refuseLater,
      addOpenItem: refuseLater,
      ...{ setQuantity: refuse, remove: refuse },
      setCustomer: refuse,
      ...{ discount: refuse, removeDiscount: refuse, changePrice: refuse },
      ...{ addCoupon: refuseLater, removeCoupon: refuse },
      repeat: refuse,
      setNote: refuse,
      returnDeposit: refuseLater,
      undo: refuse,
      abandon: refuse,
      payCash: refuseLater,
      takeCash: refuseLater,
      undoTender: refuseLater,
      setTip: refuse,
      payCard: refuseLater,
      resolvePayment: refuseLater,
      cancelPayment: refuseLater,
      settlePayment: refuseLater,
    },
    accounts: {
      ...{ pay: refuseLater, settle: refuseLater },
      ...{ payByPoints: refuseLater, payByVoucher: refuseLater },
    },
    fiscal: { list: refuse, closeDay: refuse, writeBooks: refuseLater, print: refuse },
    giftCards: refusedCards(refuse, refuseLater),
    catalogue: {
      ...{ departments: refuse, tiles: refuse, family: refuse, deposits: refuse },
      search: refuse,
    },
    customers: refusedCustomers(refuse, refuseLater),
    ...refusedGoods(refuse),
    ...{ reports: refusedReports(refuse, refuseLater), office: refusedOffice(refuseLater) },
    journal: refusedJournal(refuse, refuseLater),
    labels: { proposed: refuse, print: refuse },
    stock: refusedStock(refuse),
    returns: refusedReturns(refuseLater),
    ...refusedAside(refuse, refuseLater),
    receipts: refusedReceipts(refuse, refuseLater),
    mail: refusedMail(refuse),
    ...{ scanner: { calibrate: refuse, ...refusedFollow() }, keys: { choose: refuse } },
    doGuarded: refuseLater,
    useDevices: () => undefined,
    start: () => undefined,
    stop: () => Promise.resolve(),
  }
}

/** The bar of a terminal of which nothing can be read. */
export function statusOf(code: FailureCode, now: number): StatusView {
  return {
    person: null,
    permissions: [],
    till: null,
    underWay: [],
    counting: [],
    waiting: [],
    network: { online: false, since: now, refused: false },
    unsent: { entries: 0, sales: 0, oldestAt: null },
    printer: null,
    labelPrinter: null,
    scanners: [],
    printJobs: [],
    printJobsWaiting: 0,
    failedMails: 0,
    delivery: { parked: 0, forked: false },
    clock: null,
    recovery: null,
    backup: null,
    reserveSpent: false,
    catalogue: { rows: 0, pulling: false },
    blocked: code,
  }
}

function refusedJournal<Refuse, Later>(refuse: Refuse, refuseLater: Later) {
  const proof = { verify: refuse, verification: refuse, stopVerifying: refuse }
  return { search: refuseLater, show: refuse, ...proof }
}

function refusedGoods<Refuse>(refuse: Refuse) {
  return {
    goods: { choices: refuse, show: refuse, wishes: refuse, create: refuse, change: refuse },
    departments: { list: refuse, create: refuse, change: refuse, end: refuse },
  }
}

function refusedReports<Refuse, Later>(refuse: Refuse, refuseLater: Later) {
  const lists = { dashboard: refuseLater, rows: refuseLater, receipts: refuseLater }
  const behind = { entries: refuseLater, differences: refuseLater, session: refuse }
  return { ...lists, ...behind, layaways: refuseLater, receipt: refuse }
}

function refusedOffice<Later>(refuseLater: Later) {
  const sold = { dashboard: refuseLater, rows: refuseLater, receipts: refuseLater }
  const behind = { entries: refuseLater, differences: refuseLater, receipt: refuseLater }
  const held = { stock: refuseLater, stockItems: refuseLater, sessions: refuseLater }
  const session = { session: refuseLater, sessionEntries: refuseLater, z: refuseLater }
  return { place: refuseLater, ...sold, ...behind, ...held, ...session }
}

function refusedReturns<Refuse>(refuse: Refuse) {
  return { find: refuse, put: refuse, bring: refuse, refund: refuse, refundToCard: refuse }
}

/** Nobody is told anything. */
function refusedFollow() {
  return { follow: () => ({ next: () => Promise.resolve(undefined), close: () => undefined }) }
}

function refusedCards<Refuse, Later>(refuse: Refuse, refuseLater: Later) {
  const acts = { look: refuse, sell: refuseLater, pay: refuseLater, note: refuseLater }
  return { ...acts, ...refusedFollow() }
}

function refusedReceipts<Refuse, Later>(refuse: Refuse, refuseLater: Later) {
  const paper = { latest: refuse, reprint: refuse, gift: refuse, settle: refuse }
  return { ...paper, invoice: refuseLater }
}

function refusedCustomers<Refuse, Later>(refuse: Refuse, refuseLater: Later) {
  const acts = { search: refuse, create: refuse, change: refuse, erase: refuse }
  return { ...acts, history: refuseLater }
}

/** What is put aside, and what is laid away. */
function refusedAside<Refuse, Later>(refuse: Refuse, refuseLater: Later) {
  return {
    layaways: { begin: refuse, list: refuseLater, pay: refuseLater, end: refuseLater },
    parking: {
      ...{ park: refuse, quote: refuse, list: refuseLater },
      ...{ findQuote: refuseLater, resume: refuseLater },
    },
  }
}

function refusedStock<Refuse>(refuse: Refuse) {
  return {
    ...{ sheet: refuse, scan: refuse, put: refuse, set: refuse, strike: refuse },
    ...{ discard: refuse, setCost: refuse, adjust: refuse, receive: refuse },
    ...{ send: refuse, sent: refuse, closeOrder: refuse },
    ...{ orders: refuse, ofOrder: refuse },
    ...{ beginCount: refuse, reviewCount: refuse, recount: refuse, postCount: refuse },
    ...{ heard: () => false },
    ...refusedFollow(),
  }
}

function refusedMail<Refuse>(refuse: Refuse) {
  const send = { send: refuse, sendQuote: refuse, noteFailed: refuse }
  return { ...send, ofSale: refuse, ofQuote: refuse, list: refuse }
}
