/** The moment a cart becomes a sale: the entry and all that follows from it, in one transaction. */
import type { SaleView } from '../../contract/terminal/views.ts'
import { claimsOfTenders } from '../../domain/accounts/moves.ts'
import { pointsOfSale } from '../../domain/customer/points-of-sale.ts'
import type { Claim } from '../../domain/claim.ts'
import type { SaleCompleted, SaleLine } from '../../domain/journal/facts.ts'
import { couponClaim } from '../../domain/selling/coupon-claims.ts'
import { isCash, type Tender } from '../../domain/selling/tender.ts'
import { exponentOf, type Minor } from '../../domain/money.ts'
import { ENGINE_VERSION } from '../../domain/pricing/engine.ts'
import type { PricedCart } from '../../domain/pricing/priced.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import { receiptWords } from '../../domain/receipt/template.ts'
import { receiptNumber } from '../../domain/receipt/number.ts'
import type { Draft, Line } from '../../domain/selling/draft.ts'
import {
  claimsOf,
  lessTaken,
  lineCost,
  movementsOf,
  saleLinesOf,
} from '../../domain/selling/sale.ts'
import { goodsOf } from '../../domain/selling/laying-away.ts'
import { parkedDraftOf } from '../../domain/selling/parked.ts'
import { pricingOf } from '../../domain/selling/sale-pricing.ts'
import type { StoreSettings } from '../../domain/settings.ts'
import type { FactContext, Store } from '../../ports/store.ts'
import type { Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import type { StatusTeller } from '../status/teller.ts'
import { composeCreditNote } from '../../domain/receipt/credit-note.ts'
import { notedBy } from '../accounts/credit-note.ts'
import type { Shop } from '../shop.ts'
import { pricedDraft, pricingRules, withBuyer } from '../pricing.ts'
import { recordLayaway } from '../layaways/record.ts'
import { letGoOf } from './claimed.ts'
import type { CurrentDraft } from './current-draft.ts'
import { receiptOf } from './receipts.ts'
import { saleView } from './views.ts'

export interface Payable {
  readonly draft: Draft
  readonly totals: PricedCart
  readonly tenders: readonly Tender[]
  readonly change: Minor
  readonly rounding: Minor
  /** What a fiscal unit wants to see on the receipt. */
  readonly marks: readonly string[]
}

/** Completes sales; the answer is the sale's view, made when it is first asked for. */
export type CompleteSale = (payable: Payable, authority: Authority) => () => SaleView

export function createCompleteSale(
  core: Core,
  current: CurrentDraft,
  printing: PrintRunner,
  status: StatusTeller,
): CompleteSale {
  const { store, hub } = core
  return (payable, authority) => {
    const { shop, context } = authority
    layAway(core, printing, payable, authority)
    const sale = saleOf(core, payable, authority)
    const entry = store.journal.append({ kind: 'sale-completed', body: sale }, context)
    store.sales.record(sale, entry, context)
    const sold = { sale, at: context.at, actor: context.actor, entryHash: entry.hash }
    const document = receiptOf(core, shop, { ...sold, ...pointsAfter(store, sale) }, 0)
    addPrintJobs(core, printing, { ...sale, document }, context)
    const note = notedBy(core, sale)
    if (note > 0) addNote(core, printing, { shop, sold, note }, context)
    if (sale.layaway) store.parkedCarts.remove(sale.layaway.park)
    letGoOf(core, payable.draft, usedOf(payable))
    current.clear()

    let shown: SaleView | undefined
    const view = (): SaleView => (shown ??= saleView(sale, context.at, document))
    store.afterCommit(() => {
      hub.tell({ kind: 'sold', make: () => ({ kind: 'sold', sale: view() }) })
      status.changed()
    })
    return view
  }
}

/** The goods whose deposit the sale is leave the shelf with it, and not before. */
function layAway(
  core: Core,
  printing: PrintRunner,
  { draft: { begins }, totals }: Payable,
  authority: Authority,
): void {
  if (!begins) return
  const goods = goodsOf(begins)
  const parked = parkedDraftOf(goods)
  if (!parked.ok) throw new Error(`what is laid away cannot wait: ${parked.failure.code}`)
  const priced = pricedDraft(core, authority.shop, goods)
  const waits = { goods, parked: parked.value, priced, paid: totals.total }
  recordLayaway(core, printing, authority, { ...begins, ...waits })
}

function saleOf(core: Core, payable: Payable, { shop }: Authority): SaleCompleted {
  const { store } = core
  const { draft, totals } = payable
  const number = store.journal.nextSaleNumber()
  const lines = saleLinesOf(draft.lines, totals).map((line, place) => {
    const cost = costOf(store, line, draft.lines[place])
    return cost === undefined ? line : { ...line, cost }
  })
  const parts = { lines, tenders: [...payable.tenders] }
  const buyer = customerOf(store, draft, parts, shop.store)
  return {
    sale: draft.id,
    number,
    seller: sellerOf(shop.store),
    receipt: receiptNumber(shop.terminal.code, store.journal.head().epoch, number),
    currency: shop.store.currency,
    taxIncluded: shop.list.taxIncluded,
    priceList: shop.list.id,
    engine: ENGINE_VERSION,
    openedAt: draft.openedAt,
    ...buyer,
    lines,
    removals: draft.removals,
    pricing: {
      ...pricingOf(withBuyer(core, draft), totals, pricingRules(core, shop)),
      ...(draft.buyer && draft.quoted && { agreed: draft.quoted.park }),
    },
    taxes: [...totals.taxes],
    subtotal: totals.subtotal,
    tax: totals.tax,
    total: totals.total,
    tenders: payable.tenders.map((tender) => ownTender(tender, buyer.customer)),
    change: payable.change,
    ...(payable.rounding !== 0 && { cashRounding: payable.rounding }),
    ...(draft.tip !== 0 && { tip: draft.tip }),
    ...(draft.undone.length > 0 && { undone: draft.undone }),
    ...endOf(draft, shop.store.location),
    claims: [
      ...parkClaim(draft),
      ...claimsOf(draft.lines),
      ...claimsOfTenders(payable.tenders),
      ...couponClaims(core, payable),
    ],
    marks: [...payable.marks],
    ...(draft.note !== undefined && { note: draft.note }),
  }
}

/** What left the shelf when goods were laid away leaves it no second time. */
function endOf({ layaway, lines }: Draft, location: string) {
  const movements = movementsOf(lines, location)
  if (!layaway) return { movements }
  const { claim: _, taken, ...ended } = layaway
  return { movements: lessTaken(movements, taken), layaway: ended }
}

function parkClaim({ layaway }: Draft): Claim[] {
  if (!layaway) return []
  return [{ id: layaway.claim, kind: 'parked-cart', key: layaway.park, amount: 1 }]
}

function sellerOf({ name, address, taxNumber }: StoreSettings): SaleCompleted['seller'] {
  return { name, address, taxNumber }
}

/** Of goods that come back what they had cost when they were sold. */
function costOf({ catalogue, soldSales }: Store, { returned }: SaleLine, own: Line | undefined) {
  if (!returned) return own && lineCost(own, catalogue.costOf)
  const sold = soldSales.find(returned.sale)?.lines.find(({ id }) => id === returned.line)
  return sold?.cost
}

/** Who was erased while the cart was open is nobody any more. */
function customerOf(
  { customers }: Store,
  { customer: named }: Draft,
  parts: Pick<SaleCompleted, 'lines' | 'tenders'>,
  { loyalty, currency }: StoreSettings,
): Pick<SaleCompleted, 'customer' | 'points' | 'takenBack'> {
  const id = named ? customers.find(named)?.id : undefined
  const customer = id === undefined ? {} : { customer: id }
  if (!loyalty) return customer
  const scale = 10 ** exponentOf(currency)
  const idOf = (each: string) => customers.find(each)?.id ?? each
  return { ...customer, ...pointsOfSale({ ...customer, ...parts }, { rule: loyalty, scale, idOf }) }
}

/** What its customer has now that it is recorded, as far as this terminal knows. */
function pointsAfter({ customers }: Store, { customer, points }: SaleCompleted) {
  const known = customer !== undefined && points ? customers.find(customer) : undefined
  return known && { pointsKnown: known.points }
}

/** Points that were taken before their owner turned out to be another one are that one's. */
function ownTender(tender: Tender, customer: string | undefined): Tender {
  return tender.kind === 'points' && customer !== undefined ? { ...tender, customer } : tender
}

/** Each use counts; one more than a code is good for becomes an exception. */
function couponClaims({ random }: Core, payable: Payable): Claim[] {
  return usedOf(payable).coupons.map(({ code, claim = random.id() }) => couponClaim(claim, code))
}

/** The cart as far as the sale takes it: a coupon that brought nothing can be used elsewhere. */
function usedOf({ draft, totals }: Payable) {
  const used = new Set(totals.applied.map(({ coupon }) => coupon))
  return { ...draft, coupons: (draft.coupons ?? []).filter(({ code }) => used.has(code)) }
}

/** The slip of a credit note; its code is put in when it is printed. */
function addNote(
  core: Core,
  printing: PrintRunner,
  { shop, sold, note }: { readonly shop: Shop; readonly sold: Noted; readonly note: Minor },
  context: FactContext,
): void {
  const { store } = shop
  const words = receiptWords(store, core.receiptWords)
  const document = composeCreditNote({ ...sold, store }, note, words)
  printing.add({ id: core.random.id(), kind: 'credit-note', sale: null, document }, context)
}

interface Noted {
  readonly sale: SaleCompleted
  readonly at: number
  readonly entryHash: string
}

/** The drawer's job stands before the receipt's: the cashier gives change while it prints. */
function addPrintJobs(
  core: Core,
  printing: PrintRunner,
  { sale, tenders, change, document }: SaleCompleted & { readonly document: ReceiptDocument },
  context: FactContext,
): void {
  if (!core.devices().printer) return
  // Earlier cash is in the drawer already: it opens for what ends the sale, and for change.
  const last = tenders.at(-1)
  if ((last && isCash(last)) || change !== 0) {
    printing.add({ id: core.random.id(), kind: 'drawer', sale, document: null }, context)
  }
  printing.add({ id: core.random.id(), kind: 'receipt', sale, document }, context)
}
