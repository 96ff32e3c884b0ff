import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { ONE } from '../../src/domain/quantity.ts'
import {
  code,
  draftCommand,
  entries,
  kinds,
  MILK,
  openShop,
  openTill,
  scan,
  signIn,
  value,
} from './shop.ts'

const scanOf = (text: string) => ({ command: v7(), text, symbology: null, quantity: ONE })

describe('a command', () => {
  it('that is given twice makes one sale and gets the same answer', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const input = { ...draftCommand(shop), tendered: minor(200) }
    const first = value(await shop.terminal.draft.payCash(input))
    expect(value(await shop.terminal.draft.payCash(input))).toEqual(first)
    expect(kinds(shop).filter((kind) => kind === 'sale-completed')).toHaveLength(1)
  })

  it('whose answer was lost with the core gets the first answer from the next one', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const input = { ...draftCommand(shop), tendered: minor(200) }
    const first = value(await shop.terminal.draft.payCash(input))
    const again = shop.reopen()
    expect(value(await again.terminal.draft.payCash(input))).toEqual(first)
    expect(kinds(again).filter((kind) => kind === 'sale-completed')).toHaveLength(1)
  })

  it('adds its line once, however often it is asked', async () => {
    const shop = await openTill()
    const input = scanOf(MILK.gtin)
    value(await shop.terminal.draft.scan(input))
    value(await shop.terminal.draft.scan(input))
    const again = shop.reopen()
    const answer = value(await again.terminal.draft.scan(input))
    expect(answer).toMatchObject({ outcome: 'added', draft: { version: 1 } })
  })

  it('that failed is not remembered: it may succeed later', async () => {
    const shop = openShop()
    await signIn(shop, 'manager')
    const input = scanOf(MILK.gtin)
    expect(code(await shop.terminal.draft.scan(input))).toBe('till-closed')
    value(shop.terminal.till.open({ command: v7(), float: minor(0) }))
    expect(value(await shop.terminal.draft.scan(input))).toMatchObject({ outcome: 'added' })
  })

  it('leaves nothing behind when its transaction fails half way', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const before = { head: shop.store.journal.head(), draft: shop.store.drafts.current() }
    const clear = shop.store.drafts.clear
    Object.assign(shop.store.drafts, {
      clear: () => {
        throw new Error('the disk is gone')
      },
    })
    const input = { ...draftCommand(shop), tendered: minor(200) }
    await expect(shop.terminal.draft.payCash(input)).rejects.toThrow('the disk is gone')
    Object.assign(shop.store.drafts, { clear })
    expect({ head: shop.store.journal.head(), draft: shop.store.drafts.current() }).toEqual(before)
    expect(value(await shop.terminal.draft.payCash(input))).toMatchObject({ change: 71 })
  })
})

describe('a command id', () => {
  it('answers only the procedure that it was given to', async () => {
    const shop = await openTill()
    const input = scanOf(MILK.gtin)
    value(await shop.terminal.draft.scan(input))
    const { draft, version } = draftCommand(shop)
    const { command } = input
    const others = [
      shop.terminal.draft.undo({ command, draft, version }),
      await shop.terminal.draft.payCash({ command, draft, version, tendered: minor(200) }),
      shop.terminal.staff.signOut({ command }),
    ]
    expect(others.map(code)).toEqual(Array.from({ length: 3 }, () => 'input-invalid'))
    expect(value(shop.terminal.draft.current()).version).toBe(version)
    expect(kinds(shop)).not.toContain('sale-completed')
  })
})

describe('the till', () => {
  it('opens once, with a float that is not negative', async () => {
    const shop = openShop()
    await signIn(shop, 'cashier')
    const { till } = shop.terminal
    expect(code(till.open({ command: v7(), float: minor(-1) }))).toBe('limit-amount')
    const command = v7()
    const opened = value(till.open({ command, float: minor(5000) }))
    expect(value(till.open({ command, float: minor(5000) }))).toEqual(opened)
    expect(code(till.open({ command: v7(), float: minor(0) }))).toBe('till-already-open')
    expect(entries(shop).at(-1)).toMatchObject({
      ...{ kind: 'session-opened', session: opened.session },
      body: { session: opened.session, currency: 'EUR', float: 5000 },
    })
  })
})
