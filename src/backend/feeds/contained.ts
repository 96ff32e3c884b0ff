/** How far the asking terminal's own entries have gone into what it is told. */
import { sql, type RawBuilder } from 'kysely'
import { CONTAINED_EPOCHS_LIMIT, type Contains } from '../../domain/catalogue/stock.ts'
import type { TerminalPrincipal } from '../access/principal.ts'

/**
 * A query of one value. In a closed epoch a head passes over the numbers that nobody sent; what
 * comes of them all the same counts as contained a little before it is.
 */
export function containedOf({ tenant, terminal }: TerminalPrincipal): RawBuilder<Contains> {
  return sql<Contains>`
    select coalesce(jsonb_object_agg(id, head_seq), '{}') from (
      select id, head_seq from epoch
      where tenant = ${tenant} and terminal = ${terminal} and head_seq > 0
      order by ordinal desc, id desc limit ${CONTAINED_EPOCHS_LIMIT}
    ) as newest
  `
}
