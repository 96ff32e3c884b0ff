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

/** What each role is answered, by the roles as they are without settings. */
const DECIDED = Object.entries(ACTS).flatMap(([name, { needs }]) =>
  roleSchema.options.map((role) => ({
    ...{ name, role },
    decision: decide(grantOf(undefined, role, needs)),
  })),
)
const ALLOWED = DECIDED.filter(({ decision }) => decision === 'allowed').map(
  ({ name, role }) => [name, role] as const,
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

const refusals = (shop: Shop) =>
  entries(shop)
    .filter(({ kind }) => kind === 'act-refused')
    .map(({ body }) => body)

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

  it.each(ALLOWED)('%s is done by a %s without a question', async (name, role) => {
    const shop = await shopOf(role)
    const answer = code(await ACTS[name]!.act(shop))
    expect(['not-permitted', 'approval-needed']).not.toContain(answer)
    expect(refusals(shop)).toEqual([])
  })

  // What is not done leaves all as it was: one shop is enough for all that a role may not do.
  it.each(roleSchema.options)(
    'refuses a %s whatever the role denies, and writes it',
    async (role) => {
      const shop = await shopOf(role)
      const before = value(shop.terminal.draft.current())
      const denied = DECIDED.filter((cell) => cell.role === role && cell.decision === 'denied')
      for (const { name } of denied)
        expect([name, code(await ACTS[name]!.act(shop))]).toEqual([name, 'not-permitted'])
      const permissions = denied.map(({ name }) => ({ permission: ACTS[name]!.needs }))
      expect(refusals(shop)).toEqual(permissions)
      expect(value(shop.terminal.draft.current()).version).toBe(before.version)
    },
  )

  it.each(roleSchema.options)(
    'asks a %s for a second person where the role says so',
    async (role) => {
      const shop = await shopOf(role)
      const before = value(shop.terminal.draft.current())
      for (const cell of DECIDED) {
        if (cell.role !== role || cell.decision !== 'approval') continue
        expect([cell.name, code(await ACTS[cell.name]!.act(shop))]).toEqual([
          cell.name,
          'approval-needed',
        ])
      }
      expect(refusals(shop)).toEqual([])
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

  it('needs somebody signed in for each of them', async () => {
    const shop = await shopOf('admin')
    value(shop.terminal.staff.signOut({ command: v7() }))
    for (const [name, { act }] of Object.entries(ACTS))
      expect([name, code(await act(shop))]).toEqual([name, 'not-signed-in'])
  })

  it('needs an open till for whatever sells or moves money', async () => {
    const shop = openShop({ devices: devices() })
    await signIn(shop, 'admin')
    for (const [name, { act, atOpenTill }] of Object.entries(ACTS))
      if (atOpenTill) expect([name, code(await act(shop))]).toEqual([name, 'till-closed'])
  })
})
