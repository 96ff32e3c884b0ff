/**
 * The contract of the terminal over its use cases: failures become its typed errors, nothing else
 * leaks.
 */
import type { Router } from '@orpc/server'
import type { TerminalContract } from '../contract/terminal/router.ts'
import { valueOf } from './answers.ts'
import { officeRoutes, reportRoutes } from './reports/routes.ts'
import { streamOf, type Closing } from './events/stream.ts'
import { guarding, implementing, type RouterOptions } from './routing.ts'
import { stockRoutes } from './stock/routes.ts'
import type { Terminal } from './terminal.ts'

/** Its whole type, inferred, would be longer than the compiler writes down. */
export type TerminalRouter = Router<TerminalContract, Record<never, never>>

/** An oRPC router that any of its adapters can serve; it needs no context. */
export function createTerminalRouter(terminal: Terminal, options: RouterOptions): TerminalRouter {
  const { staff, till, draft, catalogue, customers, receipts, returns, keys } = terminal
  const { parking, layaways, scanner } = terminal
  const os = implementing(options)
  const guarded = guarding(terminal)
  return os.router({
    // This layer is compiled without any platform's types: the signal's own are not known here.
    watch: os.watch.handler(({ signal }) =>
      streamOf(terminal.watch(), signal as Closing | undefined),
    ),
    staff: {
      list: os.staff.list.handler(() => valueOf(staff.list())),
      approvers: os.staff.approvers.handler(({ input }) => valueOf(staff.approvers(input))),
      signIn: os.staff.signIn.handler(guarded(staff.signIn)),
      present: os.staff.present.handler(() => valueOf(staff.present())),
      signOut: os.staff.signOut.handler(({ input }) => valueOf(staff.signOut(input))),
    },
    till: tillRoutes(os.till, till, guarded),
    draft: draftRoutes(os.draft, draft, guarded),
    returns: returnRoutes(os.returns, returns, guarded),
    parking: {
      park: os.parking.park.handler(guarded(parking.park)),
      quote: os.parking.quote.handler(guarded(parking.quote)),
      list: os.parking.list.handler(async ({ input }) => valueOf(await parking.list(input))),
      findQuote: os.parking.findQuote.handler(async ({ input }) =>
        valueOf(await parking.findQuote(input)),
      ),
      resume: os.parking.resume.handler(guarded(parking.resume)),
    },
    layaways: {
      begin: os.layaways.begin.handler(guarded(layaways.begin)),
      list: os.layaways.list.handler(async ({ input }) => valueOf(await layaways.list(input))),
      pay: os.layaways.pay.handler(guarded(layaways.pay)),
      end: os.layaways.end.handler(guarded(layaways.end)),
    },
    reports: reportRoutes(os.reports, terminal.reports, guarded),
    office: officeRoutes(os.office, terminal.office, guarded),
    journal: journalRoutes(os.journal, terminal.journal, guarded),
    fiscal: fiscalRoutes(os.fiscal, terminal.fiscal, guarded),
    stock: stockRoutes(os.stock, terminal.stock, guarded),
    giftCards: giftCardRoutes(os.giftCards, terminal.giftCards, guarded),
    accounts: accountRoutes(os.accounts, terminal.accounts, guarded),
    catalogue: {
      departments: os.catalogue.departments.handler(() => valueOf(catalogue.departments())),
      tiles: os.catalogue.tiles.handler(({ input }) => valueOf(catalogue.tiles(input))),
      family: os.catalogue.family.handler(({ input }) => valueOf(catalogue.family(input))),
      deposits: os.catalogue.deposits.handler(() => valueOf(catalogue.deposits())),
      search: os.catalogue.search.handler(({ input }) => valueOf(catalogue.search(input))),
    },
    customers: customerRoutes(os.customers, customers, guarded),
    ...goodsRoutes(os, terminal, guarded),
    receipts: {
      latest: os.receipts.latest.handler(() => valueOf(receipts.latest())),
      reprint: os.receipts.reprint.handler(guarded(receipts.reprint)),
      gift: os.receipts.gift.handler(guarded(receipts.gift)),
      invoice: os.receipts.invoice.handler(guarded(receipts.invoice)),
      settle: os.receipts.settle.handler(guarded(receipts.settle)),
    },
    labels: {
      proposed: os.labels.proposed.handler(({ input }) => valueOf(terminal.labels.proposed(input))),
      print: os.labels.print.handler(guarded(terminal.labels.print)),
    },
    mail: mailRoutes(os.mail, terminal.mail, guarded),
    scanner: scannerRoutes(os.scanner, scanner, guarded),
    keys: { choose: os.keys.choose.handler(guarded(keys.choose)) },
  })
}

