/** What the office does with promotions. One that was made is never changed, only ended. */
import { sql } from 'kysely'
import type { z } from 'zod'
import {
  PROMOTIONS_SHOWN,
  TARGETS_NAMED,
  type endPromotionInputSchema,
  type ListedPromotions,
  type PromotionInput,
  type PromotionState,
} from '../../contract/backend/promotions.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { targetsOf } from '../../domain/pricing/prepare.ts'
import type { Promotion } from '../../domain/pricing/promotion.ts'
import type { Backend, Reading, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { PRICING } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'

/** How many promotions of a tenant have not ended; terminals hold all of them in memory. */
export const PROMOTIONS_LIMIT = 2000

/**
 * It begins now at the earliest: what was sold before stays priced as it was. `limit-promotions`
 * where too many have not ended. One that is there by its id is answered as it is.
 */
export async function createPromotion(
  backend: Backend,
  tenant: string,
  { promotion: id = backend.random.id(), ...input }: PromotionInput,
): Promise<Result<Promotion>> {
  const now = backend.clock.now()
  const from = Math.max(input.from, now)
  return write<Result<Promotion>>(backend, tenant, async (transaction) => {
    const before = await promotionOf(transaction, tenant, id)
    if (before) return { value: succeed(before) }
    if (input.to !== null && input.to <= from) return { value: fail('input-invalid') }
    const promotion: Promotion = { ...input, id, kind: 'promotion', from }
    const { open } = await transaction
      .selectFrom('promotion')
      .select(({ fn }) => fn.countAll<number>().as('open'))
      .where('tenant', '=', tenant)
      .where(({ or, eb }) => or([eb('valid_to', 'is', null), eb('valid_to', '>', now)]))
      .executeTakeFirstOrThrow()
    if (open >= PROMOTIONS_LIMIT) {
      return { value: fail('limit-promotions', { limit: PROMOTIONS_LIMIT }) }
    }
    await transaction
      .insertInto('promotion')
      .values({ tenant, id, valid_to: promotion.to, document: JSON.stringify(promotion) })
      .execute()
    return { value: succeed(promotion), changes: [changeOf(PRICING, [promotion])] }
  })
}

/** Ends it now or at an instant to come, never after its own end. Undefined: it is unknown. */
export async function endPromotion(
  backend: Backend,
  tenant: string,
  { promotion: id, at }: z.infer<typeof endPromotionInputSchema>,
): Promise<Promotion | undefined> {
  const now = backend.clock.now()
  return write(backend, tenant, async (transaction) => {
    const document = await promotionOf(transaction, tenant, id)
    if (!document) return { value: undefined }
    const to = Math.min(Math.max(at ?? now, now), document.to ?? Infinity)
    const ended = { ...document, to }
    await transaction
      .updateTable('promotion')
      .set({ valid_to: to, document: JSON.stringify(ended) })
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .execute()
    return { value: ended, changes: [changeOf(PRICING, [ended])] }
  })
}

/** Held until the transaction is over. */
export async function promotionOf(
  transaction: Transaction,
  tenant: string,
  id: string,
): Promise<Promotion | undefined> {
  const row = await transaction
    .selectFrom('promotion')
    .select('document')
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row?.document
}

interface Asked {
  readonly state?: PromotionState | undefined
  readonly skip: number
  readonly now: number
}

/** One page, the newest first, with the names of what their targets name. */
export async function listPromotions(
  database: Reading,
  tenant: string,
  { state, skip, now }: Asked,
): Promise<ListedPromotions> {
  const from = sql<number>`(document ->> 'from')::bigint`
  let query = database
    .selectFrom('promotion')
    .select('document')
    .where('tenant', '=', tenant)
    .orderBy('id', 'desc')
    .limit(PROMOTIONS_SHOWN + 1)
    .offset(skip)
  if (state === 'ended') query = query.where('valid_to', '<=', now)
  else if (state !== undefined) {
    query = query.where(({ or, eb }) => or([eb('valid_to', 'is', null), eb('valid_to', '>', now)]))
  }
  if (state === 'running') query = query.where(from, '<=', now)
  if (state === 'planned') query = query.where(from, '>', now)
  const rows = await query.execute()
  const promotions = rows.slice(0, PROMOTIONS_SHOWN).map(({ document }) => document)
  return {
    promotions,
    named: await namesOf(database, tenant, promotions),
    hasMore: rows.length > PROMOTIONS_SHOWN,
  }
}

async function namesOf(
  database: Reading,
  tenant: string,
  promotions: readonly Promotion[],
): Promise<ListedPromotions['named']> {
  const ids = promotions
    .flatMap(targetsOf)
    .flatMap(({ variants, except }) => [
      ...variants.slice(0, TARGETS_NAMED),
      ...except.slice(0, TARGETS_NAMED),
    ])
  const wanted = JSON.stringify([...new Set(ids)])
  return database
    .selectFrom('variant')
    .select(['id', 'name'])
    .where('tenant', '=', tenant)
    .where('id', 'in', sql<string>`(select jsonb_array_elements_text(${wanted}::jsonb))`)
    .execute()
}
