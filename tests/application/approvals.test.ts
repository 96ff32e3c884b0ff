import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { createTerminalRouter } from '../../src/application/router.ts'
import type { Terminal } from '../../src/application/terminal.ts'
import { ACTS } from './acts.ts'
import { approve, paymentTerminal, readyPrinter } from './devices.ts'
import {
  code,
  entries,
  grant,
  MILK,
  NO_DEVICES,
  openTill,
  PEOPLE,
  personOf,
  PINS,
  pull,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const APPROVAL = { kind: 'approval' } as const
type Approval = { readonly staff: string; readonly pin: string }
const MANAGER: Approval = { staff: PEOPLE.manager, pin: PINS.manager }

/** A cart with three milks and a cashier at it. */
async function cashierShop(): Promise<Shop> {
  const devices = { ...NO_DEVICES, printer: readyPrinter(), payment: paymentTerminal(approve) }
  const shop = await openTill({ devices })
  await scan(shop, MILK.gtin, 3)
  await signIn(shop, 'cashier')
  return shop
}

/** The same shop, where each command goes with somebody's PIN. */
function vouchedFor(shop: Shop, approval: Approval): Shop {
  const guard = (target: object): object =>
    new Proxy(target, {
      get(group, name) {
        const use: unknown = Reflect.get(group, name)
        if (typeof use !== 'function') return use
        return (input?: { command?: string }): unknown => {
          // What is only asked needs nobody's word.
          const command = input?.command
          if (command === undefined) {
            return Reflect.apply(use, group, input === undefined ? [] : [input])
          }
          return shop.terminal.doGuarded({ ...input, command, approval }, use as never)
        }
      },
    })
  const groups = Object.entries(shop.terminal).filter(([, group]) => typeof group === 'object')
  const guarded = groups.map(([name, group]) => [name, guard(group as object)])
  const terminal = { ...shop.terminal, ...Object.fromEntries(guarded) } as Terminal
  return { ...shop, terminal }
}

const opening = (shop: Shop, approval: Approval, command = v7()) =>
  shop.terminal.doGuarded({ command, reason: 'change', approval }, shop.terminal.till.openDrawer)

describe('an act that needs approval', () => {
  it.each(Object.keys(ACTS))('%s is asked for, and nothing is done or written', async (name) => {
    const { needs, act } = ACTS[name]!
    const shop = await cashierShop()
    grant(shop, 'cashier', needs, APPROVAL)
    const before = value(shop.terminal.draft.current())
    const written = entries(shop).length
    const answer = await act(shop)
    expect(answer).toMatchObject({
      failure: { code: 'approval-needed', details: { permission: needs } },
    })
    expect(value(shop.terminal.draft.current())).toEqual(before)
    expect(entries(shop)).toHaveLength(written)
  })

  it.each(Object.keys(ACTS))('%s is done with a PIN, and its entries name both', async (name) => {
    const { needs, act } = ACTS[name]!
    const free = await cashierShop()
    grant(free, 'cashier', needs, { kind: 'allowed' })
    const expected = code(await act(free))
    const shop = await cashierShop()
    grant(shop, 'cashier', needs, APPROVAL)
    const written = entries(shop).length
    expect(code(await act(vouchedFor(shop, MANAGER)))).toBe(expected)
    const after = entries(shop).slice(written)
    expect(after.map(({ kind }) => kind)).toEqual(
      expected === 'ok'
        ? [
            'act-approved',
            ...entries(free)
              .slice(written)
              .map(({ kind }) => kind),
          ]
        : [],
    )
    for (const entry of after) {
      expect(entry).toMatchObject({ actor: PEOPLE.cashier, approver: PEOPLE.manager })
    }
  })

  it('is not needed for so many times in a session, where the store says so', async () => {
    const shop = await cashierShop()
    grant(shop, 'cashier', 'open-drawer', { kind: 'approval', within: { count: 2 } })
    const open = () => shop.terminal.till.openDrawer({ command: v7(), reason: 'change' })
    expect([open(), open()].map(code)).toEqual(['ok', 'ok'])
    expect(open()).toMatchObject({ failure: { code: 'approval-needed', details: { count: 3 } } })
    expect(code(await opening(shop, MANAGER))).toBe('ok')
    const approved = entries(shop).find(({ kind }) => kind === 'act-approved')
    expect(approved?.body).toEqual({ permission: 'open-drawer', extent: { count: 3 } })
  })

  it('names those who could approve it by themselves, and not whoever asks', async () => {
    const shop = await cashierShop()
    grant(shop, 'supervisor', 'open-drawer', APPROVAL)
    const could = () => value(shop.terminal.staff.approvers({ permission: 'open-drawer' }))
    expect(could().map(({ role }) => role)).toEqual(['admin', 'manager'])
    await signIn(shop, 'manager')
    expect(could().map(({ role }) => role)).toEqual(['admin'])
  })
})

describe('an approval that does not count', () => {
  it.each<readonly [string, Approval, string, string]>([
    ['a wrong PIN', { ...MANAGER, pin: '0000' }, 'pin-wrong', 'pin-wrong'],
    ['somebody who is not known', { ...MANAGER, staff: v7() }, 'pin-wrong', 'pin-wrong'],
    [
      'the very person',
      { staff: PEOPLE.cashier, pin: PINS.cashier },
      ...(['approver-not-permitted', 'same-person'] as const),
    ],
    [
      'somebody who may not',
      { staff: PEOPLE.supervisor, pin: PINS.supervisor },
      ...(['approver-not-permitted', 'not-permitted'] as const),
    ],
  ])('of %s does nothing and is written', async (_, approval, answer, reason) => {
    const shop = await cashierShop()
    grant(shop, 'supervisor', 'open-drawer', APPROVAL)
    const written = entries(shop).length
    expect(code(await opening(shop, approval))).toBe(answer)
    expect(entries(shop).slice(written)).toMatchObject([
      {
        ...{ kind: 'approval-refused', actor: PEOPLE.cashier, approver: null },
        body: { permission: 'open-drawer', staff: approval.staff, reason },
      },
    ])
  })

  it('is written once for a command that is asked twice', async () => {
    const shop = await cashierShop()
    const command = v7()
    const written = entries(shop).length
    const wrong = { ...MANAGER, pin: '0000' }
    expect(code(await opening(shop, wrong, command))).toBe('pin-wrong')
    expect(code(await opening(shop, MANAGER, command))).toBe('pin-wrong')
    expect(entries(shop)).toHaveLength(written + 1)
    expect(shop.store.signIns.refusals(PEOPLE.manager).count).toBe(1)
  })

  it('counts towards the one lockout of sign-in and approval', async () => {
    const shop = await cashierShop()
    const signingIn = (pin: string) =>
      shop.terminal.staff.signIn({ command: v7(), staff: PEOPLE.manager, pin })
    for (let time = 0; time < 3; time += 1) await opening(shop, { ...MANAGER, pin: '0000' })
    for (let time = 0; time < 2; time += 1) await signingIn('0000')
    expect(code(await opening(shop, MANAGER))).toBe('pin-locked')
    expect(code(await opening(shop, MANAGER))).toBe('pin-locked')
    const locked = entries(shop).filter(({ body }) => body['reason'] === 'pin-locked')
    expect(locked).toMatchObject([{ kind: 'approval-refused' }])
    shop.clock.pass(30_000)
    expect(code(await opening(shop, MANAGER))).toBe('ok')
    expect(shop.store.signIns.refusals(PEOPLE.manager).count).toBe(0)
  })

  it('of somebody who left meanwhile is refused', async () => {
    const shop = await cashierShop()
    pull(shop, 'settings', personOf(PEOPLE.manager, 'manager', PINS.manager, true))
    expect(code(await opening(shop, MANAGER))).toBe('pin-wrong')
    expect(entries(shop).at(-1)).toMatchObject({ body: { reason: 'disabled' } })
  })
})

describe('the PIN of an approval', () => {
  it('stands in no file and in no log, right or wrong', async () => {
    const shop = await cashierShop()
    const [right, wrong] = ['918273645546', '192837465564']
    pull(shop, 'settings', personOf(PEOPLE.manager, 'manager', right, false))
    const client = createRouterClient(
      createTerminalRouter(shop.terminal, { log: shop.log, checkAnswers: true }),
    )
    const asked = (pin: string, reason = 'change') =>
      client.till
        .openDrawer({ command: v7(), reason, approval: { staff: PEOPLE.manager, pin } })
        .then(
          () => 'ok',
          (error: { code: string }) => error.code,
        )
    expect(await asked(wrong)).toBe('pin-wrong')
    expect(await asked(right, '')).toBe('input-invalid')
    expect(await asked(right)).toBe('ok')
    const folder = dirname(shop.file)
    const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))
    expect(kept.join('\n')).toContain('act-approved')
    for (const pin of [right, wrong]) {
      expect(kept.join('\n')).not.toContain(pin)
      expect(JSON.stringify(shop.log)).not.toContain(pin)
    }
  })
})
