import { describe, expect, it, vi } from 'vitest'
import type * as permission from '../../src/domain/permission.ts'
import { ACTS } from './acts.ts'
import { approve, paymentTerminal, readyPrinter } from './devices.ts'
import { code, entries, MILK, NO_DEVICES, openTill, scan, signIn, value } from './shop.ts'

/** The one permission that nobody has for the moment: no role of today lacks most of them. */
const denied = vi.hoisted(() => ({ permission: '' }))

vi.mock(import('../../src/domain/permission.ts'), async (original) => {
  const actual = await original()
  const mayDo: typeof permission.mayDo = (role, asked) =>
    asked !== denied.permission && actual.mayDo(role, asked)
  return { ...actual, mayDo }
})

describe('an act whose permission is taken away', () => {
  it.each(Object.keys(ACTS))('%s is refused, written, and changes nothing', async (name) => {
    const { needs, act } = ACTS[name]!
    denied.permission = ''
    const devices = { ...NO_DEVICES, printer: readyPrinter(), payment: paymentTerminal(approve) }
    const shop = await openTill({ devices })
    await scan(shop, MILK.gtin, 3)
    await signIn(shop, 'admin')
    const before = value(shop.terminal.draft.current())
    const written = entries(shop)
    denied.permission = needs
    expect(code(await act(shop))).toBe('not-permitted')
    expect(entries(shop).slice(written.length)).toMatchObject([
      { kind: 'act-refused', body: { permission: needs } },
    ])
    expect(value(shop.terminal.draft.current())).toEqual(before)
    expect(devices.payment.paid).toEqual([])
    expect(devices.printer.done).toEqual([])
  })
})
