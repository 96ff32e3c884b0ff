import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import {
  closeTill,
  code,
  draftCommand,
  entries,
  MILK,
  openShop,
  openTill,
  payCash,
  pendingEvents,
  PEOPLE,
  present,
  pull,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const FLOAT = 10_000

/** The store gives each person a drawer of their own. */
function ownDrawers(shop: Shop): Shop {
  const settings = present(shop.store.settings.store())
  pull(shop, 'settings', { ...settings, ...{ till: { drawers: 'own' } } })
  return shop
}

const open = (shop: Shop) => shop.terminal.till.open({ command: v7(), float: minor(FLOAT) })

const drawerOf = (shop: Shop, role: keyof typeof PEOPLE) =>
  present(shop.store.tills.current(PEOPLE[role]))

/** Both have a drawer, and the cashier is at the till. */
async function twoDrawers(): Promise<Shop> {
  const shop = ownDrawers(openShop())
  await signIn(shop, 'manager')
  value(open(shop))
  await signIn(shop, 'cashier')
  value(open(shop))
  return shop
}

async function sell(shop: Shop): Promise<void> {
  await scan(shop, MILK.gtin)
  await payCash(shop, 1_000)
}

describe('a drawer of their own', () => {
  it('has an X for whoever may read it, and its own Z counts that', async () => {
    const shop = await twoDrawers()
    await sell(shop)
    const { id } = drawerOf(shop, 'cashier')
    const read = () => shop.terminal.till.readX({ command: v7(), session: id })
    expect(code(read())).toBe('not-permitted')
    await signIn(shop, 'manager')
    expect(value(read()).session).toBe(id)
    expect(entries(shop).at(-1)).toMatchObject({
      ...{ kind: 'session-read', actor: PEOPLE.manager, session: id, body: { session: id } },
    })
    expect(shop.store.tills.sum(drawerOf(shop, 'cashier')).figures).toMatchObject({
      ...{ sales: 1, reads: 1 },
    })
    const nobody = { command: v7(), session: v7() }
    expect(code(shop.terminal.till.readX(nobody))).toBe('till-closed')
  })

  it('opens beside another person’s, and not twice', async () => {
    const shop = await twoDrawers()
    expect(code(open(shop))).toBe('till-already-open')
    expect(shop.store.tills.underWay().map(({ holder }) => holder)).toEqual([
      PEOPLE.manager,
      PEOPLE.cashier,
    ])
    const opened = entries(shop).filter(({ kind }) => kind === 'session-opened')
    expect(opened.map(({ body }) => body['own'])).toEqual([true, true])
  })

  it('has the sales and the cash of its person alone, whoever is at the till between', async () => {
    const shop = await twoDrawers()
    await sell(shop)
    await signIn(shop, 'manager')
    await sell(shop)
    await sell(shop)
    await signIn(shop, 'cashier')
    await sell(shop)
    const held = (role: keyof typeof PEOPLE) =>
      shop.store.tills.expectedCash(drawerOf(shop, role).id) - FLOAT
    expect([held('cashier'), held('manager')]).toEqual([2 * MILK.price, 2 * MILK.price])
    const sums = [drawerOf(shop, 'cashier'), drawerOf(shop, 'manager')].map(
      (session) => shop.store.tills.sum(session).figures.sales,
    )
    expect(sums).toEqual([2, 2])
  })

  it('is wanted of whoever comes without one, and the cart stays', async () => {
    const shop = ownDrawers(openShop())
    await signIn(shop, 'manager')
    value(open(shop))
    await scan(shop, MILK.gtin)
    await signIn(shop, 'cashier')
    const cash = { ...draftCommand(shop), tendered: minor(1_000) }
    expect(code(await shop.terminal.draft.payCash(cash))).toBe('till-closed')
    value(open(shop))
    await payCash(shop, 1_000)
    expect(entries(shop).at(-1)?.session).toBe(drawerOf(shop, 'cashier').id)
  })

  it('does not end a sale whose first money lies in another one', async () => {
    const shop = await twoDrawers()
    await scan(shop, MILK.gtin)
    const part = { ...draftCommand(shop), tendered: minor(50), currency: null }
    value(await shop.terminal.draft.takeCash(part))
    await signIn(shop, 'manager')
    const rest = { ...draftCommand(shop), tendered: minor(1_000), currency: null }
    const refused = await shop.terminal.draft.takeCash(rest)
    expect(refused).toMatchObject({ failure: { code: 'drawer-of-another' } })
    await signIn(shop, 'cashier')
    value(await shop.terminal.draft.takeCash({ ...rest, command: v7() }))
    expect(entries(shop).at(-1)?.session).toBe(drawerOf(shop, 'cashier').id)
  })

  it('is counted by its person, or by whoever reviews one that was left behind', async () => {
    const shop = await twoDrawers()
    const { id: ofManager } = drawerOf(shop, 'manager')
    const { id: ofCashier } = drawerOf(shop, 'cashier')
    const count = (session: string) =>
      shop.terminal.till.count({ command: v7(), session, after: 0, counted: minor(FLOAT) })
    expect(code(count(ofManager))).toBe('not-permitted')
    await signIn(shop, 'manager')
    value(count(ofCashier))
    value(shop.terminal.till.close({ command: v7(), session: ofCashier, count: 1 }))
    await sell(shop)
    expect(shop.store.tills.underWay().map(({ id }) => id)).toEqual([ofManager])
  })

  it('is not counted while money of a cart lies in it', async () => {
    const shop = await twoDrawers()
    await scan(shop, MILK.gtin)
    const part = { ...draftCommand(shop), tendered: minor(50), currency: null }
    value(await shop.terminal.draft.takeCash(part))
    const { id: session } = drawerOf(shop, 'cashier')
    await signIn(shop, 'manager')
    const count = { command: v7(), session, after: 0, counted: minor(FLOAT) }
    expect(code(shop.terminal.till.count(count))).toBe('tenders-taken')
  })

  it('is shown beside one’s own, and each has a Z of its own that verifies', async () => {
    const shop = await twoDrawers()
    await sell(shop)
    const events = shop.terminal.watch()
    await pendingEvents(events)
    await signIn(shop, 'manager')
    const [status] = (await pendingEvents(events)).slice(-1)
    expect(status).toMatchObject({
      status: {
        till: { session: drawerOf(shop, 'manager').id },
        underWay: [{ session: drawerOf(shop, 'cashier').id, person: 'The cashier' }],
      },
    })
    for (const role of ['manager', 'cashier'] as const) {
      const { id: session } = drawerOf(shop, role)
      const counted = minor(shop.store.tills.expectedCash(session))
      value(shop.terminal.till.count({ command: v7(), session, after: 0, counted }))
      value(shop.terminal.till.close({ command: v7(), session, count: 1 }))
    }
    const zs = shop.store.tills.zs(9).map(({ entry: { body } }) => body.z)
    expect(zs.map((z) => z?.report.figures.sales)).toEqual([1, 0])
    const found = await verifyDatabase(shop.file, { check: 'full' })
    expect(found).toMatchObject({ sales: 1, broken: undefined })
  })

  it('stays everybody’s until it is counted, where the store changed its mind', async () => {
    const shop = ownDrawers(await openTill())
    const shared = present(shop.store.tills.current())
    await signIn(shop, 'cashier')
    expect(code(open(shop))).toBe('till-already-open')
    await sell(shop)
    expect(entries(shop).at(-1)?.session).toBe(shared.id)
    await signIn(shop, 'manager')
    value(closeTill(shop, FLOAT + MILK.price))
    value(open(shop))
    expect(shop.store.tills.current()).toBeUndefined()
  })
})
