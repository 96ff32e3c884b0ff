/** Writes the documents of an import: tables, opening stock and feeds in one transaction. */
import { sql } from 'kysely'
import type { Backend, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { CATALOGUE, PRICING, stockFeed } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import { withKnownCosts } from '../inventory/costs.ts'
import { setOpeningStock } from '../inventory/opening.ts'
import { reviveDepartments } from '../goods/standing-departments.ts'
import type { Shop } from '../setup/shop.ts'
import { differing } from './difference.ts'
import type { PlanDocuments } from './documents.ts'
import { replacedBarcodes, replacedPrices } from './replaced.ts'
import { addUntaxed } from './tax-classes.ts'
import { withKnownNumbers } from './supplier-numbers.ts'
import { writeTables } from './write-tables.ts'

/** Answers how many documents terminals have to pull because of it; none where nothing is news. */
export function writeCatalogue(
  backend: Backend,
  shop: Shop,
  documents: PlanDocuments,
): Promise<number> {
  const { tenant, store, location } = shop
  return write(backend, tenant, async (transaction) => {
    const untaxed = await addUntaxed(transaction, tenant, taxClassesOf(documents))
    const gone = {
      barcodes: await replacedBarcodes(transaction, tenant, documents.catalogue),
      prices: await replacedPrices(transaction, tenant, documents.prices),
    }
    const costed = await withKnownCosts(transaction, tenant, documents.catalogue)
    const numbered = await withKnownNumbers(transaction, tenant, costed)
    const news = await differing(transaction, tenant, CATALOGUE, numbered)
    const revived = await reviveDepartments(transaction, tenant, news)
    const catalogue = [...revived, ...news]
    const prices = await differing(transaction, tenant, PRICING, documents.prices)
    await writeTables(transaction, tenant, catalogue, prices)
    const unopened = await withoutLevel(transaction, shop, documents.stock)
    const levels = await setOpeningStock(transaction, tenant, store, location, unopened)
    const changes = [
      changeOf(CATALOGUE, catalogue),
      { feed: CATALOGUE, documents: deleted(gone.barcodes) },
      changeOf(PRICING, [...untaxed, ...prices]),
      { feed: PRICING, documents: deleted(gone.prices) },
      changeOf(stockFeed(store), levels),
    ]
    const value = changes.reduce((total, change) => total + change.documents.length, 0)
    return { value, changes }
  })
}

/** The tax classes of all variants of the documents. */
export function taxClassesOf({ catalogue }: PlanDocuments): Set<string> {
  return new Set(catalogue.flatMap((each) => (each.kind === 'variant' ? [each.taxClass] : [])))
}

function deleted<Document>(documents: readonly Document[]) {
  return documents.map((document) => ({ document, deleted: true }))
}

/** Items without a level here: a second import must not undo what was sold since the first. */
async function withoutLevel(
  transaction: Transaction,
  { tenant, store, location }: Shop,
  stock: PlanDocuments['stock'],
): Promise<PlanDocuments['stock'][number][]> {
  if (stock.length === 0) return []
  const ids = JSON.stringify(stock.map(({ item }) => item))
  const rows = await transaction
    .selectFrom('inventory_level')
    .select('item')
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('location', '=', location)
    .where('item', 'in', sql<string>`(select jsonb_array_elements_text(${ids}::jsonb))`)
    .execute()
  const known = new Set(rows.map(({ item }) => item))
  return stock.filter(({ item }) => !known.has(item))
}
