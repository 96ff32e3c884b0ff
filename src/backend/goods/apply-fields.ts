/** Writes what a wish changes of a variant but its price: tables, and what terminals pull. */
import type {
  Barcode,
  CatalogueDocument,
  InventoryItem,
  Product,
  Variant,
} from '../../domain/catalogue/documents.ts'
import type { GoodsPatch } from '../../domain/goods/change.ts'
import { barcodeOf, patchedVariant } from '../../domain/goods/documents.ts'
import { quantity } from '../../domain/quantity.ts'
import type { Transaction } from '../backend.ts'
import { CATALOGUE } from '../feeds/names.ts'
import type { FeedChange } from '../feeds/stamp.ts'
import { writeTables } from '../importing/write-tables.ts'
import { reviveDepartments } from './standing-departments.ts'

/**
 * The product and the inventory item are named as their only variant is. Undefined where terminals
 * know no such variant.
 */
export async function applyFields(
  transaction: Transaction,
  tenant: string,
  variant: string,
  patch: GoodsPatch,
): Promise<FeedChange['documents'] | undefined> {
  const before = await documentOf<Variant>(transaction, tenant, variant)
  if (!before) return undefined
  const { name, size, department, taxClass, supplierNumber, barcodes } = patch
  const after = patchedVariant(before, patch)
  const isOther = [name, size, department, taxClass, supplierNumber].some(Boolean)
  const wanted: CatalogueDocument[] = [
    ...(isOther ? [after, ...(await followersOf(transaction, tenant, before, after))] : []),
    ...(barcodes?.added ?? []).map((code) => barcodeOf(code, variant)),
  ]
  const removed = await removeCodes(transaction, tenant, variant, barcodes?.removed ?? [])
  await writeTables(transaction, tenant, wanted, [])
  const revived = department ? await reviveDepartments(transaction, tenant, wanted) : []
  const written = [...revived, ...wanted]
  return [
    ...written.map((document) => ({ document, deleted: false })),
    ...removed.map((document) => ({ document, deleted: true })),
  ]
}

async function followersOf(
  transaction: Transaction,
  tenant: string,
  before: Variant,
  after: Variant,
): Promise<(Product | InventoryItem)[]> {
  const sisters = await transaction
    .selectFrom('variant')
    .select('id')
    .where('tenant', '=', tenant)
    .where('product', '=', before.product)
    .limit(2)
    .execute()
  if (sisters.length > 1) return []
  const product = await documentOf<Product>(transaction, tenant, before.product)
  const { name, department } = after
  const [part, ...others] = before.items
  const item =
    part && others.length === 0
      ? await documentOf<InventoryItem>(transaction, tenant, part.item)
      : undefined
  return [
    ...(product ? [{ ...product, name, department }] : []),
    ...(item?.name === before.name && name !== before.name ? [{ ...item, name }] : []),
  ]
}

async function removeCodes(
  transaction: Transaction,
  tenant: string,
  variant: string,
  ids: readonly string[],
): Promise<Barcode[]> {
  if (ids.length === 0) return []
  const rows = await transaction
    .deleteFrom('barcode')
    .where('tenant', '=', tenant)
    .where('variant', '=', variant)
    .where('id', 'in', [...ids])
    .returning(['id', 'gtin', 'pack_quantity'])
    .execute()
  return rows.map(({ id, gtin, pack_quantity }) => ({
    ...{ id, kind: 'barcode', gtin, variant, packQuantity: quantity(pack_quantity) },
  }))
}

/** As terminals pull it. */
async function documentOf<Document>(
  transaction: Transaction,
  tenant: string,
  id: string,
): Promise<Document | undefined> {
  const row = await transaction
    .selectFrom('feed_document')
    .select('document')
    .where('tenant', '=', tenant)
    .where('feed', '=', CATALOGUE)
    .where('id', '=', id)
    .where('deleted', '=', false)
    .executeTakeFirst()
  return row?.document as Document | undefined
}
