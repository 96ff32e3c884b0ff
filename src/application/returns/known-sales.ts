/** The sales of which goods may come back: held here, or told of by the backend a moment ago. */
import type { Contains } from '../../domain/catalogue/stock.ts'
import type { SoldSale } from '../../domain/returns/sold.ts'
import type { Core } from '../core.ts'

export interface KnownSales {
  find(sale: string): SoldSale | undefined
  /** Remembers what the backend told of, as long as a person may look at it. */
  told(sales: readonly SoldSale[], contains: Contains): readonly SoldSale[]
}

/** Beyond it those that were told of first are forgotten: they are looked up again. */
const TOLD_LIMIT = 100

export function createKnownSales({ store }: Core): KnownSales {
  const told = new Map<string, { readonly sale: SoldSale; readonly contains: Contains }>()
  return {
    find(id) {
      const held = store.soldSales.find(id)
      if (held) return held
      const known = told.get(id)
      return known && store.soldSales.shown(known.sale, known.contains)
    },
    told(sales, contains) {
      for (const sale of sales) {
        told.delete(sale.id)
        told.set(sale.id, { sale, contains })
        const [first] = told.keys()
        if (told.size > TOLD_LIMIT && first !== undefined) told.delete(first)
      }
      return sales.map((sale) => store.soldSales.shown(sale, contains))
    },
  }
}
