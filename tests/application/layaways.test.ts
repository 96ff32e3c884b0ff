import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { rate } from '../../src/domain/rate.ts'
import type { LayawayEnd } from '../../src/domain/selling/layaway.ts'
import { sessionFigures } from '../../src/domain/till/figures.ts'
import type { ClaimAnswer, Claims } from '../../src/ports/claims.ts'
import type { ParkedLookup } from '../../src/ports/parked-carts.ts'
import { NO_PARKED } from '../../src/sync/parked-lookup.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { readyPrinter } from './devices.ts'
import { asked, withPrinter } from './printer-till.ts'
import {
  BREAD,
  code,
  daysLater,
  draftCommand,
  entries,
  grant,
  MILK,
  openTill,
  payCash,
} from './shop.ts'
import { present, pull, scan, signIn, value, type Shop, type ShopOptions } from './shop.ts'

const TOTAL = 4 * MILK.price
const DEPOSIT = TOTAL / 4
/** Goods go at once, and are paid as their customer likes. */
const RULE = { days: 30, deposit: rate(0), fee: minor(50) }

async function openStore(options: Partial<ShopOptions> = {}): Promise<Shop> {
  const shop = await openTill(options)
  const settings = present(shop.store.settings.store())
  pull(shop, 'settings', { ...settings, ...{ layaways: RULE } })
  return shop
}

async function fill(shop: Shop): Promise<string> {
  await scan(shop, MILK.gtin, 4)
  const details = { name: 'Ada' }
  const { id } = value(shop.terminal.customers.create({ command: v7(), details }))
  value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: id }))
  return id
}

async function layAway(shop: Shop) {
  await fill(shop)
  return present(value(shop.terminal.layaways.begin(draftCommand(shop))).layaway ?? undefined)
}

const list = async ({ terminal }: Shop) =>
  value(await terminal.layaways.list({ everywhere: false })).layaways
const pay = ({ terminal }: Shop, park: string, amount: number) =>
  terminal.layaways.pay({ command: v7(), park, amount: minor(amount) })
async function payIn(shop: Shop, park: string, amount: number) {
  value(await pay(shop, park, amount))
  return payCash(shop, amount)
}
const end = (shop: Shop, park: string, as: LayawayEnd) =>
  shop.terminal.layaways.end({ ...draftCommand(shop), park, as })
const lastSale = (shop: Shop) =>
  present(entries(shop).findLast(({ kind }) => kind === 'sale-completed')).body
const moved = (shop: Shop) =>
  entries(shop).flatMap(({ body }) => (body as { movements?: unknown[] }).movements ?? [])
const owed = ({ store }: Shop, park: string) => store.accounts.find('layaway', park)?.balance
const isWhole = async ({ file }: Shop) =>
  expect(await verifyDatabase(file, { check: 'full' })).toMatchObject({ broken: undefined })
const figures = (shop: Shop) => sessionFigures(entries(shop) as unknown as Entry[])

describe('a payment that waits in a cart', () => {
  it('is not parked, and pays nothing beyond what is owed when it comes to it', async () => {
    let answer: ClaimAnswer = { outcome: 'unreachable' }
    const claims: Claims = { take: () => Promise.resolve(answer), release: () => undefined }
    const shop = await openStore({ claims })
    const { park } = await layAway(shop)
    value(await pay(shop, park, TOTAL))
    expect(code(shop.terminal.parking.park(draftCommand(shop)))).toBe('park-payment')
    const waiting = present(shop.store.drafts.current())
    value(shop.terminal.draft.abandon(draftCommand(shop)))
    answer = { outcome: 'granted', expiresAt: 0 }
    await payIn(shop, park, DEPOSIT)
    const cash = (late: Shop) =>
      late.terminal.draft.payCash({ ...draftCommand(late), tendered: minor(TOTAL) })
    /** As a cart that was parked before, or that lay open while another till went on. */
    const lateIn = (before: Shop): Shop => {
      before.store.transaction(() => before.store.drafts.put(waiting))
      return before.reopen()
    }
    const more = lateIn(shop)
    expect(code(await cash(more))).toBe('limit-amount')
    value(more.terminal.draft.abandon(draftCommand(more)))
    value(await end(more, park, 'handed-over'))
    await payCash(more, TOTAL)
    const again = lateIn(more)
    expect(code(await cash(again))).toBe('layaway-unknown')
    await isWhole(again)
  })
})

