/** What the backend says of customers comes down; it contains this terminal's entries so far. */
import { EMPTY_DETAILS, type CustomerDocument } from '../../src/domain/customer/customer.ts'
import { present, type Shop } from './shop.ts'

type Told = Omit<CustomerDocument, 'kind' | 'contains' | 'mergedInto'>

export function pullCustomer(shop: Shop, document: Told): void {
  const { epoch, seq } = shop.store.journal.head()
  const whole = { ...document, kind: 'customer', mergedInto: null, contains: { [epoch.id]: seq } }
  shop.store.transaction(() => shop.store.documents.of('customers').append(whole, 1))
}

/** They turned out to be another one: their row goes, and says who they are. */
export function pullMerged(shop: Shop, id: string, mergedInto: string): void {
  const documents = shop.store.documents.of('customers')
  if (!documents.table.find(id)) pullCustomer(shop, { id, details: EMPTY_DETAILS, points: 0 })
  replace(shop, id, { mergedInto, points: 0, _deleted: true })
}

/** They were parted again. */
export function pullParted(shop: Shop, id: string): void {
  replace(shop, id, { mergedInto: null, _deleted: false })
}

function replace({ store }: Shop, id: string, changes: object): void {
  const documents = store.documents.of('customers')
  const previous = present(documents.table.find(id))
  const lwt = previous._meta.lwt + 1
  const document = { ...previous, ...changes, _meta: { lwt }, _rev: `${String(lwt)}-test` }
  documents.write([{ previous, document }], 'test')
}
