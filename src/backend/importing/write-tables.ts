/** The relational side of the catalogue: one row for each document, and the parts of bundles. */
import type { CatalogueDocument } from '../../domain/catalogue/documents.ts'
import type { Price } from '../../domain/catalogue/pricing.ts'
import type { Transaction } from '../backend.ts'
import { upsert } from './upsert.ts'

export async function writeTables(
  transaction: Transaction,
  tenant: string,
  catalogue: readonly CatalogueDocument[],
  prices: readonly Price[],
): Promise<void> {
  const of = <Kind extends CatalogueDocument['kind']>(kind: Kind) =>
    catalogue.filter(
      (document): document is Extract<CatalogueDocument, { kind: Kind }> => document.kind === kind,
    )
  const key = ['tenant', 'id'] as const
  const departments = of('department').map(({ kind: _, minimumAge = null, ...row }) => ({
    ...{ tenant, minimum_age: minimumAge },
    ...row,
  }))
  await upsert(transaction, 'department', key, departments)
  const products = of('product').map(({ kind: _, ...row }) => ({ tenant, ...row }))
  await upsert(transaction, 'product', key, products)
  const items = of('item').map(({ kind: _, cost = null, ...row }) => ({ tenant, cost, ...row }))
  await upsert(transaction, 'inventory_item', key, items)
  const variants = of('variant')
  await upsert(
    transaction,
    'variant',
    key,
    variants.map(({ kind: _, items: __, taxClass, supplierNumber = null, ...row }) => {
      const { options = null, rules = null, ...named } = row
      const columns = { tax_class: taxClass, supplier_number: supplierNumber, options, rules }
      return { tenant, ...columns, ...named }
    }),
  )
  await upsert(
    transaction,
    'variant_item',
    ['tenant', 'variant', 'item'],
    variants.flatMap(({ id, items: parts }) =>
      parts.map(({ item, quantity }) => ({ tenant, variant: id, item, quantity })),
    ),
  )
  const barcodes = of('barcode').map(({ kind: _, packQuantity, ...row }) => ({
    tenant,
    pack_quantity: packQuantity,
    ...row,
  }))
  await upsert(transaction, 'barcode', key, barcodes)
  const addOnGroups = of('add-on-group').map(({ kind: _, ...row }) => ({ tenant, ...row }))
  await upsert(transaction, 'add_on_group', key, addOnGroups)
  const priceRows = prices.map(({ id, variant, list, from, to, unitPrice }) => ({
    ...{ tenant, id, variant, list },
    ...{ valid_from: from, valid_to: to, unit_price: unitPrice },
  }))
  await upsert(transaction, 'price', key, priceRows)
}
