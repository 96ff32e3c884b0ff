/** What a wish makes of the documents of the catalogue: at the till that waits, and in the end. */
import type { Barcode, Variant } from '../catalogue/documents.ts'
import { ONE } from '../quantity.ts'
import type { GoodsCreated, GoodsPatch } from './change.ts'

/** The variant that new goods are, one of one inventory item. */
export function variantOf(body: GoodsCreated): Variant {
  const { variant: id, product, item, name, size, department, taxClass, unit } = body
  const { supplierNumber } = body
  return {
    ...{ id, kind: 'variant', product, name, size, sku: '', department, taxClass, unit },
    ...{ items: [{ item, quantity: ONE }], rank: 0 },
    ...(supplierNumber !== undefined && { supplierNumber }),
  }
}

export function patchedVariant(before: Variant, patch: GoodsPatch): Variant {
  const { name, size, department, taxClass, supplierNumber } = patch
  const { supplierNumber: known, ...rest } = before
  const number = supplierNumber?.to ?? known ?? ''
  return {
    ...rest,
    ...(number !== '' && { supplierNumber: number }),
    ...(name && { name: name.to }),
    ...(size && { size: size.to }),
    ...(department && { department: department.to }),
    ...(taxClass && { taxClass: taxClass.to }),
  }
}

/** A code of the goods themselves, and not of a pack of them. */
export function barcodeOf(
  { id, gtin }: GoodsCreated['barcodes'][number],
  variant: string,
): Barcode {
  return { id, kind: 'barcode', gtin, variant, packQuantity: ONE }
}
