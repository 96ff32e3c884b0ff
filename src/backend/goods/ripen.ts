/** Does what tills wanted for later, once its moment has come. Prices need none of this. */
import { crossedFields } from '../../domain/goods/change.ts'
import type { GoodsOutcome } from '../../domain/goods/outcome.ts'
import type { Backend, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { CATALOGUE } from '../feeds/names.ts'
import type { FeedChange } from '../feeds/stamp.ts'
import { repeat } from '../repeat.ts'
import { applyFields } from './apply-fields.ts'
import { sharedCodes } from './fold.ts'
import { changeOutcome, overtake } from './outcomes.ts'
import { holdGoods } from './standing.ts'

const INTERVAL_MS = 10_000
const AT_ONCE = 100

/** Answers how many were done. Each is one transaction; asked by several at once, one does it. */
export async function ripen(backend: Backend): Promise<number> {
  const { database, clock } = backend
  const due = await database
    .selectFrom('goods_change')
    .select(['tenant', 'id', 'variant'])
    .where('state', '=', 'waiting')
    .where('due', '<=', clock.now())
    .orderBy('due')
    .orderBy('tenant')
    .orderBy('variant')
    .orderBy('place')
    .limit(AT_ONCE)
    .execute()
  for (const { tenant, ...wish } of due) {
    await write(backend, tenant, async (transaction) => ({
      value: undefined,
      changes: await ripenOne(transaction, tenant, wish, clock.now()),
    }))
  }
  return due.length
}

async function ripenOne(
  transaction: Transaction,
  tenant: string,
  { id, variant }: { readonly id: string; readonly variant: string },
  now: number,
): Promise<FeedChange[]> {
  // First the goods, then the wish, as whoever changes them holds both.
  const standing = await holdGoods(transaction, tenant, { variant, list: undefined, now })
  const row = await transaction
    .selectFrom('goods_change')
    .select('outcome')
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst()
  if (!row) return []
  const { outcome } = row
  // The price was set when the wish came, and has begun by itself.
  const { price: _, ...patch } = outcome.wanted
  const written = standing && (await applyFields(transaction, tenant, variant, patch))
  const crossed = standing ? crossedFields(standing, patch) : []
  const done: GoodsOutcome = written
    ? {
        ...outcome,
        state: 'applied',
        crossed: [...new Set([...outcome.crossed, ...crossed])],
        shared: await sharedCodes(transaction, tenant, { ...patch, change: id, variant, from: 0 }),
      }
    : { ...outcome, state: 'refused', reason: 'goods-unknown' }
  const told = await changeOutcome(transaction, tenant, done)
  const overtaken = await overtake(transaction, tenant, { ...done, crossed })
  return [{ feed: CATALOGUE, documents: [...(written ?? []), ...told, ...overtaken] }]
}

/** Looks now and then; the answer stops it. */
export function keepGoodsDates(backend: Backend): () => void {
  const { clock, log } = backend
  const stop = repeat(clock, INTERVAL_MS, () =>
    ripen(backend).catch((error: unknown) => {
      log.error('what was wanted of goods for now was not done', { reason: String(error) })
    }),
  )
  return () => void stop()
}
