/** In a transaction: goods leave the shelf, and wait on the hook for their customer. */
import type { PricedCart } from '../../domain/pricing/priced.ts'
import type { Minor } from '../../domain/money.ts'
import { composeLayaway } from '../../domain/receipt/layaway-slip.ts'
import { receiptWords } from '../../domain/receipt/template.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import type { Layaway } from '../../domain/selling/layaway.ts'
import type { ParkedDraft } from '../../domain/selling/parked.ts'
import { movementsOf } from '../../domain/selling/sale.ts'
import type { Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import { letGoOf } from '../selling/claimed.ts'
import { slipFactsOf } from '../selling/slip-facts.ts'

export interface LaidAway {
  readonly park: string
  readonly layaway: Layaway
  readonly total: Minor
  /** The goods, and the same as they wait. */
  readonly goods: Draft
  readonly parked: ParkedDraft
  readonly priced: PricedCart
  /** By the sale that follows in this transaction. */
  readonly paid: Minor
}

export function recordLayaway(
  core: Core,
  printing: PrintRunner,
  authority: Authority,
  { park, layaway, total, goods, parked, priced, paid }: LaidAway,
): void {
  const { store } = core
  const { context, shop, person } = authority
  const cart = { park, total, draft: parked, layaway }
  const movements = movementsOf(goods.lines, shop.store.location)
  const entry = store.journal.append({ kind: 'cart-parked', body: { ...cart, movements } }, context)
  store.stockWork.move(entry, movements)
  store.parkedCarts.put({ ...cart, at: context.at, by: person.id })
  letGoOf(core, goods)
  if (!core.devices().printer) return
  const words = receiptWords(shop.store, core.receiptWords)
  const customer = store.customers.find(goods.customer ?? '')?.details.name ?? ''
  const facts = { layaway, customer, paid, entryHash: entry.hash }
  const document = composeLayaway({ ...slipFactsOf(authority, goods, priced), ...facts }, words)
  printing.add({ id: core.random.id(), kind: 'layaway', sale: null, document }, context)
}
