import { describe, expect, it } from 'vitest'
import { ACTS } from './acts.ts'
import { approve, paymentTerminal, readyPrinter } from './devices.ts'
import { code, entries, grant, MILK, NO_DEVICES, openTill, scan, signIn, value } from './shop.ts'

describe('an act whose permission is taken away', () => {
  it.each(Object.keys(ACTS))('%s is refused, written, and changes nothing', async (name) => {
    const { needs, act } = ACTS[name]!
    const devices = { ...NO_DEVICES, printer: readyPrinter(), payment: paymentTerminal(approve) }
    const shop = await openTill({ devices })
    await scan(shop, MILK.gtin, 3)
    await signIn(shop, 'admin')
    const before = value(shop.terminal.draft.current())
    const written = entries(shop)
    grant(shop, 'admin', needs, { kind: 'denied' })
    expect(code(await act(shop))).toBe('not-permitted')
    expect(entries(shop).slice(written.length)).toMatchObject([
      { kind: 'act-refused', body: { permission: needs } },
    ])
    expect(value(shop.terminal.draft.current())).toEqual(before)
    expect(devices.payment.paid).toEqual([])
    expect(devices.printer.done).toEqual([])
  })
})
