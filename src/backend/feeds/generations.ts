/**
 * A feed begins anew where this backend was restored from an older state, and what that took away
 * is kept by its numbers: it is listed as lost, not hidden.
 */
import { sql } from 'kysely'
import type { Checkpoint } from '../../contract/backend/sync.ts'
import type { Backend } from '../backend.ts'
import { write } from '../database/write.ts'

/** Conditional, so that of several terminals that notice it together one begins it. */
export async function beginGeneration(
  backend: Backend,
  tenant: string,
  feed: string,
  ahead: Checkpoint,
): Promise<void> {
  const { random, clock, log } = backend
  log.warn('a terminal is ahead of this backend: a new generation begins', { feed })
  await write(backend, tenant, async (transaction) => {
    const restored = await transaction
      .updateTable('feed')
      .set({ generation: random.id() })
      .where('tenant', '=', tenant)
      .where('name', '=', feed)
      .where('generation', '=', ahead.generation)
      .where('n', '<', ahead.n)
      .returning('n')
      .executeTakeFirst()
    if (restored) {
      await sql`
        insert into feed_loss (tenant, feed, generation, from_n, to_n, since, found_at)
        select ${tenant}, ${feed}, ${ahead.generation}, ${restored.n + 1}::bigint,
          ${ahead.n}::bigint, coalesce(max(received_at), 0), ${clock.now()}::bigint
        from entry where tenant = ${tenant}
        on conflict (tenant, feed, generation) do nothing
      `.execute(transaction)
    }
    return { value: undefined }
  })
}

/** Another terminal had been further than the one that noticed it first. */
export async function widenLoss(
  backend: Backend,
  tenant: string,
  generation: string,
  after: Checkpoint,
): Promise<void> {
  if (after.generation === generation) return
  await write(backend, tenant, async (transaction) => {
    await transaction
      .updateTable('feed_loss')
      .set({ to_n: after.n })
      .where('tenant', '=', tenant)
      .where('feed', '=', after.feed)
      .where('generation', '=', after.generation)
      .where('to_n', '<', after.n)
      .execute()
    return { value: undefined }
  })
}
