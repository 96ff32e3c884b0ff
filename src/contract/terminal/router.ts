/**
 * The typed contract between screens and core; the same over a MessagePort and over a WebSocket.
 */
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { dashboardSchema, partRowsSchema } from '../../domain/reports/dashboard.ts'
import { layawaysReportSchema } from '../../domain/reports/layaways.ts'
import { failureMap } from '../failures.ts'
import { figureEntriesSchema } from '../figure-entries.ts'
import { stockDifferencesSchema } from '../backend/stock-differences.ts'
import { receiptPaperSchema, reportReceiptsSchema } from '../reports.ts'
import { sessionEntriesSchema } from '../session-entries.ts'
import * as accounts from './accounts.ts'
import * as commands from './commands.ts'
import * as fiscal from './fiscal.ts'
import { askHistorySchema, historyViewSchema } from './history.ts'
import * as departments from './departments.ts'
import * as goods from './goods.ts'
import * as invoices from './invoices.ts'
import { eventSchema, heardCodeSchema } from './events.ts'
import * as journal from './journal.ts'
import * as labels from './labels.ts'
import * as layaways from './layaways.ts'
import * as mail from './mail.ts'
import { officeContract } from './office-router.ts'
import * as parking from './parking.ts'
import * as reports from './reports.ts'
import * as returns from './returns.ts'
import * as stock from './stock.ts'
import * as till from './till.ts'
import { verificationViewSchema } from './verification.ts'
import * as views from './views.ts'

const base = oc.errors(failureMap)
const draftAnswer = views.draftViewSchema
const searchText = z.string().max(100)

