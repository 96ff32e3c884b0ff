/** Goods as they stand in the catalogue, held for whoever changes them. */
import { sql } from 'kysely'
import type { Goods } from '../../domain/goods/change.ts'
import { unitPrice } from '../../domain/money.ts'
import type { Transaction } from '../backend.ts'

export interface Asked {
  readonly variant: string
  /** Whose price is asked for; undefined for none. */
  readonly list: string | undefined
  readonly now: number
}

/**
 * Locks the variant until the transaction ends: two wishes for it are done one after the other.
 * Undefined where there is none.
 */
export async function holdGoods(
  transaction: Transaction,
  tenant: string,
  { variant, list, now }: Asked,
): Promise<Goods | undefined> {
  const row = await transaction
    .selectFrom('variant')
    .select(['name', 'size', 'department', 'tax_class as taxClass'])
    .select((eb) => eb.fn.coalesce('supplier_number', sql<string>`''`).as('supplierNumber'))
    .where('tenant', '=', tenant)
    .where('id', '=', variant)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const barcodes = await transaction
    .selectFrom('barcode')
    .select(['id', 'gtin'])
    .where('tenant', '=', tenant)
    .where('variant', '=', variant)
    .orderBy('id')
    .execute()
  const price = await transaction
    .selectFrom('price')
    .select('unit_price')
    .where('tenant', '=', tenant)
    .where('list', '=', list ?? '')
    .where('variant', '=', variant)
    .where('valid_from', '<=', now)
    .where(({ or, eb }) => or([eb('valid_to', 'is', null), eb('valid_to', '>', now)]))
    .orderBy('valid_from', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return { ...row, barcodes, unitPrice: price ? unitPrice(price.unit_price) : null }
}

/** The moment from which a new price is the one begun last: of two that begin at once it is. */
export async function freeBegin(
  transaction: Transaction,
  tenant: string,
  { list, variant, from }: { readonly list: string; readonly variant: string; from: number },
): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    select valid_from as taken from price
    where tenant = ${tenant} and list = ${list} and variant = ${variant}
      and valid_from >= ${from} order by valid_from
  `.execute(transaction)
  return rows.reduce((free, { taken }) => (taken === free ? free + 1 : free), from)
}
