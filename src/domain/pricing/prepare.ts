/** Promotions made ready once per pulled version: found by what a line is, never by walking all. */
import type { Promotion, Target } from './promotion.ts'

/** At which stage of the engine a promotion acts. */
export type Level = 'unit' | 'combination' | 'cart'

export interface Prepared {
  readonly promotion: Promotion
  readonly level: Level
  /** Place among all promotions: higher priority first, then by id. Settles every tie. */
  readonly order: number
  /** What it looks for: one target, or each part of a combination. */
  readonly targets: readonly Target[]
}

/** A promotion by one of its targets. */
export interface Sought {
  readonly prepared: Prepared
  readonly target: number
  readonly except: ReadonlySet<string>
}

export interface Promotions {
  /** The same for the same promotions, whoever has them; another one for others. */
  readonly version: string
  readonly byId: ReadonlyMap<string, Prepared>
  readonly byVariant: ReadonlyMap<string, readonly Sought[]>
  readonly byDepartment: ReadonlyMap<string, readonly Sought[]>
  readonly everywhere: readonly Sought[]
}

/** Keeps nothing of what is passed in but the promotions themselves. */
export function preparePromotions(promotions: readonly Promotion[]): Promotions {
  const byId = new Map<string, Prepared>()
  const byVariant = new Map<string, Sought[]>()
  const byDepartment = new Map<string, Sought[]>()
  const everywhere: Sought[] = []
  for (const [order, promotion] of promotions.toSorted(inPrecedence).entries()) {
    const targets = targetsOf(promotion)
    const prepared = { promotion, level: levelOf(promotion), order, targets }
    byId.set(promotion.id, prepared)
    for (const [index, target] of targets.entries()) {
      const sought = { prepared, target: index, except: new Set(target.except) }
      if (isEverything(target)) everywhere.push(sought)
      for (const id of target.variants) note(byVariant, id, sought)
      for (const id of target.departments) note(byDepartment, id, sought)
    }
  }
  return { version: versionOf(promotions), byId, byVariant, byDepartment, everywhere }
}

/**
 * Which promotions there are and when each ends: nothing else of a promotion ever changes. FNV-1a,
 * 32 bits over the text: it tells versions apart, it proves nothing.
 */
function versionOf(promotions: readonly Promotion[]): string {
  const names = promotions.map(({ id, to }) => `${id} ${String(to)}`)
  let hash = 0x811c9dc5
  for (const character of names.toSorted().join(' ')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  }
  return `${String(names.length)}-${hash.toString(16).padStart(8, '0')}`
}

/** Of so many variants it is remembered what looks for them; then it is looked up anew. */
const REMEMBERED_LIMIT = 5000

type Remembered = Map<string | null, Map<string | null, readonly Sought[]>>

/** A cart is priced again after each scan: what looks for its lines is found once. */
const remembered = new WeakMap<Promotions, Remembered>()

/** Whatever looks for a line of this variant and department; each target once. */
export function soughtFor(
  promotions: Promotions,
  variant: string | null,
  department: string | null,
): readonly Sought[] {
  let known = remembered.get(promotions)
  if (!known || known.size >= REMEMBERED_LIMIT) {
    known = new Map()
    remembered.set(promotions, known)
  }
  let ofVariant = known.get(variant)
  if (!ofVariant) known.set(variant, (ofVariant = new Map<string | null, readonly Sought[]>()))
  let found = ofVariant.get(department)
  if (!found) ofVariant.set(department, (found = findSought(promotions, variant, department)))
  return found
}

function findSought(
  { byVariant, byDepartment, everywhere }: Promotions,
  variant: string | null,
  department: string | null,
): readonly Sought[] {
  const named = variant === null ? [] : (byVariant.get(variant) ?? [])
  const grouped = department === null ? [] : (byDepartment.get(department) ?? [])
  const all = [...named, ...grouped.filter((sought) => !named.includes(sought)), ...everywhere]
  return all.filter((sought) => isMeant(sought, variant))
}

function isMeant({ except }: Sought, variant: string | null): boolean {
  return variant === null || !except.has(variant)
}

function inPrecedence(a: Promotion, b: Promotion): number {
  return b.priority - a.priority || (a.id < b.id ? -1 : a.id === b.id ? 0 : 1)
}

function levelOf({ rule, limit }: Promotion): Level {
  switch (rule.kind) {
    case 'percent':
    case 'amount':
    case 'fixed-price':
    case 'quantity-break':
      // With a limit it is a choice which pieces have it: a combination of one piece.
      return limit === null ? 'unit' : 'combination'
    case 'buy-get':
    case 'mix-and-match':
    case 'bundle':
      return 'combination'
    case 'cart-percent':
    case 'cart-amount':
      return 'cart'
  }
}

export function targetsOf({ rule }: Pick<Promotion, 'rule'>): readonly Target[] {
  switch (rule.kind) {
    case 'buy-get':
      return [rule.buy.target, rule.get.target]
    case 'bundle':
      return rule.parts.map((part) => part.target)
    default:
      return [rule.target]
  }
}

function isEverything({ variants, departments }: Target): boolean {
  return variants.length === 0 && departments.length === 0
}

function note(index: Map<string, Sought[]>, id: string, sought: Sought): void {
  const known = index.get(id)
  if (!known) index.set(id, [sought])
  else if (!known.includes(sought)) known.push(sought)
}

export const NO_PROMOTIONS: Promotions = preparePromotions([])
