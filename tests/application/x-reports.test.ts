import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { readyPrinter } from './devices.ts'
import {
  closeTill,
  code,
  entries,
  MILK,
  NO_DEVICES,
  openTill,
  payCash,
  PEOPLE,
  present,
  pull,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const FULL = { check: 'full' } as const
const own = () => ({ command: v7() })
const close = (shop: Shop, counted = 10_000) => value(closeTill(shop, counted))
const milk = () => ({ ...own(), text: MILK.gtin, symbology: null, quantity: null })
const textOf = (document: { readonly elements: readonly object[] }) =>
  JSON.stringify(document.elements)

async function sell(shop: Shop, count = 1): Promise<void> {
  await scan(shop, MILK.gtin, count)
  await payCash(shop, 10_000)
}

/** Of the last session that was closed. */
function zOf(shop: Shop) {
  const closed = entries(shop).findLast(({ kind }) => kind === 'session-closed')
  return (closed as unknown as Entry<'session-closed'>).body.z!
}

describe('an X', () => {
  it('says what the session has come to, prints it, and writes who read it', async () => {
    const printer = readyPrinter()
    const shop = await openTill({ devices: { ...NO_DEVICES, printer } })
    await sell(shop, 2)
    const x = value(shop.terminal.till.readX(own()))
    expect(x.number).toBeNull()
    expect(textOf(x.document)).toContain('X REPORT')
    await expect
      .poll(() => printer.printed.map(({ document }) => document))
      .toContainEqual(x.document)
    expect(entries(shop).at(-1)).toMatchObject({ kind: 'session-read', actor: PEOPLE.manager })
    close(shop)
    expect(zOf(shop).report.figures).toMatchObject({ sales: 1, reads: 1 })
  })

  it('is read until the Z is written, and the review says the same beside the count', async () => {
    const shop = await openTill()
    await sell(shop, 2)
    const session = present(shop.store.tills.current()).id
    const count = { ...own(), session, after: 0, counted: minor(10_000) }
    value(shop.terminal.till.count(count))
    const x = value(shop.terminal.till.readX({ ...own(), session }))
    expect(textOf(x.document)).toContain('X REPORT')
    const { businessDate } = present(shop.store.tills.waiting()[0])
    expect(entries(shop).at(-1)).toMatchObject({ kind: 'session-read', session, businessDate })
    const { document } = value(shop.terminal.till.review({ ...own(), session }))
    for (const said of ['Cash', 'Drawer without sale', 'VAT']) {
      expect(textOf(document)).toContain(said)
    }
    await signIn(shop, 'cashier')
    expect(code(shop.terminal.till.readX({ ...own(), session }))).toBe('not-permitted')
    expect(code(shop.terminal.till.review({ ...own(), session }))).toBe('not-permitted')
    await signIn(shop, 'manager')
    value(shop.terminal.till.close({ ...own(), session, count: 1, reason: 'not all' }))
    expect(zOf(shop).report.figures).toMatchObject({ sales: 1, reads: 1 })
    expect(code(shop.terminal.till.readX({ ...own(), session }))).toBe('till-closed')
    expect((await verifyDatabase(shop.file, FULL)).broken).toBeUndefined()
  })

  it('is read of one’s own drawer also where another has begun the new day', async () => {
    const shop = await openTill()
    const store = present(shop.store.settings.store())
    value(closeTill(shop, 10_000))
    pull(shop, 'settings', { ...store, ...{ till: { drawers: 'own' } } })
    value(shop.terminal.till.open({ ...own(), float: minor(0) }))
    shop.clock.setWall(shop.clock.now() + 86_400_000)
    await signIn(shop, 'supervisor')
    const businessDate = '2026-11-24'
    value(shop.terminal.till.open({ ...own(), float: minor(0), businessDate }))
    await signIn(shop, 'manager')
    expect(code(await shop.terminal.draft.scan(milk()))).toBe('till-day-over')
    expect(value(shop.terminal.till.readX(own())).number).toBeNull()
    expect(entries(shop).at(-1)).toMatchObject({ businessDate: '2026-11-23' })
    expect((await verifyDatabase(shop.file, FULL)).broken).toBeUndefined()
  })

  it('is not for whoever counts blind', async () => {
    const shop = await openTill({}, 'cashier')
    expect(code(shop.terminal.till.readX(own()))).toBe('not-permitted')
    expect(code(shop.terminal.till.zs(own()))).toBe('not-permitted')
  })
})
