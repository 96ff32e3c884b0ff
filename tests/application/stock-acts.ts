/** The acts of stock work, and which permission each needs. */
import { v7 } from 'uuid'
import type { Act } from './acts.ts'
import { MILK, value, type Shop } from './shop.ts'

const written = ({ terminal }: Shop) => {
  const { sheet, version } = value(
    terminal.stock.put({ command: v7(), kind: 'adjustment', variant: MILK.variant, barcode: null }),
  )
  return { sheet, version }
}

export const STOCK_ACTS: Readonly<Record<string, Act>> = {
  'stock.adjust': {
    ...{ needs: 'adjust-stock', atOpenTill: false },
    act: (shop) => {
      const { terminal, store } = shop
      const isHere = store.signIns.current() !== undefined
      const seen = isHere ? written(shop) : { sheet: v7(), version: 0 }
      return terminal.stock.adjust({ command: v7(), ...seen, reason: 'damaged' })
    },
  },
}
