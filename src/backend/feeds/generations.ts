/**
 * A feed begins anew where this backend was restored from an older state, and what that took away
 * is kept by its numbers: it is listed as lost, not hidden.
 */
import { sql } from 'kysely'
import type { Checkpoint } from '../../contract/backend/sync.ts'
import type { Backend } from '../backend.ts'
import { noteRestored } from '../counter/restored.ts'
import { write } from '../database/write.ts'

/** Conditional, so that of several terminals that notice it together one begins it. */
export async function beginGeneration(
  backend: Backend,
  tenant: string,
  feed: string,
  ahead: Checkpoint,
): Promise<void> {
  const { random, clock, log, changes } = backend
  log.warn('a terminal knows what this backend does not: a new generation begins', { feed })
  const begun = await write(backend, tenant, async (transaction) => {
    const restored = await transaction
      .updateTable('feed')
      .set({ generation: random.id() })
      .where('tenant', '=', tenant)
      .where('name', '=', feed)
      .where('generation', '=', ahead.generation)
      .returning(['generation', 'n'])
      .executeTakeFirst()
    if (restored) {
      await noteRestored(transaction, tenant)
      // Where it gave the same numbers again, only the last of those that are gone is known.
      const first = Math.min(restored.n + 1, ahead.n)
      await sql`
        insert into feed_loss (tenant, feed, generation, from_n, to_n, since, found_at)
        select ${tenant}, ${feed}, ${ahead.generation}, ${first}::bigint,
          ${ahead.n}::bigint, coalesce(max(received_at), 0), ${clock.now()}::bigint
        from entry where tenant = ${tenant}
        on conflict (tenant, feed, generation) do nothing
      `.execute(transaction)
    }
    return { value: restored }
  })
  // Nothing else may move for long, and all have to pull.
  if (begun) changes.announce({ tenant, feed, ...begun })
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
