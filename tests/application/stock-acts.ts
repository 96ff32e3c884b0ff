/** The acts of stock work, and which permission each needs. */
import { v7 } from 'uuid'
import { unitPrice } from '../../src/domain/money.ts'
import type { SheetKind } from '../../src/domain/stock/sheet.ts'
import type { Act } from './acts.ts'
import { MILK, value, type Shop } from './shop.ts'

/** Awaited, since an act that somebody vouches for is asked as a promise. */
const written = async ({ terminal }: Shop, kind: SheetKind) => {
  const { sheet, version, lines } = value(
    await Promise.resolve(
      terminal.stock.put({ command: v7(), kind, variant: MILK.variant, barcode: null }),
    ),
  )
  return { sheet, version, line: lines[0]?.id ?? v7() }
}

const begun = async (shop: Shop, kind: SheetKind): Promise<Awaited<ReturnType<typeof written>>> =>
  shop.store.signIns.current() === undefined
    ? { sheet: v7(), version: 0, line: v7() }
    : written(shop, kind)

/** A count of one milk, where somebody is there to count it. */
const counted = async (shop: Shop): Promise<Awaited<ReturnType<typeof written>>> => {
  const { terminal, store } = shop
  if (store.signIns.current() !== undefined && !store.stockWork.sheet('count')) {
    const begun = { command: v7(), scope: { kind: 'scanned' } } as const
    await Promise.resolve(terminal.stock.beginCount(begun))
  }
  return begun(shop, 'count')
}

export const STOCK_ACTS: Readonly<Record<string, Act>> = {
  'stock.adjust': {
    ...{ needs: 'adjust-stock', atOpenTill: false },
    act: async (shop) => {
      const { sheet, version } = await begun(shop, 'adjustment')
      return shop.terminal.stock.adjust({ command: v7(), sheet, version, reason: 'damaged' })
    },
  },
  'stock.receive': {
    ...{ needs: 'receive-goods', atOpenTill: false },
    act: async (shop) => {
      const { sheet, version } = await begun(shop, 'receipt')
      return shop.terminal.stock.receive({ command: v7(), sheet, version })
    },
  },
  'stock.closeOrder': {
    ...{ needs: 'close-order', atOpenTill: false },
    act: ({ terminal }) =>
      terminal.stock.closeOrder({ command: v7(), order: v7(), reason: 'Sold out' }),
  },
  'stock.send': {
    ...{ needs: 'send-goods', atOpenTill: false },
    act: async (shop) => {
      const { sheet, version } = await begun(shop, 'transfer')
      return shop.terminal.stock.send({ command: v7(), sheet, version, to: v7() })
    },
  },
  'stock.beginCount': {
    ...{ needs: 'count-stock', atOpenTill: false },
    act: ({ terminal }) => terminal.stock.beginCount({ command: v7(), scope: { kind: 'scanned' } }),
  },
  'stock.reviewCount': {
    ...{ needs: 'post-count', atOpenTill: false },
    act: async (shop) => {
      await counted(shop)
      return shop.terminal.stock.reviewCount({ command: v7() })
    },
  },
  'stock.recount': {
    ...{ needs: 'post-count', atOpenTill: false },
    act: async (shop) => {
      const { sheet, version, line } = await counted(shop)
      return shop.terminal.stock.recount({ command: v7(), sheet, version, lines: [line] })
    },
  },
  'stock.postCount': {
    ...{ needs: 'post-count', atOpenTill: false },
    act: async (shop) => {
      const { sheet, version } = await counted(shop)
      const said = { reason: 'unexplained' as const, reasons: [], rest: 'alone' as const }
      return shop.terminal.stock.postCount({ command: v7(), sheet, version, ...said })
    },
  },
  'stock.setCost': {
    ...{ needs: 'see-margins', atOpenTill: false },
    act: async (shop) => {
      const cost = { kind: 'receipt', cost: unitPrice(1_000_000) } as const
      return shop.terminal.stock.setCost({
        command: v7(),
        ...(await begun(shop, 'receipt')),
        ...cost,
      })
    },
  },
}
