/** Finds the sale of goods that come back: here at once, and everywhere if somebody asks for it. */
import type { z } from 'zod'
import type { findSalesSchema, SoldSalesView } from '../../contract/terminal/returns.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { readSaleSearch, type SaleSearch } from '../../domain/returns/search.ts'
import type { SoldSale } from '../../domain/returns/sold.ts'
import type { LookedUp } from '../../ports/sale-lookup.ts'
import { signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { readShop } from '../shop.ts'
import type { KnownSales } from './known-sales.ts'
import { soldSaleView } from './views.ts'

type FindInput = z.infer<typeof findSalesSchema>
export type FindSales = (input: FindInput) => Promise<Result<SoldSalesView>>

const FOUND_LIMIT = 20

/** Answers the newest first. Nobody is asked for more than the backend's own words can say. */
export function createFindSales(core: Core, current: CurrentDraft, known: KnownSales): FindSales {
  return async ({ text, everywhere }) => {
    const shop = readShop(core)
    if (!shop.ok) return shop
    if (!signedIn(core)) return fail('not-signed-in')
    const search = readSaleSearch(text, shop.value.store.currency)
    const view = (sales: readonly SoldSale[], asked: SoldSalesView['asked']) => {
      const now = core.clock.now()
      const shown = sales.map((sale) => {
        const isHere = core.store.sales.has(sale.id)
        return soldSaleView(sale, current.get(), shop.value, { now, isHere })
      })
      return succeed({ sales: shown, asked })
    }
    const here = core.store.soldSales.search(search, FOUND_LIMIT)
    const wanted = everywhere ? lookedUp(search) : undefined
    if (!wanted) return view(here, null)
    const told = await core.lookup.find(wanted)
    if (!told) return view(here, 'unreachable')
    const others = known.told(told.sales, told.contains)
    const all = new Map([...others, ...here].map((sale) => [sale.id, sale]))
    const newest = [...all.values()].toSorted((a, b) => b.at - a.at).slice(0, FOUND_LIMIT)
    return view(newest, 'answered')
  }
}

/** What the backend can be asked by: a whole receipt number. */
function lookedUp({ receipt }: SaleSearch): LookedUp | undefined {
  return receipt === undefined || receipt.startsWith('-') ? undefined : { receipt }
}
