import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { ONE } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import type { Claims } from '../../src/ports/claims.ts'
import {
  BREAD,
  closeTill,
  code,
  draftCommand,
  MILK,
  openTill,
  payCash,
  PEOPLE,
  pull,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const GRANTING: Claims = {
  take: () => Promise.resolve({ outcome: 'granted', expiresAt: 0 }),
  release: () => undefined,
}
const own = () => ({ command: v7() })

async function sell(shop: Shop, gtin: string, count = 1): Promise<void> {
  await scan(shop, gtin, count)
  await payCash(shop, 10_000)
}

async function read(shop: Shop) {
  return value(await shop.terminal.reports.dashboard({ ...own(), period: null }))
}

const amounts = (rows: readonly { key: string | null; amount: number }[]) =>
  Object.fromEntries(rows.map(({ key, amount }) => [key ?? '', amount] as const))

describe('the reports of a terminal', () => {
  it('tell its own day, with whatever was sold since they were read last', async () => {
    const shop = await openTill()
    shop.network.online = false
    await sell(shop, MILK.gtin, 2)
    const before = await read(shop)
    expect(before.total).toMatchObject({ count: 1, baskets: 1, amount: 2 * MILK.price })
    await signIn(shop, 'cashier')
    await sell(shop, BREAD.gtin)
    await signIn(shop, 'manager')
    const { total, parts, days, period } = await read(shop)
    expect(total).toMatchObject({ count: 2, amount: 2 * MILK.price + BREAD.price })
    expect(amounts(parts.product)).toEqual({
      [MILK.variant]: 2 * MILK.price,
      [BREAD.variant]: BREAD.price,
    })
    expect(amounts(parts.person)).toEqual({
      [PEOPLE.manager]: 2 * MILK.price,
      [PEOPLE.cashier]: BREAD.price,
    })
    expect(amounts(parts.tender)).toEqual({ cash: total.amount })
    expect(parts.product[0]?.name).toContain('Milk')
    expect(days).toEqual([{ date: period.from, ...total }])
    expect(parts.hour).toHaveLength(1)
  })

  it('name who gave what off, who vouched, and whose till was short', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const line = value(shop.terminal.draft.current()).lines[0]!.id
    const off = { kind: 'percent', rate: rate(100_000) } as const
    value(
      shop.terminal.draft.discount({
        ...draftCommand(shop),
        line,
        discount: off,
        reason: 'dented',
      }),
    )
    await payCash(shop, 10_000)
    value(closeTill(shop, 10_000))
    const { parts, total } = await read(shop)
    expect(amounts(parts.discount)).toEqual({ [PEOPLE.manager]: MILK.price - total.amount })
    expect(amounts(parts['till-short'])).toEqual({ [PEOPLE.manager]: 0 - total.amount })
    expect(parts['till-even']).toEqual([])
  })

  it('lead from a figure to its receipts, and from there to the paper', async () => {
    const shop = await openTill()
    await sell(shop, MILK.gtin)
    await sell(shop, BREAD.gtin)
    const { period } = await read(shop)
    const asked = { ...own(), period, before: null, most: 50 }
    const found = async (part: 'product' | 'hour', key: string) =>
      value(await shop.terminal.reports.receipts({ ...asked, ...own(), part, key }))
    const { receipts, next } = await found('product', MILK.variant)
    expect(receipts.map(({ amount }) => amount)).toEqual([MILK.price])
    expect(next).toBeNull()
    expect((await found('hour', '99')).receipts).toEqual([])
    const { sale = '', receipt = '' } = receipts[0] ?? {}
    const paper = value(shop.terminal.reports.receipt({ ...own(), sale }))
    expect(JSON.stringify(paper.document.elements)).toContain(receipt)
    expect(code(shop.terminal.reports.receipt({ ...own(), sale: v7() }))).toBe('sale-unknown')
  })

  it('tell the rows of a part page by page, and refuse more days than they read', async () => {
    const shop = await openTill()
    await sell(shop, MILK.gtin, 2)
    await sell(shop, BREAD.gtin)
    const { period, parts } = await read(shop)
    const rows = async (skip: number) => {
      const wanted = { period, part: 'product', skip, most: 1 } as const
      return value(await shop.terminal.reports.rows({ ...own(), ...wanted })).rows
    }
    const [first, second] = parts.product
    expect(await rows(0)).toEqual([first, { ...second, key: null, name: null }])
    expect(await rows(1)).toEqual([second])
    const wanted = { part: 'product', skip: 0, most: 1 } as const
    const long = { period: { from: '2026-01-01', to: '2026-02-01' }, ...wanted }
    expect(code(await shop.terminal.reports.rows({ ...own(), ...long }))).toBe('input-invalid')
  })

  it('say nothing of what goods cost to whoever may not see margins', async () => {
    const shop = await openTill()
    await sell(shop, MILK.gtin)
    const settings = shop.store.settings.store()!
    const roles = { cashier: { 'read-reports': { kind: 'allowed' } } }
    pull(shop, 'settings', { ...settings, roles } as never)
    await signIn(shop, 'cashier')
    const seen = await read(shop)
    expect(seen).toMatchObject({ margins: false, total: { cost: 0, costed: 0 } })
    await signIn(shop, 'manager')
    expect((await read(shop)).margins).toBe(true)
  })

  it('tell the margin of goods whose cost was known then, and of no others', async () => {
    const shop = await openTill({ claims: GRANTING })
    const item = { id: MILK.item, kind: 'item', sku: 'milk', name: 'Milk', unit: 'piece' }
    // Sold before anybody knew, these never have a margin.
    await sell(shop, MILK.gtin)
    const catalogue = shop.store.documents.of('catalogue')
    shop.store.transaction(() => catalogue.append({ ...item, cost: 800_000 }, 1))
    await scan(shop, MILK.gtin, 2)
    await scan(shop, BREAD.gtin)
    const sold = await payCash(shop, 10_000)
    // What comes back is worth what it had cost, whatever it costs since.
    pull(shop, 'catalogue', { ...item, cost: 990_000 } as never)
    const { sales } = value(
      await shop.terminal.returns.find({ text: sold.receipt, everywhere: false }),
    )
    const line = sales[0]?.lines.find(({ amount }) => amount === 2 * MILK.price)
    const why = { reason: 'unwanted', condition: 'as-new', restock: true } as const
    const lines = [{ line: line?.id ?? '', quantity: ONE, ...why }]
    value(await shop.terminal.returns.put({ ...own(), sale: sold.sale, lines }))
    await payCash(shop, 0)
    const { total } = await read(shop)
    expect(total.cost).toBe(80)
    const milk = (await read(shop)).parts.product.find(({ key }) => key === MILK.variant)
    expect(milk?.amount).toBe(2 * MILK.price)
    expect(milk?.costed).toBe(total.costed)
    expect(total.costed).toBeLessThanOrEqual(MILK.price)
  })

  it('refuse more days than a terminal reads at once', async () => {
    const shop = await openTill()
    const period = { from: '2026-01-01', to: '2026-02-01' }
    expect(code(await shop.terminal.reports.dashboard({ ...own(), period }))).toBe('input-invalid')
  })
})
