import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { createEventHub, type Announcement } from '../../src/application/events/hub.ts'
import type { TerminalEvent } from '../../src/contract/terminal/events.ts'
import { minor } from '../../src/domain/money.ts'
import { testScanner } from './devices.ts'
import {
  BREAD,
  draftCommand,
  MILK,
  NO_DEVICES,
  openShop,
  openTill,
  payCash,
  pendingEvents,
  scan,
  signIn,
  TWINS,
  value,
} from './shop.ts'

const withScanner = (scanner: ReturnType<typeof testScanner>) => ({
  devices: { ...NO_DEVICES, scanners: [{ kind: 'serial' as const, scanner }] },
})

describe('a screen that watches', () => {
  it('gets the full picture first', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const picture = await pendingEvents(shop.terminal.watch())
    expect(picture).toMatchObject([
      { kind: 'shop', shop: { store: 'Corner Shop', currency: 'EUR', takesCards: false } },
      {
        kind: 'status',
        status: {
          ...{ person: { role: 'manager' }, till: { float: 10_000 }, printer: null },
          ...{
            network: { online: true, since: null, refused: false },
            blocked: null,
            printJobs: [],
            printJobsWaiting: 0,
          },
        },
      },
      { kind: 'draft', draft: { lines: [{ name: 'Milk' }] } },
    ])
  })

  it('hears of a sale, the next cart and what is not sent yet', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const watching = shop.terminal.watch()
    await pendingEvents(watching)
    const sold = await payCash(shop, 200)
    const events = await pendingEvents(watching)
    expect(events.map(({ kind }) => kind).toSorted()).toEqual(['draft', 'sold', 'status'])
    expect(events).toContainEqual({ kind: 'sold', sale: sold })
    const status = events.find(({ kind }) => kind === 'status')
    expect(status).toMatchObject({ status: { unsent: { sales: 1 } } })
  })

  it('that is slow gets the newest cart and status only, and every sale', async () => {
    const shop = await openTill()
    const slow = shop.terminal.watch()
    for (let sale = 0; sale < 3; sale += 1) {
      await scan(shop, MILK.gtin)
      await scan(shop, BREAD.gtin)
      await payCash(shop, 1000)
    }
    await scan(shop, BREAD.gtin)
    const events = await pendingEvents(slow)
    expect(events.filter(({ kind }) => kind === 'sold')).toHaveLength(3)
    expect(events.filter(({ kind }) => kind === 'draft')).toMatchObject([
      { draft: { lines: [{ name: 'Bread' }] } },
    ])
    expect(events.filter(({ kind }) => kind === 'status')).toHaveLength(1)
  })

  it('hears nothing of what was rolled back', async () => {
    const shop = await openTill()
    const watching = shop.terminal.watch()
    await pendingEvents(watching)
    await shop.terminal.draft.payCash({ ...draftCommand(shop), tendered: minor(1) })
    expect(await pendingEvents(watching)).toEqual([])
  })

  it('hears of the network, of new settings and of who signs in', async () => {
    const shop = openShop()
    const watching = shop.terminal.watch()
    await pendingEvents(watching)
    shop.network.online = false
    shop.network.changed()
    expect(await pendingEvents(watching)).toMatchObject([
      { kind: 'status', status: { network: { online: false } } },
    ])
    await signIn(shop, 'cashier')
    expect(await pendingEvents(watching)).toMatchObject([
      { kind: 'status', status: { person: { role: 'cashier' } } },
    ])
    const wedge = { gapMs: 44, shortest: 6, prefix: null, suffix: 'Enter' }
    value(shop.terminal.scanner.calibrate({ command: v7(), wedge }))
    expect(await pendingEvents(watching)).toMatchObject([{ kind: 'shop', shop: { wedge } }])
  })

  it('ends when it is closed', async () => {
    const watching = openShop().terminal.watch()
    await pendingEvents(watching)
    const next = watching.next()
    watching.close()
    expect(await next).toBeUndefined()
    expect(await watching.next()).toBeUndefined()
  })
})

describe('the queue of a screen', () => {
  const goods: Announcement = { kind: 'goods-changed', make: () => ({ kind: 'goods-changed' }) }
  const beep = (text: string) => ({
    kind: 'scanned' as const,
    make: (): TerminalEvent => ({ kind: 'scanned', answer: { outcome: 'unknown', text } }),
  })

  it('cannot grow: of what happened the newest fifty wait', async () => {
    const hub = createEventHub()
    const subscription = hub.subscribe([goods])
    for (let number = 0; number < 200; number += 1) hub.tell(beep(String(number)))
    const events = await pendingEvents(subscription)
    expect(events).toHaveLength(51)
    expect(events.at(-1)).toMatchObject({ answer: { text: '199' } })
    expect(events[1]).toMatchObject({ answer: { text: '150' } })
  })

  it('is one of sixteen: the screen that has been open longest gives way', async () => {
    const hub = createEventHub()
    const subscriptions = Array.from({ length: 17 }, () => hub.subscribe([goods]))
    expect(await subscriptions[0]!.next()).toBeUndefined()
    expect(await subscriptions[1]!.next()).toEqual({ kind: 'goods-changed' })
  })
})

describe('a scanner that the core reads', () => {
  it('fills the cart in the order of its beeps, and tells what each came to', async () => {
    const scanner = testScanner()
    const shop = await openTill(withScanner(scanner))
    const watching = shop.terminal.watch()
    await pendingEvents(watching)
    for (const text of [MILK.gtin, BREAD.gtin, TWINS.gtin, 'nothing']) scanner.scan(text)
    const events = await pendingEvents(watching)
    const answers = events.flatMap((event) => (event.kind === 'scanned' ? [event.answer] : []))
    expect(answers.map(({ outcome }) => outcome)).toEqual(['added', 'added', 'choose', 'unknown'])
    const { lines } = value(shop.terminal.draft.current())
    expect(lines.map(({ name }) => name)).toEqual(['Milk', 'Bread'])
  })

  it('does nothing while nobody is signed in or the till is closed', async () => {
    const scanner = testScanner()
    const shop = openShop(withScanner(scanner))
    scanner.scan(MILK.gtin)
    await signIn(shop, 'manager')
    scanner.scan(MILK.gtin)
    value(shop.terminal.till.open({ command: v7(), float: minor(0) }))
    value(shop.terminal.staff.signOut({ command: v7() }))
    scanner.scan(MILK.gtin)
    await pendingEvents(shop.terminal.watch())
    expect(value(shop.terminal.draft.current()).lines).toEqual([])
  })

  it('tells every beep beyond its queue as blocked instead of losing it in silence', async () => {
    const scanner = testScanner()
    const shop = await openTill(withScanner(scanner))
    const watching = shop.terminal.watch()
    await pendingEvents(watching)
    for (let beep = 0; beep < 22; beep += 1) scanner.scan(MILK.gtin)
    const events = await pendingEvents(watching)
    const busy = events.filter((event) => event.kind === 'scanned' && 'reason' in event.answer)
    expect(busy).toHaveLength(2)
    expect(value(shop.terminal.draft.current()).lines[0]?.quantity).toBe(20_000)
  })

  it('is heard no more when it was replaced', async () => {
    const scanner = testScanner()
    const shop = await openTill(withScanner(scanner))
    shop.terminal.useDevices(NO_DEVICES)
    scanner.scan(MILK.gtin)
    await pendingEvents(shop.terminal.watch())
    expect(value(shop.terminal.draft.current()).lines).toEqual([])
  })
})
