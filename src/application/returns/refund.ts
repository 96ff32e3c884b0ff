/**
 * Money goes back to what had paid, one tender after another in the order of the plan. Each part is
 * claimed at the backend first: of what a tender had brought, no two terminals give back more.
 */
import type { z } from 'zod'
import type { draftCommandSchema, PaymentAnswer } from '../../contract/terminal/commands.ts'
import { saleTenderKey, type Claim } from '../../domain/claim.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor, type Minor } from '../../domain/money.ts'
import type { Back } from '../../domain/returns/back.ts'
import { pointsBack, type Share } from '../../domain/returns/refund-plan.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import type { Tender } from '../../domain/selling/tender.ts'
import type { PayClaimed } from '../accounts/pay.ts'
import { noteSource } from '../accounts/credit-note.ts'
import { tenderBy } from '../accounts/draw.ts'
import { customerSource, knownOf } from '../accounts/source.ts'
import type { Core } from '../core.ts'
import type { Due } from '../selling/due.ts'
import type { Shop } from '../shop.ts'
import type { KnownSales } from './known-sales.ts'
import { refundPlanOf } from './refund-plan.ts'

type Input = z.infer<typeof draftCommandSchema>

export interface RefundUses {
  /**
   * The next part of the plan: back onto the account, as the points that had paid it, or to the
   * payment made online, which the backend sees to once it hears of the sale.
   */
  refund(input: Input): Promise<Result<PaymentAnswer>>
}

export function createRefundUses(core: Core, known: KnownSales, pay: PayClaimed): RefundUses {
  return {
    refund: (input) =>
      pay('returns.refund', input, async (shop, due) => {
        const share = nextShare(known, due)
        if (!share) return creditTender(core, shop, due, refundPlanOf(known, due)?.credit)
        if (share.tender.kind === 'card') return fail('draft-changed')
        const { draft } = due
        if (isOthers(core, draft, share.tender)) return fail('refund-customer')
        const back = await claimBack(core, share, draft)
        return back.ok ? succeed(tenderBack(core, due, share, back.value)) : back
      }),
  }
}

/** Points go back to whom they came from, by whichever of their names. */
function isOthers({ store }: Core, { customer }: Draft, tender: Tender): boolean {
  if (tender.kind !== 'points') return false
  const idOf = (named: string) => store.customers.find(named)?.id ?? named
  return !customer || idOf(tender.customer) !== idOf(customer)
}

/** What nobody but an account may take goes onto the store credit of whoever brought the goods. */
async function creditTender(
  core: Core,
  shop: Shop,
  due: Due,
  credit: Minor | undefined,
): Promise<Result<Tender>> {
  if (!credit) return fail('draft-changed')
  const source = customerSource(core, shop, due.draft, 'store-credit')
  // Where the store keeps no such account, a note on paper is one.
  const kept = source.ok ? source : noteSource(core, shop, due.draft.id)
  return kept.ok ? tenderBy(core, kept.value, due, credit) : fail('account-not-kept')
}

export function nextShare(known: KnownSales, due: Due): Share | undefined {
  return refundPlanOf(known, due)?.shares[0]
}

/**
 * Without the backend's word the money goes back all the same: it was risked when the goods were
 * taken back, as far as the store lets a till risk it.
 */
export async function claimBack(
  { claims, random }: Core,
  { sale, position, amount }: Share,
  { id: draft }: Draft,
): Promise<Result<Back>> {
  const key = saleTenderKey(sale, position)
  const claim: Claim = { id: random.id(), kind: 'sale-tender', key, amount }
  const answer = await claims.take(claim, draft)
  if (answer.outcome === 'refused' && answer.reason === 'used-up') {
    return fail('refund-taken', { remaining: answer.remaining })
  }
  const word = answer.outcome === 'granted' ? 'granted' : 'none'
  return succeed({ sale, tender: position, claim: claim.id, word })
}

function tenderBack(core: Core, due: Due, { tender, amount, before }: Share, back: Back): Tender {
  const given = minor(0 - amount)
  if (tender.kind === 'points') {
    const points = 0 - pointsBack(tender.points, tender.amount, before, amount)
    return { ...tender, amount: given, points, claim: null, word: 'none', back }
  }
  if (tender.kind === 'online') {
    const { kind, provider, reference } = tender
    return { kind, provider, reference, amount: given, back }
  }
  if (!('account' in tender)) throw new Error('only these take money back by hand')
  const { kind, account, lastFour } = tender
  const held = knownOf(core, due.draft, { kind, account, limit: minor(0) })
  const left = minor((held?.balance ?? 0) + amount)
  return { kind, account, lastFour, amount: given, left, claim: null, word: 'none', back }
}
