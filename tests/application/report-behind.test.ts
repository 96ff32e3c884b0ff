/** What stands behind figures that are not of sales, from this terminal's own entries. */
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { approvalKey } from '../../src/domain/reports/figure.ts'
import { code, closeTill, MILK, openTill, payCash, PEOPLE, scan, signIn, value } from './shop.ts'
import type { Shop } from './shop.ts'

const own = () => ({ command: v7() })

async function dashboard({ terminal }: Shop) {
  return value(await terminal.reports.dashboard({ ...own(), period: null }))
}

async function lose(shop: Shop, times: number): Promise<void> {
  const { stock } = shop.terminal
  for (let turn = 0; turn < times; turn += 1) {
    const scanned = { kind: 'adjustment', text: MILK.gtin, symbology: null } as const
    value(stock.scan({ ...own(), ...scanned }))
    const { sheet, version } = value(stock.sheet({ kind: 'adjustment' }))
    value(stock.adjust({ ...own(), sheet, version, reason: 'damaged', note: `Fall ${turn}` }))
  }
}

describe('behind the figures of a terminal', () => {
  it('stand the sessions that were short, and what these are made of', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    await payCash(shop, 10_000)
    const session = shop.store.tills.current()?.id ?? ''
    value(closeTill(shop, 10_000))
    const { period, parts } = await dashboard(shop)
    const [short] = parts['till-short']
    const of = {
      period,
      part: 'till-short',
      key: short?.key ?? '',
      before: null,
      most: 50,
    } as const
    const { lines } = value(await shop.terminal.reports.entries({ ...own(), ...of }))
    expect(lines).toMatchObject([
      { session, z: 1, difference: 0 - MILK.price, person: 'The manager' },
    ])
    const { reports } = shop.terminal
    const told = value(reports.session({ ...own(), session, skip: 0, most: 50 }))
    expect(told).toMatchObject({
      entries: [{ kind: 'sale', turnover: MILK.price, cash: MILK.price }],
      hasMore: false,
    })
    // From the line one goes to its entry, with what proves it.
    const place = lines[0]?.own ?? { epoch: 0, seq: 0 }
    const entry = value(shop.terminal.journal.show({ ...own(), place }))
    expect(entry.row.kind).toBe('session-closed')
  })

  it('stand those who were refused, and what', async () => {
    const shop = await openTill()
    await signIn(shop, 'cashier')
    expect(code(await shop.terminal.reports.dashboard({ ...own(), period: null }))).toBe(
      'not-permitted',
    )
    await signIn(shop, 'manager')
    const { period, parts } = await dashboard(shop)
    const key = approvalKey(PEOPLE.cashier, 'read-reports')
    expect(parts.refusal).toMatchObject([{ key, count: 1, amount: 0 }])
    const of = { period, part: 'refusal', key, before: null, most: 50 } as const
    const { lines } = value(await shop.terminal.reports.entries({ ...own(), ...of }))
    expect(lines).toMatchObject([{ permission: 'read-reports', approver: null, session: null }])
  })

  it('stand the lines of lost stock, page by page', async () => {
    const shop = await openTill()
    await lose(shop, 3)
    const { period, parts } = await dashboard(shop)
    const [lost] = parts['stock-lost']
    const of = { period, part: 'stock-lost', key: lost?.key ?? '', most: 2 } as const
    const { reports } = shop.terminal
    const first = value(await reports.differences({ ...own(), ...of, before: null }))
    expect(first.lines.map(({ note }) => note)).toEqual(['Fall 2', 'Fall 1'])
    const second = value(await reports.differences({ ...own(), ...of, before: first.next }))
    expect([second.lines.map(({ note }) => note), second.next]).toEqual([['Fall 0'], null])
    const all = [...first.lines, ...second.lines]
    expect(all.reduce((sum, { worth }) => sum + (worth ?? 0), 0)).toBe(lost?.amount)
    const long = { ...of, period: { from: '2026-01-01', to: '2026-02-01' }, before: null }
    expect(code(await reports.differences({ ...own(), ...long }))).toBe('input-invalid')
  })
})
