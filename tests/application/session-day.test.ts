import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { Entry as Fact } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { ONE } from '../../src/domain/quantity.ts'
import { createSessionDates, isDayInQuestion, WORD_HOLDS_MS } from '../../src/domain/till/day.ts'
import { createClosingFold } from '../../src/store/verify/closings.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import {
  closeTill,
  code,
  draftCommand,
  entries,
  MILK,
  openShop,
  openTill,
  payCash,
  pendingEvents,
  PEOPLE,
  present,
  pull,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const HOUR = 3_600_000
/** Of the first day, in the store's zone. */
const FRIDAY = '2026-11-23'
const SATURDAY = '2026-11-24'
/** The shop opens at eleven in the morning, by its own clock. */
const MIDNIGHT = Date.parse('2026-11-23T23:00:00Z')

const own = () => ({ command: v7() })
const facts = (shop: Shop): Fact[] => entries(shop) as unknown as Fact[]
const scanOne = ({ terminal }: Shop) =>
  terminal.draft.scan({ ...own(), text: MILK.gtin, symbology: null, quantity: ONE })
const open = (shop: Shop, more: object = {}) =>
  shop.terminal.till.open({ ...own(), float: minor(0), ...more })
const till = ({ store }: Shop, role: keyof typeof PEOPLE = 'manager') =>
  present(store.tills.current(PEOPLE[role]))
const goOn = (shop: Shop, session = till(shop).id) =>
  shop.terminal.till.continueDay({ ...own(), session })

async function sell(shop: Shop): Promise<void> {
  await scan(shop, MILK.gtin)
  await payCash(shop, 1_000)
}

async function proven(shop: Shop): Promise<void> {
  expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
}

function ownDrawers(shop: Shop): Shop {
  const settings = present(shop.store.settings.store())
  pull(shop, 'settings', { ...settings, ...{ till: { drawers: 'own' } } })
  return shop
}

describe('a session over the end of its day', () => {
  it('has one date in all its entries, its count and its Z as well', async () => {
    const shop = await openTill()
    const session = till(shop).id
    await sell(shop)
    shop.clock.setWall(MIDNIGHT + HOUR)
    value(goOn(shop))
    await sell(shop)
    value(closeTill(shop, 10_000 + 2 * MILK.price))
    const its = facts(shop).filter((entry) => entry.session === session)
    expect(its.map(({ kind }) => kind)).toEqual([
      ...['session-opened', 'sale-completed', 'session-continued', 'sale-completed'],
      ...['session-counted', 'session-closed'],
    ])
    expect(new Set(its.map(({ businessDate }) => businessDate))).toEqual(new Set([FRIDAY]))
    expect(its[2]?.body).toEqual({ session, today: SATURDAY })
    await proven(shop)
  })

  it('ends the sale under way, and asks before the next begins', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    shop.clock.setWall(MIDNIGHT)
    await scan(shop, MILK.gtin)
    await payCash(shop, 1_000)
    expect(await scanOne(shop)).toMatchObject({
      failure: { code: 'day-passed', details: { date: FRIDAY, today: SATURDAY } },
    })
    expect(code(goOn(shop, v7()))).toBe('till-closed')
    const command = v7()
    const said = { command, session: till(shop).id }
    value(shop.terminal.till.continueDay(said))
    value(shop.terminal.till.continueDay(said))
    await sell(shop)
    expect(facts(shop).filter(({ kind }) => kind === 'session-continued')).toHaveLength(1)
  })

  it('asks again when the word is six hours old, also where the clock was set since', async () => {
    const shop = await openTill()
    shop.clock.setWall(MIDNIGHT)
    value(goOn(shop))
    shop.clock.setWall(MIDNIGHT + WORD_HOLDS_MS - 1)
    await sell(shop)
    shop.clock.setWall(MIDNIGHT + WORD_HOLDS_MS)
    expect(code(await scanOne(shop))).toBe('day-passed')
    const saturday = { businessDate: FRIDAY, daySaidAt: MIDNIGHT + 900 * 24 * HOUR }
    expect(isDayInQuestion(saturday, SATURDAY, MIDNIGHT)).toBe(true)
    expect(isDayInQuestion(saturday, FRIDAY, MIDNIGHT)).toBe(false)
  })

  it('is said on the screen at midnight, though nobody touches the till', async () => {
    const shop = await openTill()
    const watched = shop.terminal.watch()
    await pendingEvents(watched)
    shop.clock.pass(HOUR)
    while (shop.clock.now() < MIDNIGHT) {
      shop.clock.pass(Math.min(HOUR, MIDNIGHT - shop.clock.now()))
    }
    const told = (await pendingEvents(watched)).findLast(({ kind }) => kind === 'status')
    const day = { date: FRIDAY, today: SATURDAY, asks: 'passed' }
    expect(told).toMatchObject({ status: { till: { day } } })
  })

  it('is read, and asked about, after a restart and in a file that is done again', async () => {
    const shop = await openTill()
    shop.clock.setWall(MIDNIGHT)
    value(goOn(shop))
    const again = shop.reopen()
    expect(till(again).daySaidAt).toBe(MIDNIGHT)
    await sell(again)
    await proven(again)
  })
})

