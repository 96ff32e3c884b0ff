/**
 * Finding goods without a scanner. What is found is what any shelf label tells: nobody need sign
 * in.
 */
import { succeed, type Result } from '../../domain/failure.ts'
import type { DepartmentView, SellableView } from '../../contract/terminal/views.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import type { Sellable } from '../../ports/catalogue.ts'
import { departmentView, sellableView } from './views.ts'

/** As many as a screen shows without scrolling far; whoever wants more types another letter. */
const HITS_LIMIT = 40
const TILES_LIMIT = 60

export interface CatalogueUses {
  departments(): Result<DepartmentView[]>
  /** The best sellers of a department. */
  tiles(input: { readonly department: string }): Result<SellableView[]>
  /** All variants of a product that has several. */
  family(input: { readonly product: string }): Result<SellableView[]>
  /** What is given back for containers. */
  deposits(): Result<SellableView[]>
  /** Search as you type; nothing is found by nothing. */
  search(input: { readonly text: string }): Result<SellableView[]>
}

export function createCatalogueUses(core: Core): CatalogueUses {
  const { catalogue } = core.store
  return {
    departments: () => succeed(catalogue.departments().map(departmentView)),
    tiles({ department }) {
      const shop = readShop(core)
      if (!shop.ok) return shop
      const list = shop.value.list.id
      const tiles = catalogue.tiles(department, list, core.clock.now(), TILES_LIMIT)
      return succeed(withFamilies(core, tiles))
    },
    family({ product }) {
      const shop = readShop(core)
      if (!shop.ok) return shop
      const variants = catalogue.family(product, shop.value.list.id, core.clock.now())
      return succeed(variants.map(sellableView))
    },
    deposits() {
      const shop = readShop(core)
      if (!shop.ok) return shop
      const deposits = catalogue.deposits(shop.value.list.id, core.clock.now())
      return succeed(deposits.map(sellableView))
    },
    search({ text }) {
      const shop = readShop(core)
      if (!shop.ok) return shop
      const wanted = text.trim()
      if (wanted === '') return succeed([])
      const list = shop.value.list.id
      const found = catalogue.search(wanted, list, core.clock.now(), HITS_LIMIT)
      return succeed(withFamilies(core, found))
    },
  }
}

/**
 * Sizes and colours of one product stand as one where several were found: which one is asked when
 * it is taken. A search that names the very one finds it alone, and takes it at once.
 */
function withFamilies({ store }: Core, found: readonly Sellable[]): SellableView[] {
  const families = new Map<string, Sellable[]>()
  for (const each of found) {
    const { options, product } = each.variant
    if (options) families.set(product, [...(families.get(product) ?? []), each])
  }
  return found.flatMap((each) => {
    const { options, product, name } = each.variant
    const family = options ? (families.get(product) ?? []) : []
    if (family.length < 2) return [sellableView(each)]
    if (family[0] !== each) return []
    const cheapest = family.toSorted((a, b) => priceOf(a) - priceOf(b))[0] ?? each
    const shown = {
      product,
      name: store.catalogue.nameOf(product) ?? name,
      variants: family.length,
    }
    return [{ ...sellableView(cheapest), onHand: null, family: shown }]
  })
}

function priceOf({ price }: Sellable): number {
  return price?.unitPrice ?? Number.POSITIVE_INFINITY
}
