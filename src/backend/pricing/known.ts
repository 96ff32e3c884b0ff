/** The promotions of a tenant, made ready once for each state of its pricing feed. */
import { preparePromotions, type Promotions } from '../../domain/pricing/prepare.ts'
import type { Reading } from '../backend.ts'
import { PRICING } from '../feeds/names.ts'

interface Kept {
  readonly n: number
  readonly promotions: Promotions
}

const kept = new Map<string, Kept>()
/** Tenants whose promotions stay in memory; beyond it all are read anew. */
const KEPT_LIMIT = 100

export async function promotionsOf(database: Reading, tenant: string): Promise<Promotions> {
  const feed = await database
    .selectFrom('feed')
    .select(['n', 'generation'])
    .where('tenant', '=', tenant)
    .where('name', '=', PRICING)
    .executeTakeFirst()
  const key = `${tenant} ${feed?.generation ?? ''}`
  const known = kept.get(key)
  if (known && known.n === feed?.n) return known.promotions
  const rows = await database
    .selectFrom('promotion')
    .select('document')
    .where('tenant', '=', tenant)
    .execute()
  const promotions = preparePromotions(rows.map(({ document }) => document))
  if (kept.size >= KEPT_LIMIT) kept.clear()
  kept.set(key, { n: feed?.n ?? 0, promotions })
  return promotions
}
