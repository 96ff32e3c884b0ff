/** What follows from an entry: the sale's figures, and goods that left the shelf. */
import { besideTurnover } from '../../domain/accounts/moves.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import { saleLineKey, saleTenderKey } from '../../domain/claim.ts'
import { entryId } from '../../domain/journal/entry.ts'
import { movementsIn, type Movement } from '../../domain/journal/movement.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import { foldAccounts } from '../accounts/fold.ts'
import type { Backend, Transaction } from '../backend.ts'
import { learnMost, learnOfFamilies } from '../claims/most.ts'
import { bookClaims } from '../claims/book.ts'
import { foldCustomer, isAboutCustomer } from '../customers/fold.ts'
import { customersOf, foldSaleOfCustomer } from '../customers/points.ts'
import { stockFeed } from '../feeds/names.ts'
import { changeOf, type FeedChange } from '../feeds/stamp.ts'
import { foldClosing } from '../fiscal/fold.ts'
import { foldPrint } from '../fiscal/prints.ts'
import { foldDepartment, isAboutDepartment } from '../goods/departments.ts'
import { foldGoods, isAboutGoods } from '../goods/fold.ts'
import { foldInvoice } from '../invoices/fold.ts'
import { foldCosts } from '../inventory/costs.ts'
import { post } from '../inventory/ledger.ts'
import { foldMailWish } from '../mail/fold.ts'
import { foldParked, foldResumed, takeOff } from '../parking/fold.ts'
import { foldClosedOrder, foldReceipt } from '../purchasing/fold.ts'
import { foldTransfer, knowsDestination } from '../purchasing/transfers.ts'
import { checkSale } from '../pricing/check-sale.ts'
import { queueRefunds } from '../refunds/queue.ts'
import { foldClose } from '../reports/closings.ts'
import { foldFigures } from '../reports/fold.ts'
import { shownChanges } from '../sales/shown.ts'
import { foldTill } from '../tills/fold.ts'
import type { ParkedReason } from './envelope.ts'
import { beginEpoch } from './epochs.ts'

export type Effects =
  | { readonly ok: true; readonly changes: readonly FeedChange[] }
  | { readonly ok: false; readonly reason: ParkedReason }

/** An entry as it takes effect, with what lies beside it. */
export interface Applied<Of extends Entry = Entry> {
  readonly entry: Of
  readonly hash: string
  readonly personal: string | null
  /** Another entry with its number took effect before: both branches of a fork happened. */
  readonly isSecond: boolean
}

/** Writes what follows; or says, before anything was written, why it cannot. */
export async function followFrom(
  backend: Backend,
  transaction: Transaction,
  sender: TerminalPrincipal,
  applied: Applied,
): Promise<Effects> {
  const { entry, hash, personal, isSecond } = applied
  if (entry.kind === 'epoch-opened') {
    await beginEpoch(transaction, sender, entry, backend.clock.now())
  }
  if (isAboutCustomer(entry)) {
    const about = { entry, hash, personal, isSecond }
    return { ok: true, changes: await foldCustomer(backend, transaction, sender, about) }
  }
  if (isAboutGoods(entry)) {
    return { ok: true, changes: await foldGoods(backend, transaction, sender, entry) }
  }
  if (isAboutDepartment(entry)) {
    return { ok: true, changes: await foldDepartment(transaction, sender, entry) }
  }
  // The hash belongs to it: both branches of a fork happened, and both take effect.
  const source = `${entryId(entry.epoch, entry.seq)}/${hash}`
  const isKnown =
    (await knowsLocations(transaction, sender, movementsIn(entry))) &&
    (await knowsDestination(transaction, sender, entry))
  if (!isKnown) {
    return { ok: false, reason: 'location-unknown' }
  }
  const receivedAt = backend.clock.now()
  if (entry.kind === 'cart-parked') await foldParked(transaction, sender, entry, source)
  if (entry.kind === 'cart-resumed') {
    await foldResumed(transaction, sender, entry, { source, receivedAt })
  }
  if (entry.kind === 'invoice-issued') {
    await foldInvoice(transaction, sender, entry, { source, receivedAt })
  }
  if (entry.kind === 'fiscal-closed') await foldClosing(transaction, sender, entry, source)
  const moved = { entry, source, receivedAt }
  if (entry.kind === 'sale-completed') {
    return followSale(backend, transaction, sender, { ...moved, entry, hash, isSecond })
  }
  const stock = await moveGoods(transaction, sender, moved)
  const costs = await foldCosts(transaction, sender, entry, receivedAt)
  const order = await foldReceipt(transaction, sender, entry, source)
  const sent = await foldTransfer(transaction, sender, entry, source)
  const closed = await foldClosedOrder(transaction, sender, entry)
  await foldFigures(transaction, sender, entry, source)
  await foldTill(transaction, sender, { entry, source, isSecond })
  if (entry.kind === 'session-closed') await foldClose(transaction, sender, entry, source)
  await foldPrint(transaction, sender, entry)
  if (entry.kind !== 'receipt-mail-asked' && entry.kind !== 'quote-mail-asked')
    return { ok: true, changes: [stock, costs, ...order, ...sent, ...closed] }
  const asked = { entry, hash, personal, isSecond }
  return { ok: true, changes: await foldMailWish(transaction, sender, asked, receivedAt) }
}

