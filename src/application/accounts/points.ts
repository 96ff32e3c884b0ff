/** Points of the cart's customer pay, by the store's rule. */
import type { Claim } from '../../domain/claim.ts'
import { mostRedeemable, worthOf, type LoyaltyRule } from '../../domain/customer/loyalty.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor } from '../../domain/money.ts'
import type { Tender } from '../../domain/selling/tender.ts'
import { tendersOf } from '../../domain/selling/tendering.ts'
import type { Core } from '../core.ts'
import type { Due } from '../selling/due.ts'
import type { Shop } from '../shop.ts'
import { dueByAccounts } from './source.ts'

type PointsTender = Extract<Tender, { kind: 'points' }>

export interface Holding {
  readonly rule: LoyaltyRule
  readonly customer: string
  /** As this terminal knows it, less what the cart redeems already. */
  readonly balance: number
  readonly unsentRedemptions: number
}

/** Undefined where nobody is named, or the store's points buy nothing. */
export function holdingOf(
  { store }: Pick<Core, 'store'>,
  shop: Shop,
  due: Due,
): Holding | undefined {
  const rule = shop.store.loyalty
  const { draft } = due
  const customer = draft.customer ? store.customers.find(draft.customer) : undefined
  if (!rule || rule.worth === 0 || !customer) return undefined
  const spent = tendersOf(draft).flatMap((each) => (each.kind === 'points' ? [each.points] : []))
  const balance = customer.points - spent.reduce((sum, points) => sum + points, 0)
  const unsentRedemptions = customer.unsentRedemptions + spent.length
  return { rule, customer: customer.id, balance, unsentRedemptions }
}

export function mostPoints(holding: Holding, due: Due, isOnline: boolean): number {
  const { rule, balance, unsentRedemptions } = holding
  return mostRedeemable(rule, { balance, due: dueByAccounts(due), isOnline, unsentRedemptions })
}

export async function pointsTender(
  core: Core,
  shop: Shop,
  due: Due,
  asked: number | undefined,
): Promise<Result<PointsTender>> {
  const holding = holdingOf(core, shop, due)
  if (!holding) return fail('points-not-taken')
  const { rule, customer } = holding
  const of = (points: number, claim: string | null, word: PointsTender['word']) =>
    succeed<PointsTender>({
      ...{ kind: 'points', amount: worthOf(rule, points), points, customer, claim, word },
    })
  if (due.balance.due < 0) return fail('points-not-taken')
  const online = mostPoints(holding, due, true)
  const wanted = asked ?? online
  if (wanted <= 0 || wanted > online) return fail('points-short', { left: online })
  const claim: Claim = { id: core.random.id(), kind: 'points', key: customer, amount: wanted }
  const answer = await core.claims.take(claim, due.draft.id)
  if (answer.outcome === 'granted') return of(wanted, claim.id, 'granted')
  if (answer.outcome === 'refused' && answer.reason === 'used-up') {
    return fail('points-short', { left: answer.remaining })
  }
  const alone = mostPoints(holding, due, false)
  if (alone <= 0 || (asked ?? 0) > alone) return fail('points-need-backend', { limit: alone })
  return of(asked ?? alone, claim.id, 'none')
}

/** What the screen offers: null where there is nothing to offer. */
export function pointsView(core: Core, shop: Shop, due: Due) {
  const holding = holdingOf(core, shop, due)
  if (!holding) return null
  const most = mostPoints(holding, due, core.network.online())
  return { balance: holding.balance, most, worth: minor(worthOf(holding.rule, most)) }
}
