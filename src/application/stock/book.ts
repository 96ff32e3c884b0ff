/** Books an entry that moves goods: the entry, the movements, and the shelf as screens show it. */
import type { Fact } from '../../domain/journal/facts.ts'
import { movementsIn, type MovingKind } from '../../domain/journal/movement.ts'
import type { FactContext } from '../../ports/store.ts'
import type { Core } from '../core.ts'

export function book(
  { store, hub }: Core,
  fact: Fact<Exclude<MovingKind, 'sale-completed'>>,
  context: FactContext,
): void {
  const entry = store.journal.append(fact, context)
  store.stockWork.move(entry, movementsIn(fact))
  if (fact.kind === 'goods-received' && fact.body.order !== undefined) {
    store.stockWork.receive(entry, fact.body.order)
  }
  store.afterCommit(() => {
    hub.tell({ kind: 'goods-changed', make: () => ({ kind: 'goods-changed' }) })
  })
}