describe('the report of what is laid away', () => {
  it('tells what was paid and is owed, nothing paid and overdue apart, alone too', async () => {
    const shop = await openStore()
    const { park } = await layAway(shop)
    const ask = () => shop.terminal.reports.layaways({ command: v7() })
    const report = async () => value(await ask())
    const nothing = { isWhole: false, waiting: 1, unpaid: 1, overdue: 0 }
    expect(await report()).toMatchObject({ ...nothing, total: TOTAL, paid: 0, owed: TOTAL })
    await payIn(shop, park, DEPOSIT)
    const owed = TOTAL - DEPOSIT
    expect(await report()).toMatchObject({ unpaid: 0, overdue: 0, paid: DEPOSIT, owed })
    daysLater(shop, 40)
    const row = { park, customer: 'Ada', state: 'overdue', total: TOTAL }
    expect(await report()).toMatchObject({ waiting: 1, overdue: 1, rows: [row] })
  })
})

describe('goods that are laid away', () => {
  it('leave the shelf, are paid in parts without turnover, and are then sold', async () => {
    const printer = readyPrinter()
    const shop = await openStore(withPrinter(printer))
    const { park, layaway, ...begun } = await layAway(shop)
    expect(begun).toMatchObject({ total: TOTAL, paid: 0, least: 1, customer: 'Ada' })
    expect(layaway).toMatch(/^L-T\d+-1-000001$/)
    await asked(printer, 1)
    const slip = JSON.stringify(printer.printed.at(-1)?.document)
    for (const said of ['LAID AWAY', layaway, 'Ada']) expect(slip).toContain(said)
    expect(moved(shop)).toMatchObject([{ quantity: -4000 }])
    expect(code(await pay(shop, park, TOTAL + 1))).toBe('limit-amount')
    const first = await payIn(shop, park, TOTAL / 4)
    expect(JSON.stringify(first.document)).toContain('Still to pay')
    await payIn(shop, park, 100)
    expect(owed(shop, park)).toBe(TOTAL / 4 + 100)
    expect(shop.store.journal.head()).toBeDefined()
    expect(await list(shop)).toMatchObject([{ park, paid: TOTAL / 4 + 100, isOverdue: false }])
    // What is still due is paid as any sale is, at the prices of the day it was begun.
    daysLater(shop, 31)
    expect(await list(shop)).toMatchObject([{ isOverdue: true }])
    const taken = value(await end(shop, park, 'handed-over'))
    const rest = TOTAL - TOTAL / 4 - 100
    expect(taken).toMatchObject({ outcome: 'taken', draft: { total: TOTAL, due: rest } })
    expect(code(shop.terminal.parking.park(draftCommand(shop)))).toBe('tenders-taken')
    await payCash(shop, rest)
    expect(lastSale(shop)).toMatchObject({
      layaway: { park, layaway, as: 'handed-over' },
      movements: [],
      tenders: [
        { kind: 'layaway', amount: TOTAL / 4 + 100 },
        { kind: 'cash', amount: rest },
      ],
    })
    expect(await list(shop)).toEqual([])
    expect(owed(shop, park)).toBe(0)
    await isWhole(shop)
  })

  it('are handed over at once where all is paid, and stand beside the turnover', async () => {
    const shop = await openStore()
    const { park } = await layAway(shop)
    await payIn(shop, park, TOTAL)
    expect(figures(shop)).toMatchObject({
      turnover: 0,
      layaways: { taken: { count: 1, amount: TOTAL }, settled: { count: 0 } },
    })
    expect(value(await end(shop, park, 'handed-over'))).toMatchObject({ outcome: 'done' })
    const x = figures(shop)
    expect(x).toMatchObject({ turnover: TOTAL, layaways: { settled: { amount: TOTAL } } })
    expect(x.loads).toBeUndefined()
    const slip = value(shop.terminal.till.readX({ command: v7() })).document
    expect(JSON.stringify(slip)).toContain('Layaways handed over (1)')
    expect(code(await pay(shop, park, 1))).toBe('layaway-unknown')
    await isWhole(shop)
  })

  it('go back to the shelf where the customer gives up, and the shop keeps its fee', async () => {
    const shop = await openStore()
    const { park } = await layAway(shop)
    await payIn(shop, park, TOTAL / 2)
    grant(shop, 'manager', 'give-up-layaway', { kind: 'approval' })
    expect(code(await end(shop, park, 'given-up'))).toBe('approval-needed')
    grant(shop, 'manager', 'give-up-layaway', { kind: 'allowed' })
    const taken = value(await end(shop, park, 'given-up'))
    expect(taken).toMatchObject({ outcome: 'taken', draft: { due: 50 - TOTAL / 2 } })
    await payCash(shop, 0)
    expect(lastSale(shop)).toMatchObject({
      layaway: { as: 'given-up' },
      total: 50,
      movements: [{ quantity: 4000 }],
    })
    expect(figures(shop)).toMatchObject({
      turnover: 0,
      layaways: { back: { amount: TOTAL / 2 - 50 }, kept: { amount: 50 } },
    })
    expect(owed(shop, park)).toBe(0)
    await isWhole(shop)
  })

  it('wait on where the cart is put back, also when other goods come first', async () => {
    const shop = await openStore()
    const { park } = await layAway(shop)
    await scan(shop, BREAD.gtin)
    expect(code(await end(shop, park, 'handed-over'))).toBe('draft-open')
    value(shop.terminal.parking.park(draftCommand(shop)))
    await payIn(shop, park, TOTAL / 2)
    const before = entries(shop).length
    value(await end(shop, park, 'handed-over'))
    const [tender] = value(shop.terminal.draft.current()).tenders
    value(
      await shop.terminal.draft.undoTender({ ...draftCommand(shop), tender: present(tender).id }),
    )
    expect(value(shop.terminal.draft.current()).lines).toEqual([])
    expect(entries(shop)).toHaveLength(before)
    expect(await list(shop)).toMatchObject([{ park, paid: TOTAL / 2 }])
    // Nothing is put back twice: the cart on the hook is none of them.
    const { carts } = value(await shop.terminal.parking.list({ everywhere: false }))
    expect(carts).toHaveLength(1)
    expect(code(await shop.terminal.parking.resume({ command: v7(), park }))).toBe('layaway-open')
    const again = shop.reopen()
    await signIn(again, 'cashier')
    expect(await list(again)).toHaveLength(1)
    await isWhole(again)
  })

  it('are given up for nothing where nothing was paid', async () => {
    const shop = await openStore()
    const { park } = await layAway(shop)
    grant(shop, 'manager', 'give-up-layaway', { kind: 'allowed' })
    value(await end(shop, park, 'given-up'))
    await payCash(shop, 0)
    expect(lastSale(shop)).toMatchObject({ total: 0, movements: [{ quantity: 4000 }] })
    expect(await list(shop)).toEqual([])
    await isWhole(shop)
  })

  it('are of somebody, are goods, and are laid away only where the store does so', async () => {
    const shop = await openStore()
    await scan(shop, MILK.gtin)
    expect(code(shop.terminal.layaways.begin(draftCommand(shop)))).toBe('layaway-customer')
    const other = await openTill()
    await fill(other)
    expect(code(other.terminal.layaways.begin(draftCommand(other)))).toBe('layaways-not-made')
  })
})