export const terminalContract = {
  /** Everything a screen needs to follow: current state first, then each change. */
  watch: base.output(eventIterator(eventSchema)),
  staff: {
    list: base.output(z.array(views.personViewSchema)),
    /** Who may vouch for an act of the person signed in. */
    approvers: base.input(commands.approversSchema).output(z.array(views.personViewSchema)),
    signIn: base.input(commands.signInSchema).output(views.personViewSchema),
    /** Somebody touches this till: it stays theirs. */
    present: base.output(z.null()),
    signOut: base.input(commands.commandSchema).output(z.null()),
  },
  till: {
    open: base.input(commands.openTillSchema).output(z.object({ session: idSchema })),
    /** The session goes on in its day, though the clock's is a later one. */
    continueDay: base.input(till.sessionCommandSchema).output(z.null()),
    /** The drawer is taken away to be counted: it ends the session's sales before its count. */
    beginCount: base.input(till.sessionCommandSchema).output(z.null()),
    /** Ends the sales of a session that still sells. Who reviews it may have it counted again. */
    count: base.input(till.countTillSchema).output(till.waitingViewSchema),
    review: base.input(till.sessionCommandSchema).output(till.reviewViewSchema),
    close: base.input(till.closeTillSchema).output(till.closedTillViewSchema),
    /** Cash without a sale: the drawer opens and a slip is printed to be signed. */
    moveCash: base.input(till.moveCashSchema).output(till.cashMoveViewSchema),
    /** What moved in this session, newest first. */
    moves: base.output(z.array(till.cashMoveViewSchema)),
    /** The figures of a session under way; printed where there is a printer. */
    readX: base.input(till.readXSchema).output(till.reportViewSchema),
    zs: base.input(commands.guardedSchema).output(z.array(till.zViewSchema)),
    readZ: base.input(till.sessionCommandSchema).output(till.reportViewSchema),
    reprintZ: base.input(till.sessionCommandSchema).output(z.object({ job: idSchema })),
    openDrawer: base.input(commands.openDrawerSchema).output(z.null()),
  },
  /** A code is hashed at once: neither what is kept nor what is logged has it. */
  giftCards: {
    /** Cards that scanners of the core read from now on, for the screen that asks for one. */
    follow: base.output(eventIterator(accounts.readCardSchema)),
    look: base.input(accounts.lookAtCardSchema).output(accounts.cardViewSchema),
    sell: base.input(accounts.sellCardSchema).output(draftAnswer),
    pay: base.input(accounts.payByCardSchema).output(commands.paymentAnswerSchema),
    /** What goes back, as a note whose code is printed. */
    note: base.input(commands.draftCommandSchema).output(commands.paymentAnswerSchema),
  },
  accounts: {
    pay: base.input(accounts.payByAccountSchema).output(commands.paymentAnswerSchema),
    settle: base.input(accounts.settleAccountSchema).output(draftAnswer),
    payByPoints: base.input(accounts.payByPointsSchema).output(commands.paymentAnswerSchema),
    payByVoucher: base.input(accounts.payByVoucherSchema).output(commands.paymentAnswerSchema),
  },
  draft: {
    current: base.output(draftAnswer),
    scan: base.input(commands.scanSchema).output(commands.scanAnswerSchema),
    add: base.input(commands.addSchema).output(commands.scanAnswerSchema),
    addOpenItem: base.input(commands.addOpenItemSchema).output(draftAnswer),
    setQuantity: base.input(commands.setQuantitySchema).output(draftAnswer),
    remove: base.input(commands.removeLineSchema).output(draftAnswer),
    setCustomer: base.input(commands.setCustomerSchema).output(draftAnswer),
    discount: base.input(commands.discountSchema).output(draftAnswer),
    removeDiscount: base.input(commands.removeDiscountSchema).output(draftAnswer),
    changePrice: base.input(commands.changePriceSchema).output(draftAnswer),
    addCoupon: base.input(commands.couponSchema).output(draftAnswer),
    removeCoupon: base.input(commands.couponSchema).output(draftAnswer),
    /** One more of what the last act put into the cart. */
    repeat: base.input(commands.draftCommandSchema).output(draftAnswer),
    setNote: base.input(commands.setNoteSchema).output(draftAnswer),
    returnDeposit: base.input(commands.returnDepositSchema).output(draftAnswer),
    undo: base.input(commands.draftCommandSchema).output(draftAnswer),
    abandon: base.input(commands.draftCommandSchema).output(draftAnswer),
    payCash: base.input(commands.payCashSchema).output(views.saleViewSchema),
    takeCash: base.input(commands.takeCashSchema).output(commands.paymentAnswerSchema),
    /** Gives cash back at once; of a card the payment terminal is asked to take its money back. */
    undoTender: base.input(commands.undoTenderSchema).output(commands.paymentAnswerSchema),
    setTip: base.input(commands.setTipSchema).output(draftAnswer),
    payCard: base.input(commands.payCardSchema).output(commands.paymentAnswerSchema),
    /** Asks the payment terminal what became of a payment whose end is unknown. */
    resolvePayment: base.input(commands.draftCommandSchema).output(commands.paymentAnswerSchema),
    /**
     * Asks the payment terminal to give up a payment that is under way. The payment's own answer
     * says whether that came in time.
     */
    cancelPayment: base.input(commands.draftCommandSchema).output(z.null()),
    /** A person's word on a payment whose end is unknown, where the device cannot say it. */
    settlePayment: base.input(commands.settlePaymentSchema).output(commands.paymentAnswerSchema),
  },
  returns: {
    find: base.input(returns.findSalesSchema).output(returns.soldSalesViewSchema),
    put: base.input(returns.returnGoodsSchema).output(draftAnswer),
    /** Without a receipt. */
    bring: base.input(returns.bringGoodsSchema).output(draftAnswer),
    /** The next part of the money that goes back: onto an account, or as points. */
    refund: base.input(commands.draftCommandSchema).output(commands.paymentAnswerSchema),
    /** The same where a card had paid it. */
    refundToCard: base.input(returns.refundToCardSchema).output(commands.paymentAnswerSchema),
  },
  /** Of this terminal's own sales, with or without a backend. */
  reports: {
    dashboard: base.input(reports.ownDashboardSchema).output(dashboardSchema),
    /** More rows of a part than the dashboard tells. */
    rows: base.input(reports.ownRowsSchema).output(partRowsSchema),
    receipts: base.input(reports.ownReceiptsSchema).output(reportReceiptsSchema),
    /** What stands behind figures that are not of sales. */
    entries: base.input(reports.ownEntriesSchema).output(figureEntriesSchema),
    differences: base.input(reports.ownDifferencesSchema).output(stockDifferencesSchema),
    /** What a till session is made of. */
    session: base.input(reports.ownSessionSchema).output(sessionEntriesSchema),
    receipt: base.input(reports.ownReceiptSchema).output(receiptPaperSchema),
    /** With those of the other tills where the backend answers. */
    layaways: base.input(reports.ownLayawaysSchema).output(layawaysReportSchema),
  },
  /** Of the whole store, where the backend answers. */
  office: officeContract,
  /** Every entry of this terminal, and what proves it. */
  journal: {
    search: base.input(journal.searchJournalSchema).output(journal.journalPageSchema),
    show: base.input(journal.showEntrySchema).output(journal.journalEntrySchema),
    /** Begins the proof of all of it and of the books; the till sells on meanwhile. */
    verify: base.input(commands.guardedSchema).output(verificationViewSchema),
    verification: base.output(verificationViewSchema),
    stopVerifying: base.output(verificationViewSchema),
  },
  /** Closings of day, month and year. */
  fiscal: {
    list: base.input(commands.guardedSchema).output(fiscal.closingsViewSchema),
    closeDay: base.input(commands.guardedSchema).output(fiscal.closingsViewSchema),
    /** The first time as it is, then as a copy. */
    print: base.input(fiscal.printClosingSchema).output(fiscal.printedClosingSchema),
    /** Onto the disk of the terminal: entries, closings and master data, signed. */
    writeBooks: base.input(fiscal.writeBooksSchema).output(fiscal.writtenBooksSchema),
  },
  /** Sheets move nothing; what books one does. */
  stock: {
    sheet: base.input(stock.sheetAskedSchema).output(stock.sheetViewSchema),
    scan: base.input(stock.scanOntoSchema).output(stock.scannedOntoSchema),
    /** What scanners that the core reads write on a sheet, while a screen works on it. */
    follow: base.input(stock.sheetAskedSchema).output(eventIterator(stock.scannedOntoSchema)),
    put: base.input(stock.putOntoSchema).output(stock.sheetViewSchema),
    set: base.input(stock.setCountSchema).output(stock.sheetViewSchema),
    strike: base.input(stock.strikeLineSchema).output(stock.sheetViewSchema),
    discard: base.input(stock.sheetCommandSchema).output(stock.sheetViewSchema),
    /** What was ordered and has not come whole. */
    orders: base.output(z.array(stock.openOrderViewSchema).max(stock.ORDERS_LISTED)),
    /** The list of a delivery is of an order, or of none. */
    ofOrder: base.input(stock.ofOrderSchema).output(stock.sheetViewSchema),
    setCost: base.input(stock.setCostSchema).output(stock.sheetViewSchema),
    receive: base.input(stock.receiveGoodsSchema).output(stock.sheetViewSchema),
    /** Answers with the list of a delivery, which is of no order then. */
    closeOrder: base.input(stock.closeOrderSchema).output(stock.sheetViewSchema),
    /** What became of what was sent, as the backend told. */
    sent: base.output(z.array(stock.sentViewSchema).max(stock.ORDERS_LISTED)),
    /** Goods leave for another store of the shop. */
    send: base.input(stock.sendGoodsSchema).output(stock.sheetViewSchema),
    /** Answers with the next sheet, as `receive` does. */
    adjust: base.input(stock.adjustStockSchema).output(stock.sheetViewSchema),
    beginCount: base.input(stock.beginCountSchema).output(stock.sheetViewSchema),
    /** Counted beside expected, for whoever posts; the list itself never shows it. */
    reviewCount: base.input(commands.guardedSchema).output(stock.countReviewSchema),
    recount: base.input(stock.recountSchema).output(stock.sheetViewSchema),
    /** Answers with the list of the next part, or with none. */
    postCount: base.input(stock.postCountSchema).output(stock.sheetViewSchema),
  },
  parking: {
    park: base.input(commands.draftCommandSchema).output(draftAnswer),
    list: base.input(parking.listParkedSchema).output(parking.parkedCartsViewSchema),
    findQuote: base.input(parking.findQuoteSchema).output(parking.foundQuoteViewSchema),
    resume: base.input(parking.resumeCartSchema).output(parking.resumedViewSchema),
    /** Puts the cart aside as a quote. */
    quote: base.input(commands.draftCommandSchema).output(parking.quotedViewSchema),
  },
  layaways: {
    /** Puts the cart's goods aside for its customer; what is paid for them comes next. */
    begin: base.input(commands.draftCommandSchema).output(layaways.begunLayawayViewSchema),
    list: base.input(layaways.listLayawaysSchema).output(layaways.layawaysViewSchema),
    /** A line of the cart by which some of it is paid. */
    pay: base.input(layaways.payLayawaySchema).output(draftAnswer),
    /** All that was paid is a tender; the cart becomes a sale where that is all. */
    end: base.input(layaways.endLayawaySchema).output(commands.paymentAnswerSchema),
  },
  catalogue: {
    departments: base.output(z.array(views.departmentViewSchema)),
    tiles: base
      .input(z.strictObject({ department: idSchema }))
      .output(z.array(views.sellableViewSchema)),
    /** All variants of a product, for the choice between them on the spot. */
    family: base
      .input(z.strictObject({ product: idSchema }))
      .output(z.array(views.sellableViewSchema)),
    /** What may be given back for containers. */
    deposits: base.output(z.array(views.sellableViewSchema)),
    search: base
      .input(z.strictObject({ text: searchText }))
      .output(z.array(views.sellableViewSchema)),
  },
  customers: {
    search: base
      .input(z.strictObject({ text: searchText }))
      .output(z.array(views.customerViewSchema)),
    create: base.input(commands.createCustomerSchema).output(views.customerViewSchema),
    change: base.input(commands.changeCustomerSchema).output(views.customerViewSchema),
    /** What was bought and brought back; it writes nothing. */
    history: base.input(askHistorySchema).output(historyViewSchema),
    /** Its personal data goes for good; its purchases stay, without a name. */
    erase: base.input(commands.customerCommandSchema).output(z.null()),
  },
  /** What is wanted here is true once the backend has done it; new goods are sold here at once. */
  goods: {
    choices: base.output(goods.goodsChoicesSchema),
    show: base.input(goods.showGoodsSchema).output(goods.goodsViewSchema),
    wishes: base.output(z.array(goods.goodsWishViewSchema)),
    create: base.input(goods.createGoodsSchema).output(goods.goodsViewSchema),
    change: base.input(goods.changeGoodsSchema).output(goods.goodsViewSchema),
  },
  /** As goods: a new one takes goods here at once, a change waits for the backend. */
  departments: {
    list: base.output(departments.departmentsViewSchema),
    create: base
      .input(departments.createDepartmentSchema)
      .output(departments.departmentWishedSchema),
    change: base
      .input(departments.changeDepartmentSchema)
      .output(departments.departmentWishedSchema),
    end: base.input(departments.endDepartmentSchema).output(departments.departmentWishedSchema),
  },
  receipts: {
    latest: base.output(views.saleViewSchema.nullable()),
    reprint: base.input(commands.reprintSchema).output(z.object({ job: idSchema })),
    /** Without prices, to be given away with the goods. */
    gift: base.input(commands.reprintSchema).output(z.object({ job: idSchema })),
    /** Issues the invoice of a sale, or prints it again as a copy. */
    invoice: base.input(invoices.issueInvoiceSchema).output(invoices.invoiceViewSchema),
    settle: base.input(commands.settlePrintJobSchema).output(z.null()),
  },
  /** What stands on a shelf or on the goods themselves. */
  labels: {
    proposed: base.input(labels.proposedLabelsSchema).output(labels.labelsViewSchema),
    print: base.input(labels.printLabelsSchema).output(labels.printedLabelsSchema),
  },
  /** Receipts and quotes by e-mail. */
  mail: {
    send: base.input(mail.mailReceiptSchema).output(z.object({ mail: idSchema })),
    sendQuote: base.input(mail.mailQuoteSchema).output(z.object({ mail: idSchema })),
    ofSale: base.input(z.strictObject({ sale: idSchema })).output(mail.mailsOfOneSchema),
    ofQuote: base.input(z.strictObject({ park: idSchema })).output(mail.mailsOfOneSchema),
    list: base.output(mail.mailsViewSchema),
    /** Somebody saw those that came to nothing. */
    noteFailed: base.input(commands.guardedSchema).output(z.null()),
  },
  scanner: {
    /** What scanners of the core read and a screen waits for; not rung up, and nobody let in. */
    follow: base.input(commands.followScansSchema).output(eventIterator(heardCodeSchema)),
    calibrate: base.input(commands.calibrateSchema).output(z.null()),
  },
  keys: {
    choose: base.input(commands.chooseKeysSchema).output(z.null()),
  },
}

export type TerminalContract = typeof terminalContract
