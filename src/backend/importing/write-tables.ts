/** The relational side of the catalogue: one row for each document, and the parts of bundles. */
import { sql } from 'kysely'
import type { CatalogueDocument, Variant } from '../../domain/catalogue/documents.ts'
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
  const departments = of('department').map(
    ({ kind: _, minimumAge = null, isEnded = false, ...row }) => ({
      ...{ tenant, minimum_age: minimumAge, is_ended: isEnded },
      ...row,
    }),
  )
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
  await writeParts(transaction, tenant, variants)
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

/** A bundle of today may have lost a part that it had. */
async function writeParts(
  transaction: Transaction,
  tenant: string,
  variants: readonly Variant[],
): Promise<void> {
  const parts = variants.flatMap(({ id, items }) =>
    items.map(({ item, quantity }) => ({ tenant, variant: id, item, quantity })),
  )
  const written = JSON.stringify(variants.map(({ id }) => id))
  const standing = JSON.stringify(parts.map(({ variant, item }) => ({ variant, item })))
  await sql`
    delete from variant_item
    where tenant = ${tenant} and variant in (select jsonb_array_elements_text(${written}::jsonb))
      and not exists (
        select from jsonb_to_recordset(${standing}::jsonb) as part (variant text, item text)
        where part.variant = variant_item.variant and part.item = variant_item.item)
  `.execute(transaction)
  await upsert(transaction, 'variant_item', ['tenant', 'variant', 'item'], parts)
}