describe('goods that another till laid away', () => {
  const answering = (answer: ClaimAnswer) => {
    const released: string[] = []
    const claims: Claims = {
      take: () => Promise.resolve(answer),
      release: (ids) => void released.push(...ids),
    }
    return { claims, released }
  }
  async function elsewhere(answer: ClaimAnswer, isThere = true) {
    const first = await openStore()
    const { park } = await layAway(first)
    const cart = present(first.store.parkedCarts.find(park))
    const { claims, released } = answering(answer)
    const parkedLookup: ParkedLookup = {
      ...NO_PARKED,
      read: () => Promise.resolve(isThere ? cart : undefined),
    }
    return { shop: await openStore({ claims, parkedLookup }), park, released }
  }

  it('are paid and handed over with the backend’s word', async () => {
    const { shop, park } = await elsewhere({ outcome: 'granted', expiresAt: 0 })
    await payIn(shop, park, TOTAL)
    expect(value(await end(shop, park, 'handed-over'))).toMatchObject({ outcome: 'done' })
    expect(lastSale(shop)).toMatchObject({ layaway: { park }, movements: [] })
    expect(code(await end(shop, park, 'handed-over'))).toBe('layaway-unknown')
    await isWhole(shop)
  })

  it('stay there without it, and where somebody was first', async () => {
    const silent = await elsewhere({ outcome: 'unreachable' }, false)
    expect(code(await pay(silent.shop, silent.park, TOTAL))).toBe('parked-unreachable')
    expect(code(await end(silent.shop, silent.park, 'handed-over'))).toBe('parked-unreachable')
    const late = await elsewhere({ outcome: 'refused', reason: 'used-up', remaining: 0 })
    expect(code(await end(late.shop, late.park, 'handed-over'))).toBe('parked-taken')
  })
})
