/** Narrows the priced variants to what a shopper asked for. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { offersInputSchema } from '../../contract/backend/shop.ts'
import { toGtin14 } from '../../domain/barcode/gtin.ts'
import { plainSql, plainText } from './plain-text.ts'
import type { Priced } from './priced-variants.ts'

/** More words narrow nothing that a shopper still reads. */
const WORDS_LIMIT = 8

/** Every word has to stand in name, brand or size; a code that is no GTIN finds nothing. */
export function narrowed(
  query: Priced,
  { search, barcode, department }: z.infer<typeof offersInputSchema>,
): Priced {
  let found = query
  if (department !== undefined) found = found.where('variant.department', '=', department)
  if (barcode !== undefined) found = withBarcode(found, toGtin14(barcode) ?? '')
  const words = plainText(search ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
  for (const word of words.slice(0, WORDS_LIMIT)) found = withWord(found, word)
  return found
}

function withBarcode(query: Priced, gtin: string): Priced {
  return query.where((eb) =>
    eb.exists(
      eb
        .selectFrom('barcode')
        .whereRef('barcode.tenant', '=', 'variant.tenant')
        .whereRef('barcode.variant', '=', 'variant.id')
        .where('barcode.gtin', '=', gtin)
        .select('barcode.id'),
    ),
  )
}

function withWord(query: Priced, word: string): Priced {
  const text = sql<string>`(variant.name || ' ' || product.brand || ' ' || variant.size)`
  return query.where(sql<boolean>`strpos(${plainSql(text)}, ${word}) > 0`)
}