function customerRoutes(
  os: ReturnType<typeof implementing>['customers'],
  customers: Terminal['customers'],
  guarded: ReturnType<typeof guarding>,
) {
  return {
    search: os.search.handler(({ input }) => valueOf(customers.search(input))),
    create: os.create.handler(guarded(customers.create)),
    change: os.change.handler(guarded(customers.change)),
    erase: os.erase.handler(guarded(customers.erase)),
    history: os.history.handler(async ({ input }) => valueOf(await customers.history(input))),
  }
}

function tillRoutes(
  os: ReturnType<typeof implementing>['till'],
  till: Terminal['till'],
  guarded: ReturnType<typeof guarding>,
) {
  return {
    open: os.open.handler(guarded(till.open)),
    continueDay: os.continueDay.handler(guarded(till.continueDay)),
    beginCount: os.beginCount.handler(guarded(till.beginCount)),
    count: os.count.handler(guarded(till.count)),
    review: os.review.handler(guarded(till.review)),
    close: os.close.handler(guarded(till.close)),
    moveCash: os.moveCash.handler(guarded(till.moveCash)),
    moves: os.moves.handler(() => valueOf(till.moves())),
    readX: os.readX.handler(guarded(till.readX)),
    zs: os.zs.handler(guarded(till.zs)),
    readZ: os.readZ.handler(guarded(till.readZ)),
    reprintZ: os.reprintZ.handler(guarded(till.reprintZ)),
    openDrawer: os.openDrawer.handler(guarded(till.openDrawer)),
  }
}

function scannerRoutes(
  os: ReturnType<typeof implementing>['scanner'],
  scanner: Terminal['scanner'],
  guarded: ReturnType<typeof guarding>,
) {
  return {
    follow: os.follow.handler(({ input, signal }) =>
      streamOf(scanner.follow(input), signal as Closing | undefined),
    ),
    calibrate: os.calibrate.handler(guarded(scanner.calibrate)),
  }
}

function mailRoutes(
  os: ReturnType<typeof implementing>['mail'],
  mail: Terminal['mail'],
  guarded: ReturnType<typeof guarding>,
) {
  return {
    send: os.send.handler(guarded(mail.send)),
    sendQuote: os.sendQuote.handler(guarded(mail.sendQuote)),
    ofSale: os.ofSale.handler(({ input }) => valueOf(mail.ofSale(input))),
    ofQuote: os.ofQuote.handler(({ input }) => valueOf(mail.ofQuote(input))),
    list: os.list.handler(() => valueOf(mail.list())),
    noteFailed: os.noteFailed.handler(guarded(mail.noteFailed)),
  }
}

function journalRoutes(
  os: ReturnType<typeof implementing>['journal'],
  journal: Terminal['journal'],
  guarded: ReturnType<typeof guarding>,
) {
  return {
    search: os.search.handler(guarded(journal.search)),
    show: os.show.handler(guarded(journal.show)),
    verify: os.verify.handler(guarded(journal.verify)),
    verification: os.verification.handler(() => valueOf(journal.verification())),
    stopVerifying: os.stopVerifying.handler(() => valueOf(journal.stopVerifying())),
  }
}

function fiscalRoutes(
  os: ReturnType<typeof implementing>['fiscal'],
  fiscal: Terminal['fiscal'],
  guarded: ReturnType<typeof guarding>,
) {
  return {
    list: os.list.handler(guarded(fiscal.list)),
    closeDay: os.closeDay.handler(guarded(fiscal.closeDay)),
    writeBooks: os.writeBooks.handler(guarded(fiscal.writeBooks)),
    print: os.print.handler(guarded(fiscal.print)),
  }
}

