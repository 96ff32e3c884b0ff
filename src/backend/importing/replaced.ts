/**
 * What a file says anew about a variant takes the place of what stood: its barcodes where it names
 * any, its prices where it has any. About the rest it is silent, and that stays.
 */
import { sql } from 'kysely'
import type { Barcode, CatalogueDocument } from '../../domain/catalogue/documents.ts'
import type { Price } from '../../domain/catalogue/pricing.ts'
import { unitPrice } from '../../domain/money.ts'
import { ONE, quantity } from '../../domain/quantity.ts'
import type { Transaction } from '../backend.ts'

/** Deletes and answers the single-piece barcodes that the file's variants no longer carry. */
export async function replacedBarcodes(
  transaction: Transaction,
  tenant: string,
  documents: readonly CatalogueDocument[],
): Promise<Barcode[]> {
  const barcodes = documents.filter((document) => document.kind === 'barcode')
  const rows = await transaction
    .deleteFrom('barcode')
    .where('tenant', '=', tenant)
    .where('pack_quantity', '=', ONE)
    .where('variant', 'in', anyOf(barcodes.map(({ variant }) => variant)))
    .where('id', 'not in', anyOf(barcodes.map(({ id }) => id)))
    .returningAll()
    .execute()
  return rows.map(({ id, gtin, variant, pack_quantity }) => ({
    id,
    kind: 'barcode',
    gtin,
    variant,
    packQuantity: quantity(pack_quantity),
  }))
}

/** Deletes and answers the prices of the file's variants, in its list, that it does not have. */
export async function replacedPrices(
  transaction: Transaction,
  tenant: string,
  prices: readonly Price[],
): Promise<Price[]> {
  const [first] = prices
  if (first === undefined) return []
  const rows = await transaction
    .deleteFrom('price')
    .where('tenant', '=', tenant)
    .where('list', '=', first.list)
    .where('variant', 'in', anyOf(prices.map(({ variant }) => variant)))
    .where('id', 'not in', anyOf(prices.map(({ id }) => id)))
    .returningAll()
    .execute()
  return rows.map(({ id, variant, list, valid_from, valid_to, unit_price }) => ({
    id,
    kind: 'price',
    ...{ variant, list, from: valid_from, to: valid_to },
    unitPrice: unitPrice(unit_price),
  }))
}

/** Many ids as one parameter. */
function anyOf(ids: readonly string[]) {
  return sql<string>`(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`
}