interface Sold extends Moved {
  readonly entry: Entry<'sale-completed'>
  readonly hash: string
  readonly isSecond: boolean
}

/** What follows from a sale, in the order in which it holds its rows. */
async function followSale(
  backend: Backend,
  transaction: Transaction,
  sender: TerminalPrincipal,
  sold: Sold,
): Promise<Effects> {
  const { entry, source, hash, isSecond, receivedAt } = sold
  await foldSale(transaction, sender, entry, source)
  // The customer's row is held first, then accounts, then claims: no two sales wait crosswise.
  const known = await foldSaleOfCustomer(backend, transaction, sender, { entry, source })
  const accounts = await foldAccounts(transaction, sender, entry, { source, receivedAt })
  await bookClaims(transaction, sender, { source, claims: entry.body.claims, receivedAt })
  await queueRefunds(transaction, sender, { entry, hash, receivedAt })
  const { layaway } = entry.body
  if (layaway) await takeOff(transaction, sender, layaway.park)
  if (entry.body.points || entry.body.takenBack) {
    await learnOfFamilies(transaction, sender.tenant, 'points', customersOf(entry))
  }
  await checkSale(transaction, sender, entry, source, receivedAt)
  const stock = await moveGoods(transaction, sender, sold)
  await foldFigures(transaction, sender, entry, source)
  await foldTill(transaction, sender, { entry, source, isSecond })
  const shown = await shownChanges(transaction, sender.tenant, entry)
  return { ok: true, changes: [stock, ...shown, ...known, accounts] }
}

interface Moved {
  readonly entry: Entry
  readonly source: string
  readonly receivedAt: number
}

/** The levels of what it moved, as they are now. */
async function moveGoods(
  transaction: Transaction,
  { tenant, store }: TerminalPrincipal,
  { entry, source, receivedAt }: Moved,
): Promise<FeedChange> {
  const levels = await post(transaction, {
    ...{ tenant, store, at: entry.at, receivedAt },
    movements: movementsIn(entry).map(({ location, item, quantity }, index) => ({
      ...{ source: `${source}/${String(index)}`, location, item, quantity },
    })),
  })
  return changeOf(stockFeed(store), levels)
}

/** Goods may move where the terminal's own store keeps them, and nowhere else. */
async function knowsLocations(
  transaction: Transaction,
  { tenant, store }: TerminalPrincipal,
  movements: readonly Movement[],
): Promise<boolean> {
  const named = [...new Set(movements.map((each) => each.location))]
  if (named.length === 0) return true
  const known = await transaction
    .selectFrom('location')
    .select('id')
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('id', 'in', named)
    .execute()
  return known.length === named.length
}

async function foldSale(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  { body, at, actor, businessDate }: Entry<'sale-completed'>,
  source: string,
): Promise<void> {
  await transaction
    .insertInto('sale')
    .values({
      ...{ tenant, store, entry: source, id: body.sale, terminal, receipt: body.receipt },
      ...{ business_date: businessDate, at, actor, currency: body.currency },
      ...{ subtotal: body.subtotal, tax: body.tax, total: body.total, shown: true },
      ...{ customer: body.customer ?? null, loaded: besideTurnover(body.lines) },
    })
    .execute()
  await transaction
    .insertInto('sale_line')
    .values(
      body.lines.map((line, position) => ({
        ...{ tenant, store, entry: source, position, line: line.id },
        ...{ variant: line.variant, department: line.department, name: line.name },
        ...{ quantity: line.quantity, unit_price: line.unitPrice, amount: line.amount },
        tax_class: line.taxClass,
        ...{ serial: line.serial ?? null, lot: line.lot ?? null, expiry: line.expiry ?? null },
      })),
    )
    .execute()
  // Its goods may have come back to another terminal that the backend heard of sooner, and both
  // branches of a fork may hold it: then there is more of it now.
  const keys = body.lines.map((line) => saleLineKey(body.sale, line.id))
  await learnMost(transaction, tenant, 'sale-line', keys)
  const tenders = body.tenders.map((_, position) => saleTenderKey(body.sale, position))
  await learnMost(transaction, tenant, 'sale-tender', tenders)
}
