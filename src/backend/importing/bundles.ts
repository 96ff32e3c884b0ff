/** Bundles of a goods file: what leaves the shelf when one is sold. */
import { quantity, QUANTITY_LIMIT, type Quantity } from '../../domain/quantity.ts'
import type { PlannedPart } from './plan.ts'
import { REASONS, type Reason } from './reasons.ts'
import type { RowAccount } from './row-account.ts'

/** Goods that one variant takes off the shelf at most. */
export const PARTS_LIMIT = 50

interface Bundled {
  readonly key: string
  readonly stock: number | null
  readonly cost: number | null
  readonly components?:
    | readonly { readonly variant: string; readonly quantity: Quantity }[]
    | undefined
}

interface Product {
  readonly variants: readonly Bundled[]
}

/** By the key of each bundle that can be made. */
export type Bundles = ReadonlyMap<string, readonly PlannedPart[]>

/** A product with a bundle that cannot be made is left out with its reason, as is what needs it. */
export function bundlesOf(products: readonly Product[], account: RowAccount): Bundles {
  const known = new Map(
    products.flatMap(({ variants }) => variants.map((each) => [each.key, each])),
  )
  const bundles = new Map<string, readonly PlannedPart[]>()
  /** Lines of the products that need a variant. */
  const needing = new Map<string, Set<number>>()
  const leftOut: number[] = []
  for (const [index, { variants }] of products.entries()) {
    for (const variant of variants.filter(({ components }) => components)) {
      const parts = partsOf(variant, known)
      for (const { variant: key } of variant.components ?? []) {
        needing.set(key, (needing.get(key) ?? new Set()).add(index + 1))
      }
      if (typeof parts !== 'string') bundles.set(variant.key, parts)
      else {
        account.leaveOut(index + 1, parts, variant.key)
        leftOut.push(index + 1)
      }
    }
  }
  // Each line comes here once: what needs a product that is left out is left out with it.
  for (const line of leftOut) {
    for (const { key } of products[line - 1]?.variants ?? []) {
      for (const user of needing.get(key) ?? []) {
        if (account.isLeftOut(user)) continue
        account.leaveOut(user, REASONS.partUnknown, key)
        leftOut.push(user)
      }
    }
  }
  return bundles
}

/** Each once, or why there are none. */
function partsOf(
  { components = [], stock, cost }: Bundled,
  known: ReadonlyMap<string, Bundled>,
): readonly PlannedPart[] | Reason {
  if (stock !== null || cost !== null) return REASONS.partsStock
  const amounts = new Map<string, number>()
  for (const { variant: key, quantity: each } of components) {
    const part = known.get(key)
    if (!part) return REASONS.partUnknown
    // It would have to lie on the shelf, and could end in itself.
    if (part.components) return REASONS.partBundle
    amounts.set(key, (amounts.get(key) ?? 0) + each)
  }
  if ([...amounts.values()].some((amount) => amount > QUANTITY_LIMIT)) return REASONS.partsMany
  return [...amounts].map(([key, amount]) => ({ key, quantity: quantity(amount) }))
}
