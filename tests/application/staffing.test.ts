import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { Staffing } from '../../src/domain/settings.ts'
import { paymentTerminal } from './devices.ts'
import {
  code,
  draftCommand,
  entries,
  MILK,
  NO_DEVICES,
  openShop,
  openTill,
  PEOPLE,
  personOf,
  PINS,
  present,
  pull,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

function staffed(shop: Shop, staffing: Partial<Staffing>): Shop {
  const store = present(shop.store.settings.store())
  const kept = { lockAfterMinutes: 0, trustedOfflineDays: 0 }
  pull(shop, 'settings', { ...store, ...{ staffing: { ...kept, ...staffing } } })
  return shop
}

const whoIsIn = (shop: Shop) => shop.store.signIns.current()?.staff

describe('a till that nobody touches', () => {
  const locking = async (shop: Shop): Promise<Shop> => {
    staffed(shop, { lockAfterMinutes: 5 })
    await signIn(shop, 'cashier')
    return shop
  }

  it('signs its person out after the store’s time, writes why, and keeps the cart', async () => {
    const shop = await locking(await openTill())
    await scan(shop, MILK.gtin, 2)
    shop.clock.pass(5 * MINUTE_MS - 1)
    expect(whoIsIn(shop)).toBe(PEOPLE.cashier)
    shop.clock.pass(1)
    expect(whoIsIn(shop)).toBeUndefined()
    expect(entries(shop).at(-1)).toMatchObject({
      ...{ kind: 'staff-signed-out', actor: PEOPLE.cashier, body: { reason: 'idle' } },
    })
    await signIn(shop, 'manager')
    expect(value(shop.terminal.draft.current()).lines).toHaveLength(1)
  })

  it('waits anew after each command and each touch', async () => {
    const shop = await locking(await openTill())
    shop.clock.pass(4 * MINUTE_MS)
    await scan(shop, MILK.gtin)
    shop.clock.pass(4 * MINUTE_MS)
    value(shop.terminal.staff.present())
    shop.clock.pass(4 * MINUTE_MS)
    expect(whoIsIn(shop)).toBe(PEOPLE.cashier)
    shop.clock.pass(MINUTE_MS)
    expect(whoIsIn(shop)).toBeUndefined()
  })

  it('signs out whoever left it before the machine slept, before a touch counts', async () => {
    const shop = await locking(await openTill())
    shop.clock.pass(4 * MINUTE_MS)
    // The monotonic clock stands still meanwhile, and no timer fires.
    shop.clock.setWall(shop.clock.now() + 14 * 60 * MINUTE_MS)
    const milk = { text: MILK.gtin, symbology: null, quantity: null }
    const scanned = await shop.terminal.draft.scan({ command: v7(), ...milk })
    expect(code(scanned)).toBe('not-signed-in')
    await signIn(shop, 'cashier')
    shop.clock.setWall(shop.clock.now() + 14 * 60 * MINUTE_MS)
    value(shop.terminal.staff.present())
    expect(whoIsIn(shop)).toBeUndefined()
    await signIn(shop, 'cashier')
    shop.clock.setWall(shop.clock.now() + 14 * 60 * MINUTE_MS)
    shop.clock.pass(MINUTE_MS)
    expect(whoIsIn(shop)).toBeUndefined()
  })

  it('keeps nobody in by a clock that is set back', async () => {
    const shop = await locking(await openTill())
    shop.clock.setWall(shop.clock.now() - DAY_MS)
    shop.clock.pass(5 * MINUTE_MS)
    expect(whoIsIn(shop)).toBeUndefined()
  })

  it.each([14 * 60 * MINUTE_MS, 5 * MINUTE_MS, -DAY_MS])(
    'signs out at its start whoever was there before it was off (%d ms)',
    async (off) => {
      const shop = await locking(await openTill())
      shop.clock.setWall(shop.clock.now() + off)
      shop.clock.restart()
      expect(whoIsIn(shop.reopen())).toBeUndefined()
    },
  )

  it('counts the time before a restart, from the last entry', async () => {
    const shop = await locking(await openTill())
    shop.clock.setWall(shop.clock.now() + 3 * MINUTE_MS)
    const again = shop.reopen()
    again.clock.pass(2 * MINUTE_MS - 1)
    expect(whoIsIn(again)).toBe(PEOPLE.cashier)
    again.clock.pass(1)
    expect(whoIsIn(again)).toBeUndefined()
  })

  it('locks nobody out in front of a card payment that has no end yet', async () => {
    const payment = paymentTerminal(() => new Promise(() => undefined))
    const shop = await locking(await openTill({ devices: { ...NO_DEVICES, payment } }))
    await scan(shop, MILK.gtin)
    void shop.terminal.draft.payCard(draftCommand(shop))
    shop.clock.pass(5 * MINUTE_MS)
    expect(whoIsIn(shop)).toBe(PEOPLE.cashier)
  })

  it('also looks at who was signed in before a restart, unless nobody wants it', async () => {
    const shop = await locking(openShop())
    const again = shop.reopen()
    again.clock.pass(5 * MINUTE_MS)
    expect(whoIsIn(again)).toBeUndefined()
    await signIn(staffed(again, { lockAfterMinutes: 0 }), 'cashier')
    again.clock.pass(DAY_MS)
    expect(whoIsIn(again)).toBe(PEOPLE.cashier)
  })
})

describe('a role of the store’s own', () => {
  it('is called by its name, may what it is granted, and nothing once it is gone', async () => {
    const shop = await openTill()
    const store = present(shop.store.settings.store())
    const ownRoles = [{ id: 'night-shift', name: 'Night shift', like: 'cashier' }]
    const roles = { 'night-shift': { 'close-till': { kind: 'allowed' } } }
    pull(shop, 'settings', { ...store, ...{ ownRoles, roles } })
    const cashier = personOf(PEOPLE.cashier, 'night-shift', PINS.cashier, false)
    pull(shop, 'settings', cashier)
    const people = value(shop.terminal.staff.list())
    expect(people.find(({ id }) => id === PEOPLE.cashier)).toMatchObject({
      ...{ role: 'night-shift', roleName: 'Night shift' },
    })
    await signIn(shop, 'cashier')
    pull(shop, 'settings', { ...store, ...{ ownRoles: [], roles } })
    const close = () => shop.terminal.till.close({ command: v7(), session: v7(), count: 1 })
    expect(code(close())).toBe('not-permitted')
    pull(shop, 'settings', { ...store, ...{ ownRoles, roles } })
    expect(code(close())).toBe('session-not-counted')
  })
})
