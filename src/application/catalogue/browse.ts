/**
 * Finding goods without a scanner. What is found is what any shelf label tells: nobody need sign
 * in.
 */
import { succeed, type Result } from '../../domain/failure.ts'
import type { DepartmentView, SellableView } from '../../contract/terminal/views.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import { departmentView, sellableView } from './views.ts'

/** As many as a screen shows without scrolling far; whoever wants more types another letter. */
const HITS_LIMIT = 40
const TILES_LIMIT = 60

export interface CatalogueUses {
  departments(): Result<DepartmentView[]>
  /** The best sellers of a department. */
  tiles(input: { readonly department: string }): Result<SellableView[]>
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
      return succeed(tiles.map(sellableView))
    },
    search({ text }) {
      const shop = readShop(core)
      if (!shop.ok) return shop
      const wanted = text.trim()
      if (wanted === '') return succeed([])
      const list = shop.value.list.id
      const found = catalogue.search(wanted, list, core.clock.now(), HITS_LIMIT)
      return succeed(found.map(sellableView))
    },
  }
}
