/** The goods that the lines of a file name, by barcode or by SKU. */
import { sql } from 'kysely'
import type { PriceFault } from '../../contract/backend/price-lists.ts'
import { toGtin14 } from '../../domain/barcode/gtin.ts'
import { ONE } from '../../domain/quantity.ts'
import type { Reading } from '../backend.ts'

interface Named {
  /** A barcode as it was written; empty where the SKU names them. */
  readonly code: string
  readonly sku: string
}

interface Goods {
  readonly variant: string
  readonly name: string
}

/** The goods, or why none are meant. */
export type Found = Goods | PriceFault

interface Row extends Goods {
  readonly key: string
  readonly pack: number
}

/** Looks all of them up at once; what is answered then tells each apart. */
export async function findNamed(
  database: Reading,
  tenant: string,
  named: readonly Named[],
): Promise<(code: string, sku: string) => Found> {
  const codes = await readRows(
    database,
    tenant,
    named.flatMap(({ code }) => toGtin14(code) ?? []),
    'barcode',
  )
  const skus = await readRows(
    database,
    tenant,
    named.flatMap(({ code, sku }) => (code === '' && sku !== '' ? [sku] : [])),
    'sku',
  )
  return (code, sku) => {
    if (code === '' && sku === '') return 'goods-unnamed'
    const rows = code === '' ? skus.get(sku) : codes.get(toGtin14(code) ?? '')
    const [first, ...others] = rows ?? []
    if (!first) return 'goods-unknown'
    if (others.some(({ variant }) => variant !== first.variant)) return 'goods-several'
    if (first.pack !== ONE) return 'pack'
    return { variant: first.variant, name: first.name }
  }
}

async function readRows(
  database: Reading,
  tenant: string,
  keys: readonly string[],
  by: 'barcode' | 'sku',
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const wanted = JSON.stringify([...new Set(keys)])
  const among = sql`(select jsonb_array_elements_text(${wanted}::jsonb))`
  const { rows } =
    by === 'sku'
      ? await sql<Row>`
          select sku as key, id as variant, name, ${ONE}::bigint as pack from variant
          where tenant = ${tenant} and sku in ${among}`.execute(database)
      : await sql<Row>`
          select barcode.gtin as key, variant.id as variant, variant.name,
            barcode.pack_quantity as pack
          from barcode join variant on variant.tenant = barcode.tenant
            and variant.id = barcode.variant
          where barcode.tenant = ${tenant} and barcode.gtin in ${among}`.execute(database)
  return Map.groupBy(rows, ({ key }) => key)
}
