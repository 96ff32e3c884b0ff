/** What goods cost, as it is learnt when they come: the last delivery counts. */
import { sql } from 'kysely'
import type { CatalogueDocument, InventoryItem } from '../../domain/catalogue/documents.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { UnitPrice } from '../../domain/money.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import { CATALOGUE } from '../feeds/names.ts'
import { changeOf, type FeedChange } from '../feeds/stamp.ts'

/**
 * By the time at which the goods came, whatever order the entries arrive in; by a till's clock that
 * is ahead they came when this was told of them, or no cost after it would count until then. Items
 * that nobody knows are passed over. Locked in item order, as levels are.
 */
export async function foldCosts(
  transaction: Transaction,
  { tenant }: TerminalPrincipal,
  entry: Entry,
  receivedAt: number,
): Promise<FeedChange> {
  const at = Math.min(entry.at, receivedAt)
  const costs = entry.kind === 'goods-received' ? entry.body.costs : []
  const learnt: InventoryItem[] = []
  for (const { item, cost } of costs.toSorted((a, b) => (a.item < b.item ? -1 : 1))) {
    const row = await transaction
      .updateTable('inventory_item')
      .set({ cost, cost_at: at })
      .where('tenant', '=', tenant)
      .where('id', '=', item)
      .where((on) => on.or([on('cost_at', '<=', at), on('cost_at', '>', receivedAt)]))
      .returning(['id', 'sku', 'name', 'unit'])
      .executeTakeFirst()
    if (row) learnt.push({ ...row, kind: 'item', unit: row.unit as InventoryItem['unit'], cost })
  }
  return changeOf(CATALOGUE, learnt)
}

/** A file that says nothing of a cost does not make it forgotten. */
export async function withKnownCosts(
  transaction: Transaction,
  tenant: string,
  documents: readonly CatalogueDocument[],
): Promise<CatalogueDocument[]> {
  const unsaid = documents.flatMap((each) =>
    each.kind === 'item' && each.cost === undefined ? [each.id] : [],
  )
  const ids = JSON.stringify(unsaid)
  const rows = await transaction
    .selectFrom('inventory_item')
    .select(['id', 'cost'])
    .where('tenant', '=', tenant)
    .where('cost', 'is not', null)
    .where('id', 'in', sql<string>`(select jsonb_array_elements_text(${ids}::jsonb))`)
    .execute()
  const known = new Map(rows.map(({ id, cost }) => [id, cost]))
  return documents.map((each) => {
    const cost = each.kind === 'item' ? known.get(each.id) : undefined
    return typeof cost === 'number' ? { ...each, cost: cost as UnitPrice } : each
  })
}
