/** Which variants a stretch of the stock feed changed, and what of them can be had now. */
import type { Quantity } from '../../domain/quantity.ts'
import type { Reading } from '../backend.ts'
import { stockFeed } from '../feeds/names.ts'
import type { Shop } from '../setup/shop.ts'
import { availabilityOf } from './availability.ts'

/** More than this is an import or a stock count: asking for the page anew is cheaper. */
const LEVELS_LIMIT = 500

export interface Changed {
  readonly variant: string
  readonly available: Quantity
}

/** The number of the last change of the store's stock. */
export async function stockNumber(database: Reading, shop: Shop): Promise<number> {
  const feed = await database
    .selectFrom('feed')
    .where('tenant', '=', shop.tenant)
    .where('name', '=', stockFeed(shop.store))
    .select('n')
    .executeTakeFirst()
  return feed?.n ?? 0
}

/** Changes numbered after `since` up to `upTo`; 'many' where they are too many to name. */
export async function changedAvailability(
  database: Reading,
  shop: Shop,
  since: number,
  upTo: number,
): Promise<Changed[] | 'many'> {
  const levels = await database
    .selectFrom('feed_document')
    .where('tenant', '=', shop.tenant)
    .where('feed', '=', stockFeed(shop.store))
    .where('n', '>', since)
    .where('n', '<=', upTo)
    .limit(LEVELS_LIMIT + 1)
    .select('document')
    .execute()
  if (levels.length > LEVELS_LIMIT) return 'many'
  const items = levels.flatMap(({ document: { item } }) => (typeof item === 'string' ? [item] : []))
  if (items.length === 0) return []
  const rows = await database
    .selectFrom('variant_item')
    .where('tenant', '=', shop.tenant)
    .where('item', 'in', items)
    .distinct()
    .select('variant')
    .execute()
  const available = await availabilityOf(
    database,
    shop,
    rows.map(({ variant }) => variant),
  )
  return [...available].map(([variant, left]) => ({ variant, available: left }))
}
