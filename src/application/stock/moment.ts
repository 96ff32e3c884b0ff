/** What is known at the moment at which somebody counts. */
import type { Moment } from '../../domain/stock/count.ts'
import type { Naming } from '../../domain/stock/count-sheet.ts'
import { signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import type { Shop } from '../shop.ts'

/** Read in the transaction that writes the figure: no entry comes between the two. */
export function momentIn(core: Core, shop: Shop, at: number): Moment {
  const { journal, stockWork } = core.store
  const person = signedIn(core)
  if (!person) throw new Error('nobody counts who is not signed in')
  const { epoch, seq } = journal.head()
  return {
    ...{ at, by: person.id, place: { epoch: epoch.ordinal, seq } },
    shelf: (item) => stockWork.onHand(item, shop.store.location),
  }
}

export function namingBy(
  { random, store: { catalogue } }: Core,
  { list }: Shop,
  at: number,
): Naming {
  return {
    newId: () => random.id(),
    soldAs: (item) => catalogue.byItem(item, list.id, at)?.variant,
    itemOf: (item) => catalogue.itemOf(item),
  }
}
