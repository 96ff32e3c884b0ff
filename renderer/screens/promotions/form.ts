/** A promotion while it is typed: texts as they stand in their fields. */
import type { RuleKind, Target } from '../../../src/domain/pricing/promotion.ts'

export interface Named {
  readonly id: string
  readonly name: string
}

export interface TargetForm {
  /** Only what is named; else everything. */
  readonly isSome: boolean
  readonly variants: readonly Named[]
  readonly departments: readonly string[]
  readonly except: readonly Named[]
}

export interface PartForm {
  readonly count: string
  readonly target: TargetForm
}

export interface TierForm {
  readonly from: string
  readonly kind: 'percent' | 'fixed-price'
  readonly figure: string
}

export interface HoursForm {
  readonly weekdays: readonly number[]
  /** `HH:MM`. */
  readonly from: string
  readonly to: string
}

export interface PromotionForm {
  readonly name: string
  readonly kind: RuleKind
  readonly target: TargetForm
  readonly rate: string
  readonly amount: string
  readonly price: string
  readonly minimum: string
  readonly count: string
  readonly together: boolean
  readonly tiers: readonly TierForm[]
  readonly buy: PartForm
  readonly get: PartForm
  /** What is cheaper is of the same goods as what is paid. */
  readonly isSame: boolean
  readonly parts: readonly PartForm[]
  /** `YYYY-MM-DDTHH:MM` on the store's clock; empty for now, and for no end. */
  readonly from: string
  readonly to: string
  readonly hours: readonly HoursForm[]
  readonly stores: readonly string[]
  readonly groups: readonly string[]
  readonly needsCoupon: boolean
  readonly limit: string
  readonly stackable: boolean
  readonly priority: string
}

export const EVERYTHING: TargetForm = {
  ...{ isSome: false, variants: [], departments: [], except: [] },
}
export const NEW_TIER: TierForm = { from: '', kind: 'percent', figure: '' }
export const NEW_PART: PartForm = { count: '1', target: EVERYTHING }
export const NEW_HOURS: HoursForm = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '', to: '' }

export const NEW_PROMOTION: PromotionForm = {
  ...{ name: '', kind: 'percent', target: EVERYTHING, rate: '', amount: '', price: '' },
  ...{ minimum: '', count: '3', together: true, tiers: [NEW_TIER], buy: NEW_PART, get: NEW_PART },
  ...{ isSame: true, parts: [NEW_PART, NEW_PART], from: '', to: '', hours: [], stores: [] },
  ...{ groups: [], needsCoupon: false, limit: '', stackable: false, priority: '' },
}

export interface FieldsProps {
  readonly form: PromotionForm
  readonly set: (change: Partial<PromotionForm>) => void
}

/** A promotion on the cart is one thing: nothing of it could be counted. */
export function isOnCart(kind: RuleKind): boolean {
  return kind === 'cart-percent' || kind === 'cart-amount'
}

/** Undefined where only some goods are meant and none are named: that would be all of them. */
export function targetOf({ isSome, variants, departments, except }: TargetForm) {
  const ids = (named: readonly Named[]) => named.map(({ id }) => id)
  const target: Target = { variants: [], departments: [], except: ids(except) }
  if (!isSome) return target
  if (variants.length + departments.length === 0) return undefined
  return { ...target, variants: ids(variants), departments: [...departments] }
}

/** Of all goods that a form names. */
export function namesIn({ target, buy, get, parts }: PromotionForm): ReadonlyMap<string, string> {
  const targets = [target, buy.target, get.target, ...parts.map((part) => part.target)]
  const named = targets.flatMap(({ variants, except }) => [...variants, ...except])
  return new Map(named.map(({ id, name }) => [id, name]))
}
