/** Does again what an entry says: the journal gets it as it was sealed, the books what follows. */
import { readPersonal } from '../../domain/customer/customer.ts'
import type { SealedEntry } from '../../domain/journal/entry.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import { minor } from '../../domain/money.ts'
import type { ComposedStore } from '../compose.ts'
import type { Connection } from '../connection.ts'
import { prepareTotalsKept } from '../told-totals.ts'

/**
 * Appends entries that continue the journal of a database that nobody else has open. Throws where
 * one does not follow: then nothing of it is written.
 */
export function prepareReplay(
  connection: Connection,
  store: ComposedStore,
): (sealed: SealedEntry, entry: Entry) => void {
  const addEpoch = connection.prepare<[number, string, number]>(
    'INSERT INTO epoch (ordinal, id, untold) VALUES (?, ?, ?)',
  )
  const totals = prepareTotalsKept(connection)
  const journal = store.documents.of('journal')
  return (sealed, entry) => {
    store.transaction(() => {
      if (entry.kind === 'epoch-opened') {
        const { told } = entry.body
        addEpoch.run(entry.epoch.ordinal, entry.epoch.id, told === null ? 1 : 0)
        if (told) totals.add(told)
      }
      if (entry.kind === 'totals-told') totals.add(entry.body.told)
      journal.append({ ...sealed }, entry.at)
      project(store, sealed, entry)
    })
  }
}

function project(store: ComposedStore, sealed: SealedEntry, entry: Entry): void {
  const { at, actor, businessDate } = entry
  switch (entry.kind) {
    case 'session-opened': {
      const { session: id, currency, float, own, dateSaid } = entry.body
      const holder = own ? actor : null
      const who = { openedAt: at, openedBy: actor ?? '', holder }
      const day = { businessDate, daySaidAt: dateSaid ? at : null }
      const opened = { id, ...who, ...day, entry: sealed.id }
      return store.tills.open({ ...opened, currency, float: minor(float) })
    }
    case 'session-continued':
      return store.tills.sayDay(entry.body.session, at)
    case 'cash-moved': {
      const { move: id, session, kind, currency, amount, reason } = entry.body
      const moved = { id, session, kind, currency, amount, reason, at, actor }
      return store.tills.moveCash({ ...moved, entry: sealed.id })
    }
    case 'session-count-begun':
      return store.tills.beginCount(entry.body.session, at, actor ?? '')
    case 'session-counted': {
      const { session, number } = entry.body
      const count = { session, number, entry: sealed.id, at, by: actor ?? '' }
      return store.tills.count(count)
    }
    case 'session-closed': {
      const { session, expected, counted, z, count } = entry.body
      // Closed in one step, as it was once.
      if (count === undefined) store.tills.markCounted(session, at, actor ?? '')
      const sums = {
        ...{ expected: minor(expected), counted: minor(counted), z: z?.number ?? null },
      }
      const closing = { closedAt: at, closedBy: actor ?? '', entry: sealed.id }
      return store.tills.close(session, { ...closing, ...sums })
    }
    case 'customer-created':
    case 'customer-changed': {
      const details = sealed.personal === null ? undefined : readPersonal(sealed.personal)
      return details && store.customers.record(entry.body.customer, details, sealed)
    }
    case 'customer-erased':
      return store.customers.erase(entry.body.customer)
    case 'goods-created':
      return store.goods.record({ kind: entry.kind, body: entry.body }, sealed, at)
    case 'goods-changed':
      return store.goods.record({ kind: entry.kind, body: entry.body }, sealed, at)
    case 'department-created':
      return store.departments.record({ kind: entry.kind, body: entry.body }, sealed)
    case 'department-changed':
      return store.departments.record({ kind: entry.kind, body: entry.body }, sealed)
    case 'department-ended':
      return store.departments.record({ kind: entry.kind, body: entry.body }, sealed)
    case 'sale-completed':
      return store.sales.record(entry.body, sealed, entry)
    case 'cart-parked':
      return store.stockWork.move(sealed, entry.body.movements ?? [])
    case 'goods-received':
      if (entry.body.order !== undefined) store.stockWork.receive(sealed, entry.body.order)
      return store.stockWork.move(sealed, entry.body.movements)
    case 'stock-adjusted':
    case 'transfer-sent':
    case 'stock-counted':
      return store.stockWork.move(sealed, entry.body.movements)
    default:
      // The others stand for themselves: no table is derived from them.
      return undefined
  }
}

/**
 * What was under way when the file was copied was ended since, or never will be: the cart is gone,
 * what waited to be printed waits for a person, and so does everybody's PIN.
 */
export function settleUnfinished(connection: Connection): void {
  connection.exec(`
    DELETE FROM draft;
    DELETE FROM parked_cart;
    DELETE FROM stock_sheet;
    DELETE FROM counted_item;
    DELETE FROM signed_in;
    UPDATE print_job SET state = 'unknown'
    WHERE state IN ('queued', 'checking', 'sending', 'held');
  `)
}