describe('drawers of several people', () => {
  /** The manager has one since Friday; the cashier comes after midnight. */
  async function acrossMidnight(): Promise<Shop> {
    const shop = ownDrawers(openShop())
    await signIn(shop, 'manager')
    value(open(shop))
    await sell(shop)
    shop.clock.setWall(MIDNIGHT + HOUR)
    await signIn(shop, 'cashier')
    return shop
  }

  it('are of one day: who opens one past midnight says whether they join it', async () => {
    const shop = await acrossMidnight()
    expect(open(shop)).toMatchObject({
      failure: { code: 'business-date-needed', details: { last: FRIDAY, others: 1 } },
    })
    value(open(shop, { businessDate: FRIDAY }))
    await sell(shop)
    expect(facts(shop).at(-1)).toMatchObject({ businessDate: FRIDAY })
    expect(facts(shop).filter(({ kind }) => kind === 'fiscal-closed')).toEqual([])
    await proven(shop)
  })

  it('of the day before sell no more when one begins the next, and are counted', async () => {
    const shop = await acrossMidnight()
    value(open(shop, { businessDate: SATURDAY }))
    await sell(shop)
    await signIn(shop, 'manager')
    expect(code(await scanOne(shop))).toBe('till-day-over')
    const moved = { kind: 'paid-in', currency: null, amount: minor(1), reason: 'change' } as const
    expect(code(shop.terminal.till.moveCash({ ...own(), ...moved }))).toBe('till-day-over')
    expect(code(goOn(shop))).toBe('till-day-over')
    const session = till(shop).id
    const counted = { session, after: 0, counted: minor(MILK.price) }
    value(shop.terminal.till.count({ ...own(), ...counted }))
    value(shop.terminal.till.close({ ...own(), session, count: 1 }))
    // Nobody is asked about a drawer of a day that is over.
    value(open(shop))
    await sell(shop)
    const closed = facts(shop).find((entry) => entry.kind === 'session-closed')
    expect(closed?.businessDate).toBe(FRIDAY)
    await proven(shop)
  })

  it('are not left behind with a cart that can neither be sold nor given up', async () => {
    const shop = await acrossMidnight()
    await signIn(shop, 'manager')
    value(goOn(shop))
    await scan(shop, MILK.gtin)
    const part = { ...draftCommand(shop), tendered: minor(50), currency: null }
    value(await shop.terminal.draft.takeCash(part))
    await signIn(shop, 'cashier')
    expect(code(open(shop, { businessDate: SATURDAY }))).toBe('tenders-taken')
    await signIn(shop, 'manager')
    const [taken] = value(shop.terminal.draft.current()).tenders
    const undone = { ...draftCommand(shop), tender: present(taken).id }
    value(await shop.terminal.draft.undoTender(undone))
    await signIn(shop, 'cashier')
    value(open(shop, { businessDate: SATURDAY }))
    await signIn(shop, 'manager')
    value(shop.terminal.draft.abandon(draftCommand(shop)))
    const counted = { session: till(shop).id, after: 0, counted: minor(MILK.price) }
    value(shop.terminal.till.count({ ...own(), ...counted }))
    await proven(shop)
  })
})

describe('verification', () => {
  it('finds an entry of another date than its session, but not in sessions of before', async () => {
    const shop = await openTill()
    await sell(shop)
    const found = (change: (entry: Fact) => Fact) => {
      const dates = createSessionDates()
      return facts(shop).filter((entry) => !dates.take(change(entry)))
    }
    const moved = (entry: Fact): Fact =>
      entry.kind === 'sale-completed' ? { ...entry, businessDate: SATURDAY } : entry
    expect(found((entry) => entry)).toEqual([])
    expect(found(moved).map(({ kind }) => kind)).toEqual(['sale-completed'])
    const older = (entry: Fact): Fact => {
      if (entry.kind !== 'session-opened') return moved(entry)
      const { oneDate: _, ...body } = entry.body
      return { ...entry, body }
    }
    expect(found(older)).toEqual([])
  })

  it('finds a sale in a session whose day was closed', async () => {
    const shop = await openTill()
    await sell(shop)
    value(closeTill(shop, 10_000 + MILK.price))
    value(shop.terminal.fiscal.closeDay(own()))
    const journal = facts(shop)
    const sale = present(journal.find(({ kind }) => kind === 'sale-completed'))
    const fold = createClosingFold({ isWhole: false, beginsDay: false })
    const reached = { perpetual: { sales: 1, turnover: { EUR: MILK.price } } } as never
    const isOpen = ({ kind }: Fact) => kind !== 'session-closed'
    const found = [...journal.filter(isOpen), sale].map((entry) => fold.take(entry, reached))
    expect(found.at(-1)).toBe('the day of its session was closed before')
    expect(found.slice(0, -1).filter((wrong) => wrong?.includes('day of its session'))).toEqual([])
  })
})
