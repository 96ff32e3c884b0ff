import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { waitAfter } from '../../src/domain/wrong-tries.ts'
import {
  code,
  DISABLED,
  entries,
  openShop,
  PEOPLE,
  PINS,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const attempt = (shop: Shop, pin: string, staff: string = PEOPLE.cashier) =>
  shop.terminal.staff.signIn({ command: v7(), staff, pin })

async function failTimes(shop: Shop, times: number, staff?: string): Promise<string[]> {
  const codes: string[] = []
  for (let time = 0; time < times; time += 1) codes.push(code(await attempt(shop, '0000', staff)))
  return codes
}

describe('signing in', () => {
  it('lists who works here and leaves out who does not any more', () => {
    const { terminal } = openShop()
    const names = value(terminal.staff.list()).map(({ role }) => role)
    expect(names.toSorted()).toEqual(['admin', 'cashier', 'manager', 'supervisor'])
  })

  it('is an entry, and so is the switch to another person', async () => {
    const shop = openShop()
    await signIn(shop, 'cashier')
    await signIn(shop, 'cashier')
    await signIn(shop, 'manager')
    value(shop.terminal.staff.signOut({ command: v7() }))
    expect(entries(shop).map(({ kind, actor, body }) => [kind, actor, body])).toEqual([
      ['staff-signed-in', PEOPLE.cashier, {}],
      ['staff-signed-in', PEOPLE.cashier, {}],
      ['staff-signed-out', PEOPLE.cashier, { reason: 'switch' }],
      ['staff-signed-in', PEOPLE.manager, {}],
      ['staff-signed-out', PEOPLE.manager, { reason: 'person' }],
    ])
    expect(code(shop.terminal.staff.signOut({ command: v7() }))).toBe('not-signed-in')
  })

  it('lasts over a restart of the core', async () => {
    const shop = openShop()
    await signIn(shop, 'cashier')
    expect(value(shop.reopen().terminal.staff.signOut({ command: v7() }))).toBeNull()
  })

  it('refuses a wrong PIN, an unknown and a disabled person alike, and writes each', async () => {
    const shop = openShop()
    const nobody = v7()
    expect(code(await attempt(shop, '0000'))).toBe('pin-wrong')
    expect(code(await attempt(shop, '1111', nobody))).toBe('pin-wrong')
    expect(code(await attempt(shop, '5555', DISABLED))).toBe('pin-wrong')
    expect(entries(shop).map(({ kind, body }) => [kind, body])).toEqual([
      ['sign-in-refused', { staff: PEOPLE.cashier, reason: 'pin-wrong' }],
      ['sign-in-refused', { staff: nobody, reason: 'pin-wrong' }],
      ['sign-in-refused', { staff: DISABLED, reason: 'disabled' }],
    ])
  })

  it('answers a command that is asked twice as before, and counts it once', async () => {
    const shop = openShop()
    const input = { command: v7(), staff: PEOPLE.cashier, pin: '0000' }
    await shop.terminal.staff.signIn(input)
    expect(code(await shop.terminal.staff.signIn(input))).toBe('pin-wrong')
    expect(shop.store.signIns.refusals(PEOPLE.cashier).count).toBe(1)
  })
})

describe('the lockout', () => {
  it('waits 30 s after five tries, doubles with each more, and stops at 15 minutes', () => {
    expect([4, 5, 6, 9, 10, 50].map(waitAfter)).toEqual([
      ...[0, 30_000, 60_000, 480_000, 900_000, 900_000],
    ])
  })

  it('takes not even the right PIN while it lasts, and forgives after it', async () => {
    const shop = openShop()
    expect(await failTimes(shop, 7)).toEqual([
      ...Array.from({ length: 5 }, () => 'pin-wrong'),
      ...['pin-locked', 'pin-locked'],
    ])
    const locked = await attempt(shop, PINS.cashier)
    expect(locked).toMatchObject({ failure: { code: 'pin-locked', details: { seconds: 30 } } })
    shop.clock.pass(30_000)
    expect(code(await attempt(shop, PINS.cashier))).toBe('ok')
    expect(shop.store.signIns.refusals(PEOPLE.cashier).count).toBe(0)
  })

  it('writes one refusal for each wait, however often somebody presses on', async () => {
    const shop = openShop()
    await failTimes(shop, 12)
    const locked = entries(shop).filter(({ body }) => body['reason'] === 'pin-locked')
    expect(locked).toHaveLength(1)
  })

  it('is not shortened by a restart or by any change of the wall clock', async () => {
    const shop = openShop()
    await failTimes(shop, 5)
    shop.clock.setWall(shop.clock.now() + 365 * 86_400_000)
    expect(code(await attempt(shop, PINS.cashier))).toBe('pin-locked')
    shop.clock.restart()
    const again = shop.reopen()
    expect(code(await attempt(again, PINS.cashier))).toBe('pin-locked')
    again.clock.setWall(0)
    expect(code(await attempt(again, PINS.cashier))).toBe('pin-locked')
    again.clock.pass(30_000)
    expect(code(await attempt(again, PINS.cashier))).toBe('ok')
  })

  it('is one person’s alone, but for those who do not work here', async () => {
    const shop = openShop()
    for (let time = 0; time < 5; time += 1) await failTimes(shop, 1, v7())
    expect(code(await attempt(shop, '0000', v7()))).toBe('pin-locked')
    expect(code(await attempt(shop, PINS.cashier))).toBe('ok')
  })

  it('counts tries that were made at the same moment', async () => {
    const shop = openShop()
    await failTimes(shop, 4)
    const together = await Promise.all(
      ['0000', '0001', PINS.cashier].map((pin) => attempt(shop, pin)),
    )
    const codes = together.map(code)
    // Whichever hash is ready first: once a fifth is wrong, nothing after it is taken.
    expect(codes.filter((each) => each === 'pin-wrong').length).toBeLessThanOrEqual(2)
    const crowd = Array.from({ length: 8 }, () => attempt(shop, '0000', PEOPLE.admin))
    expect((await Promise.all(crowd)).map(code)).toContain('busy')
  })
})
