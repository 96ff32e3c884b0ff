/**
 * A cart that was put aside: all that somebody needs to go on with it, at this till or at another
 * one. It keeps the prices that its lines were rung at, as every cart does.
 */
import { z } from 'zod'
import { fail, succeed, type Result } from '../failure.ts'
import { idSchema } from '../identifier.ts'
import { minor, minorSchema } from '../money.ts'
import { instantSchema } from '../time.ts'
import { withoutClaim } from './coupon-claims.ts'
import { cartSchema, type Draft } from './draft.ts'
import { LAYAWAYS_LIMIT, layawaySchema } from './layaway.ts'
import { QUOTES_LIMIT, quoteSchema } from './quote.ts'

/** More than a counter has hooks for: beyond it one is finished before another is put aside. */
export const PARKED_LIMIT = 30
/** All that one till may hold on its hook. */
export const HOOK_LIMIT = PARKED_LIMIT + QUOTES_LIMIT + LAYAWAYS_LIMIT

/** Money is no part of it, and neither is the way back. */
export const parkedDraftSchema = cartSchema.omit({ steps: true })
export type ParkedDraft = z.infer<typeof parkedDraftSchema>

export const parkedCartSchema = z.object({
  /** Of this putting aside: a cart that is parked again is another one. */
  park: idSchema,
  at: instantSchema,
  /** Null where nobody was signed in. */
  by: idSchema.nullable(),
  total: minorSchema,
  draft: parkedDraftSchema,
  /** Of a cart that was put aside as one. */
  quote: quoteSchema.optional(),
  /** Its entry says what a mail of the quote says; absent in those from before it did. */
  isMailable: z.literal(true).optional(),
  /** Of goods that were laid away. */
  layaway: layawaySchema.optional(),
})
export type ParkedCart = z.infer<typeof parkedCartSchema>

/**
 * Money that was taken stays at the till that took it, goods that come back are promised to that
 * one, and what is owed for a layaway may be less later: none of them can wait on a hook.
 */
export function parkedDraftOf(draft: Draft): Result<ParkedDraft> {
  const { steps: _steps, tenders, undone, tip: _tip, layaway, begins, ...kept } = draft
  if (begins) return fail('layaway-begun')
  if (layaway) return fail('layaway-open')
  if (draft.lines.length === 0) return fail('draft-empty')
  if (tenders.length > 0 || undone.length > 0) return fail('tenders-taken')
  if (draft.lines.some(({ returned, unproven }) => (returned ?? unproven) !== undefined))
    return fail('park-returns')
  if (draft.lines.some(({ load }) => load?.kind === 'layaway')) return fail('park-payment')
  return succeed({ ...kept, ...(kept.coupons && { coupons: kept.coupons.map(withoutClaim) }) })
}

/** The cart goes on; who still sees it as it was before has seen another version. */
export function resumedDraftOf(parked: ParkedDraft): Draft {
  const nothing = { steps: [], tenders: [], undone: [], tip: minor(0) }
  return { ...parked, ...nothing, version: parked.version + 1 }
}

/**
 * Nothing is in it that another cart would take the place of. What was taken out of it, or went
 * back, is told as of a cart that is given up.
 */
export function isFree({ lines, tenders }: Draft): boolean {
  return lines.length + tenders.length === 0
}

/** Free, and something was in it. */
export function isEmptied(draft: Draft): boolean {
  return isFree(draft) && draft.removals.length + draft.undone.length > 0
}
