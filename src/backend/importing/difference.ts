/** What of an import is news: documents are compared with those that terminals already pull. */
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { CatalogueDocument } from '../../domain/catalogue/documents.ts'
import type { Price } from '../../domain/catalogue/pricing.ts'
import type { Transaction } from '../backend.ts'

const IDS_AT_ONCE = 5000

type Document = CatalogueDocument | Price

/**
 * The documents that differ from what stands in the feed. What an import does not know stays as it
 * is: the place among the best sellers, what selling a variant asks for, and how a department that
 * is there already is arranged.
 */
export async function differing<Kind extends Document>(
  transaction: Transaction,
  tenant: string,
  feed: string,
  documents: readonly Kind[],
): Promise<Kind[]> {
  const news: Kind[] = []
  for (let start = 0; start < documents.length; start += IDS_AT_ONCE) {
    const part = documents.slice(start, start + IDS_AT_ONCE)
    const ids = JSON.stringify(part.map(({ id }) => id))
    const rows = await transaction
      .selectFrom('feed_document')
      .select(['id', 'document'])
      .where('tenant', '=', tenant)
      .where('feed', '=', feed)
      .where('deleted', '=', false)
      .where('id', 'in', sql<string>`(select jsonb_array_elements_text(${ids}::jsonb))`)
      .execute()
    const standing = new Map(rows.map(({ id, document }) => [id, document]))
    for (const document of part) {
      const before = standing.get(document.id)
      if (before === undefined) news.push(document)
      else if (document.kind !== 'department') {
        const now = withStanding(document, before)
        if (!isDeepStrictEqual(now, before)) news.push(now)
      }
    }
  }
  return news
}

function withStanding<Kind extends Document>(
  document: Kind,
  { rank, rules }: Readonly<Record<string, unknown>>,
): Kind {
  if (document.kind !== 'variant') return document
  const isSilent = document.rules === undefined && rules !== undefined
  return { ...document, rank, ...(isSilent && { rules }) }
}