function draftRoutes(
  os: ReturnType<typeof implementing>['draft'],
  draft: Terminal['draft'],
  guarded: ReturnType<typeof guarding>,
) {
  return {
    current: os.current.handler(() => valueOf(draft.current())),
    scan: os.scan.handler(guarded(draft.scan)),
    add: os.add.handler(guarded(draft.add)),
    addOpenItem: os.addOpenItem.handler(guarded(draft.addOpenItem)),
    setQuantity: os.setQuantity.handler(guarded(draft.setQuantity)),
    remove: os.remove.handler(guarded(draft.remove)),
    setCustomer: os.setCustomer.handler(guarded(draft.setCustomer)),
    discount: os.discount.handler(guarded(draft.discount)),
    removeDiscount: os.removeDiscount.handler(guarded(draft.removeDiscount)),
    changePrice: os.changePrice.handler(guarded(draft.changePrice)),
    addCoupon: os.addCoupon.handler(guarded(draft.addCoupon)),
    removeCoupon: os.removeCoupon.handler(guarded(draft.removeCoupon)),
    repeat: os.repeat.handler(guarded(draft.repeat)),
    setNote: os.setNote.handler(guarded(draft.setNote)),
    returnDeposit: os.returnDeposit.handler(guarded(draft.returnDeposit)),
    undo: os.undo.handler(guarded(draft.undo)),
    abandon: os.abandon.handler(guarded(draft.abandon)),
    payCash: os.payCash.handler(guarded(draft.payCash)),
    takeCash: os.takeCash.handler(guarded(draft.takeCash)),
    undoTender: os.undoTender.handler(guarded(draft.undoTender)),
    setTip: os.setTip.handler(guarded(draft.setTip)),
    payCard: os.payCard.handler(guarded(draft.payCard)),
    resolvePayment: os.resolvePayment.handler(guarded(draft.resolvePayment)),
    cancelPayment: os.cancelPayment.handler(guarded(draft.cancelPayment)),
    settlePayment: os.settlePayment.handler(guarded(draft.settlePayment)),
  }
}

function returnRoutes(
  os: ReturnType<typeof implementing>['returns'],
  returns: Terminal['returns'],
  guarded: ReturnType<typeof guarding>,
) {
  return {
    find: os.find.handler(async ({ input }) => valueOf(await returns.find(input))),
    put: os.put.handler(guarded(returns.put)),
    bring: os.bring.handler(guarded(returns.bring)),
    refund: os.refund.handler(guarded(returns.refund)),
    refundToCard: os.refundToCard.handler(guarded(returns.refundToCard)),
  }
}

function giftCardRoutes(
  os: ReturnType<typeof implementing>['giftCards'],
  giftCards: Terminal['giftCards'],
  guarded: ReturnType<typeof guarding>,
) {
  return {
    follow: os.follow.handler(({ signal }) =>
      streamOf(giftCards.follow(), signal as Closing | undefined),
    ),
    look: os.look.handler(({ input }) => valueOf(giftCards.look(input))),
    sell: os.sell.handler(guarded(giftCards.sell)),
    pay: os.pay.handler(guarded(giftCards.pay)),
    note: os.note.handler(guarded(giftCards.note)),
  }
}

function goodsRoutes(
  os: Pick<ReturnType<typeof implementing>, 'goods' | 'departments'>,
  { goods, departments }: Terminal,
  guarded: ReturnType<typeof guarding>,
) {
  return {
    goods: {
      choices: os.goods.choices.handler(() => valueOf(goods.choices())),
      show: os.goods.show.handler(({ input }) => valueOf(goods.show(input))),
      wishes: os.goods.wishes.handler(() => valueOf(goods.wishes())),
      create: os.goods.create.handler(guarded(goods.create)),
      change: os.goods.change.handler(guarded(goods.change)),
    },
    departments: {
      list: os.departments.list.handler(() => valueOf(departments.list())),
      create: os.departments.create.handler(guarded(departments.create)),
      change: os.departments.change.handler(guarded(departments.change)),
      end: os.departments.end.handler(guarded(departments.end)),
    },
  }
}

function accountRoutes(
  os: ReturnType<typeof implementing>['accounts'],
  accounts: Terminal['accounts'],
  guarded: ReturnType<typeof guarding>,
) {
  return {
    pay: os.pay.handler(guarded(accounts.pay)),
    settle: os.settle.handler(guarded(accounts.settle)),
    payByPoints: os.payByPoints.handler(guarded(accounts.payByPoints)),
    payByVoucher: os.payByVoucher.handler(guarded(accounts.payByVoucher)),
  }
}
