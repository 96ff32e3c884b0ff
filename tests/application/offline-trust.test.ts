import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { Staffing } from '../../src/domain/settings.ts'
import {
  code,
  entries,
  openShop,
  PEOPLE,
  personOf,
  PINS,
  present,
  pull,
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

describe('a till that has not heard from the backend for days', () => {
  const alone = (): Shop => staffed(openShop({ online: false }), { trustedOfflineDays: 7 })
  const trySignIn = ({ terminal }: Shop, by?: keyof typeof PEOPLE) => {
    const input = { command: v7(), staff: PEOPLE.cashier, pin: PINS.cashier }
    if (!by) return terminal.doGuarded(input, terminal.staff.signIn)
    const approval = { staff: PEOPLE[by], pin: PINS[by] }
    return terminal.doGuarded({ ...input, approval }, terminal.staff.signIn)
  }

  it('trusts what it knows for the store’s days, and then wants somebody’s word', async () => {
    const shop = alone()
    shop.clock.pass(7 * DAY_MS)
    expect(code(await trySignIn(shop))).toBe('ok')
    shop.clock.pass(1)
    expect(code(await trySignIn(shop))).toBe('approval-needed')
    expect(code(await trySignIn(shop, 'cashier'))).toBe('approver-not-permitted')
    expect(code(await trySignIn(shop, 'supervisor'))).toBe('ok')
    expect(entries(shop).at(-1)).toMatchObject({
      ...{ kind: 'staff-signed-in', actor: PEOPLE.cashier, approver: PEOPLE.supervisor },
    })
  })

  it('leaves whoever is there where the word for the next one is refused', async () => {
    const shop = alone()
    await signIn(shop, 'manager')
    shop.clock.pass(7 * DAY_MS + 1)
    const manager = { staff: PEOPLE.manager, pin: PINS.manager }
    const approval = { staff: PEOPLE.supervisor, pin: PINS.supervisor }
    const input = { command: v7(), ...manager, approval }
    value(await shop.terminal.doGuarded(input, shop.terminal.staff.signIn))
    const before = entries(shop).length
    expect(code(await trySignIn(shop, 'cashier'))).toBe('approver-not-permitted')
    expect(whoIsIn(shop)).toBe(PEOPLE.manager)
    const written = entries(shop).slice(before)
    expect(written.map(({ kind }) => kind)).toEqual(['approval-refused'])
  })

  it('signs out whoever never left as the days end, but not whom another vouched for', async () => {
    const shop = alone()
    expect(code(await trySignIn(shop))).toBe('ok')
    shop.clock.pass(7 * DAY_MS)
    expect(whoIsIn(shop)).toBe(PEOPLE.cashier)
    shop.clock.pass(1)
    expect(whoIsIn(shop)).toBeUndefined()
    expect(code(await trySignIn(shop, 'supervisor'))).toBe('ok')
    shop.clock.pass(DAY_MS)
    expect(whoIsIn(shop)).toBe(PEOPLE.cashier)
  })

  it('gains nothing from a clock that is set back', async () => {
    const shop = alone()
    shop.clock.pass(8 * DAY_MS)
    expect(code(await trySignIn(shop, 'supervisor'))).toBe('ok')
    shop.clock.setWall(shop.clock.now() - 8 * DAY_MS)
    expect(code(await trySignIn(shop))).toBe('approval-needed')
  })

  it('gains nothing from it by a wrong PIN either, whose entry has the earlier time', async () => {
    const shop = alone()
    shop.clock.pass(9 * DAY_MS)
    expect(code(await trySignIn(shop, 'supervisor'))).toBe('ok')
    value(shop.terminal.staff.signOut({ command: v7() }))
    shop.clock.setWall(shop.clock.now() - 7 * DAY_MS)
    const wrong = { command: v7(), staff: PEOPLE.cashier, pin: '999999' }
    expect(code(await shop.terminal.staff.signIn(wrong))).toBe('pin-wrong')
    expect(code(await trySignIn(shop))).toBe('approval-needed')
    expect(code(await trySignIn(shop.reopen()))).toBe('approval-needed')
  })

  it.each([true, false])(
    'gives nothing for a clock that was ahead while online (heard again: %s)',
    async (isHeardAgain) => {
      const shop = alone()
      const start = shop.clock.now()
      shop.clock.setWall(start + 365 * DAY_MS)
      shop.network.online = true
      shop.network.changed()
      shop.clock.setWall(start + MINUTE_MS)
      if (isHeardAgain) shop.network.changed()
      shop.network.online = false
      shop.network.changed()
      expect(code(await trySignIn(shop))).toBe('ok')
      value(shop.terminal.staff.signOut({ command: v7() }))
      shop.clock.pass(8 * DAY_MS)
      expect(code(await trySignIn(shop))).toBe('approval-needed')
    },
  )

  describe('for twice the time', () => {
    const offered = (shop: Shop) =>
      value(shop.terminal.staff.approvers({ permission: 'vouch-offline' })).map(({ id }) => id)
    const out = (shop: Shop, ...gone: (keyof typeof PEOPLE)[]): void => {
      for (const role of gone) {
        const person = personOf(PEOPLE[role], role, PINS[role], true)
        pull(shop, 'settings', person)
      }
    }
    const enter = ({ terminal }: Shop, role: keyof typeof PEOPLE, by: keyof typeof PEOPLE) => {
      const input = { command: v7(), staff: PEOPLE[role], pin: PINS[role] }
      const approval = { staff: PEOPLE[by], pin: PINS[by] }
      return terminal.doGuarded({ ...input, approval }, terminal.staff.signIn)
    }

    it('takes a word of nobody who may have left too, but of who stands above all', async () => {
      const shop = alone()
      shop.clock.pass(14 * DAY_MS)
      expect(offered(shop)).toContain(PEOPLE.supervisor)
      shop.clock.pass(1)
      expect(offered(shop)).toEqual([PEOPLE.admin])
      expect(code(await trySignIn(shop, 'supervisor'))).toBe('approver-not-permitted')
      expect(entries(shop).at(-1)).toMatchObject({
        ...{ kind: 'approval-refused', body: { staff: PEOPLE.supervisor } },
      })
      expect(code(await trySignIn(shop, 'admin'))).toBe('ok')
    })

    it('takes the word of whom another vouched for, until it hears the backend', async () => {
      const shop = alone()
      shop.clock.pass(20 * DAY_MS)
      expect(code(await enter(shop, 'supervisor', 'admin'))).toBe('ok')
      expect(code(await trySignIn(shop, 'supervisor'))).toBe('ok')
      shop.network.online = true
      shop.network.changed()
      shop.network.online = false
      shop.clock.pass(20 * DAY_MS)
      expect(code(await trySignIn(shop, 'supervisor'))).toBe('approver-not-permitted')
    })

    it('holds every other word to it too', async () => {
      const shop = alone()
      shop.clock.pass(20 * DAY_MS)
      expect(code(await trySignIn(shop, 'admin'))).toBe('ok')
      const open = { command: v7(), float: 0 as never, businessDate: '2026-12-13' }
      value(shop.terminal.till.open(open))
      const move = { kind: 'paid-out', currency: null, amount: 500 as never, reason: 'stamps' }
      const pay = (by: keyof typeof PEOPLE) => {
        const input = { command: v7(), ...move, kind: 'paid-out' as const }
        const approval = { staff: PEOPLE[by], pin: PINS[by] }
        return shop.terminal.doGuarded({ ...input, approval }, shop.terminal.till.moveCash)
      }
      expect(code(await pay('supervisor'))).toBe('approver-not-permitted')
      expect(code(await pay('admin'))).toBe('ok')
    })

    it('always leaves somebody who may vouch', async () => {
      const shop = alone()
      out(shop, 'admin', 'manager')
      shop.clock.pass(200 * DAY_MS)
      expect(code(await trySignIn(shop, 'supervisor'))).toBe('ok')
      out(shop, 'supervisor')
      value(shop.terminal.staff.signOut({ command: v7() }))
      expect(code(await trySignIn(shop))).toBe('ok')
    })
  })

  it('trusts again once the backend was heard, also after a restart', async () => {
    const shop = alone()
    shop.clock.pass(8 * DAY_MS)
    const again = shop.reopen()
    expect(code(await trySignIn(again))).toBe('approval-needed')
    again.network.online = true
    again.network.changed()
    expect(code(await trySignIn(again))).toBe('ok')
  })

  it('lets a shop of one open', async () => {
    const shop = alone()
    for (const staff of shop.store.settings.staff()) {
      if (staff.id !== PEOPLE.cashier) pull(shop, 'settings', { ...staff, ...{ disabled: true } })
    }
    shop.clock.pass(8 * DAY_MS)
    expect(code(await trySignIn(shop))).toBe('ok')
  })
})
