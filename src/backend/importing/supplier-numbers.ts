/** Numbers of suppliers that are known already, where a file does not speak of them. */
import { sql } from 'kysely'
import type { CatalogueDocument } from '../../domain/catalogue/documents.ts'
import type { Transaction } from '../backend.ts'

/** A file that says nothing of a number does not make it forgotten. */
export async function withKnownNumbers(
  transaction: Transaction,
  tenant: string,
  documents: readonly CatalogueDocument[],
): Promise<CatalogueDocument[]> {
  const unsaid = documents.flatMap((each) =>
    each.kind === 'variant' && each.supplierNumber === undefined ? [each.id] : [],
  )
  const ids = JSON.stringify(unsaid)
  const rows = await transaction
    .selectFrom('variant')
    .select(['id', 'supplier_number as number'])
    .where('tenant', '=', tenant)
    .where('supplier_number', 'is not', null)
    .where('id', 'in', sql<string>`(select jsonb_array_elements_text(${ids}::jsonb))`)
    .execute()
  const known = new Map(rows.map(({ id, number }) => [id, number]))
  return documents.map((each) => {
    const supplierNumber = each.kind === 'variant' ? known.get(each.id) : undefined
    return typeof supplierNumber === 'string' ? { ...each, supplierNumber } : each
  })
}
