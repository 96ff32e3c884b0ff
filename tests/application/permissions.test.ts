import { isContractProcedure } from '@orpc/contract'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { terminalContract } from '../../src/contract/terminal/router.ts'
import { decide, grantOf, roleSchema, type Role } from '../../src/domain/permission.ts'
import { ACTS } from './acts.ts'
import { OPEN } from './open-procedures.ts'
import { approve, paymentTerminal, readyPrinter } from './devices.ts'
import {
  code,
  entries,
  MILK,
  NO_DEVICES,
  openShop,
  openTill,
  pull,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const MATRIX = Object.keys(ACTS).flatMap((name) =>
  roleSchema.options.map((role) => [name, role] as const),
)

const devices = () => ({
  ...NO_DEVICES,
  printer: readyPrinter(),
  payment: paymentTerminal(approve),
})

/** A cart with three milks in one step, rung by a manager; then the given role takes over. */
async function shopOf(role: Role): Promise<Shop> {
  const shop = await openTill({ devices: devices() })
  await scan(shop, MILK.gtin, 3)
  await signIn(shop, role)
  return shop
}

/** Every procedure of a part of the contract, by its path. */
function proceduresOf(part: unknown, path = ''): string[] {
  if (isContractProcedure(part)) return [path]
  return Object.entries(part as Record<string, unknown>).flatMap(([name, inner]) =>
    proceduresOf(inner, path === '' ? name : `${path}.${name}`),
  )
}

describe('who may do what', () => {
  it('is asked for every procedure of the contract, but for those that are named as open', () => {
    const acts = Object.keys(ACTS).map((name) => name.split(',')[0])
    expect(new Set([...acts, ...Object.keys(OPEN)])).toEqual(
      new Set(proceduresOf(terminalContract)),
    )
    expect(Object.keys(OPEN).filter((name) => acts.includes(name))).toEqual([])
  })

  it.each(MATRIX)(
    '%s as %s is decided by the role, and a refusal is written',
    async (name, role) => {
      const { needs, act } = ACTS[name]!
      const shop = await shopOf(role)
      const before = value(shop.terminal.draft.current())
      const decision = decide(grantOf(undefined, role, needs))
      const answer = code(await act(shop))
      const refused = decision === 'denied'
      expect(answer === 'not-permitted').toBe(refused)
      expect(answer === 'approval-needed').toBe(decision === 'approval')
      const written = entries(shop).filter((entry) => entry.kind === 'act-refused')
      expect(written.map((entry) => entry.body)).toEqual(refused ? [{ permission: needs }] : [])
      if (decision !== 'allowed')
        expect(value(shop.terminal.draft.current()).version).toBe(before.version)
    },
  )

  it('writes one refusal for a command that is asked twice', async () => {
    const shop = await shopOf('cashier')
    const input = { command: v7(), session: v7(), count: 1 }
    expect(code(shop.terminal.till.close(input))).toBe('not-permitted')
    expect(code(shop.terminal.till.close(input))).toBe('not-permitted')
    expect(entries(shop).filter((entry) => entry.kind === 'act-refused')).toHaveLength(1)
  })

  it('takes the role that the settings give now, not the one at sign-in', async () => {
    const shop = await shopOf('supervisor')
    const staff = shop.store.settings.staff().find(({ role }) => role === 'supervisor')!
    pull(shop, 'settings', { ...staff, ...{ role: 'cashier' } })
    const input = { command: v7(), session: v7(), count: 1 }
    expect(code(shop.terminal.till.close(input))).toBe('not-permitted')
    pull(shop, 'settings', { ...staff, ...{ disabled: true } })
    expect(code(shop.terminal.till.close(input))).toBe('not-permitted')
    expect(code(shop.terminal.till.close({ ...input, command: v7() }))).toBe('not-signed-in')
  })

  it.each(Object.keys(ACTS))('%s needs somebody signed in', async (name) => {
    const shop = await shopOf('admin')
    value(shop.terminal.staff.signOut({ command: v7() }))
    expect(code(await ACTS[name]!.act(shop))).toBe('not-signed-in')
  })

  it.each(Object.keys(ACTS).filter((name) => ACTS[name]!.atOpenTill))(
    '%s needs an open till',
    async (name) => {
      const shop = openShop({ devices: devices() })
      await signIn(shop, 'admin')
      expect(code(await ACTS[name]!.act(shop))).toBe('till-closed')
    },
  )
})
