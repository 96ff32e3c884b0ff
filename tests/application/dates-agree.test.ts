import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { Entry as Fact } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { ONE } from '../../src/domain/quantity.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { Chance } from '../simulation/chance.ts'
import { code, entries, MILK, openShop, payCash, PEOPLE, present, pull } from './shop.ts'
import { signIn, value, type Shop } from './shop.ts'

const HOUR = 3_600_000

const own = () => ({ command: v7() })
const facts = (shop: Shop): Fact[] => entries(shop) as unknown as Fact[]
const scanOne = ({ terminal }: Shop) =>
  terminal.draft.scan({ ...own(), text: MILK.gtin, symbology: null, quantity: ONE })
const open = (shop: Shop, more: object = {}) =>
  shop.terminal.till.open({ ...own(), float: minor(0), ...more })
const till = ({ store }: Shop, role: keyof typeof PEOPLE) =>
  present(store.tills.current(PEOPLE[role]))

/** What two people with drawers of their own do at a till, whatever the clock says. */
class Shifts {
  readonly shop: Shop
  readonly chance: Chance
  #role: 'manager' | 'cashier' = 'manager'

  constructor(shop: Shop, chance: Chance) {
    this.shop = shop
    this.chance = chance
  }

  async step(): Promise<void> {
    const { shop, chance } = this
    if (chance.happens(0.4)) shop.clock.setWall(shop.clock.now() + chance.between(1, 14) * HOUR)
    this.#role = chance.pick(['manager', 'cashier'] as const)
    await signIn(shop, this.#role)
    if (!shop.store.tills.current(PEOPLE[this.#role])) this.#open()
    const scanned = code(await scanOne(shop))
    if (scanned === 'ok') await payCash(shop, 1_000)
    else if (scanned === 'day-passed' && chance.happens(0.4)) {
      const session = till(shop, this.#role).id
      value(shop.terminal.till.continueDay({ ...own(), session }))
    } else await this.close()
  }

  /** Where a person is asked, they join the day before or begin the next. */
  #open(): void {
    const asked = open(this.shop)
    if (asked.ok) return
    const { date, last } = asked.failure.details ?? {}
    const [earlier, later] = [String(last), String(date)].toSorted()
    const isJoined = earlier === last && this.chance.happens(0.2)
    value(open(this.shop, { businessDate: isJoined ? earlier : later }))
  }

  async close(): Promise<void> {
    const { terminal } = this.shop
    const session = till(this.shop, this.#role).id
    value(terminal.till.count({ ...own(), session, after: 0, counted: minor(0) }))
    await signIn(this.shop, 'manager')
    value(terminal.till.close({ ...own(), session, count: 1, reason: 'late' }))
  }

  async end(): Promise<void> {
    for (const role of ['manager', 'cashier'] as const) {
      this.#role = role
      await signIn(this.shop, role)
      if (this.shop.store.tills.current(PEOPLE[role])) await this.close()
    }
    await signIn(this.shop, 'manager')
    if (this.shop.store.closings.openDay()) value(this.shop.terminal.fiscal.closeDay(own()))
  }
}

/** Turnover by date: of the Zs, and of the days that were closed. */
function closedTurnover(shop: Shop) {
  const [zs, days] = [new Map<string, number>(), new Map<string, number>()]
  const add = (sum: Map<string, number>, date: string, turnover: number) =>
    sum.set(date, (sum.get(date) ?? 0) + turnover)
  for (const { businessDate, kind, body } of facts(shop)) {
    if (kind === 'session-closed') add(zs, businessDate, body.z?.report.figures.turnover ?? 0)
    else if (kind === 'fiscal-closed' && body.kind === 'day') {
      add(days, body.period, body.figures.turnover)
    }
  }
  return { zs, days }
}

describe('the reports of each date', () => {
  it.each([1, 2, 3, 4])('are its Zs and its closings, by chance %i', async (seed) => {
    const shop = openShop()
    const settings = present(shop.store.settings.store())
    pull(shop, 'settings', { ...settings, ...{ till: { drawers: 'own' } } })
    shop.network.online = false
    const shifts = new Shifts(shop, new Chance(seed, 'shifts'))
    for (let step = 0; step < 40; step += 1) await shifts.step()
    await shifts.end()
    const { zs, days } = closedTurnover(shop)
    expect(zs.size).toBeGreaterThan(1)
    for (const date of new Set([...zs.keys(), ...days.keys()])) {
      const period = { from: date, to: date }
      const { total } = value(await shop.terminal.reports.dashboard({ ...own(), period }))
      const told = [zs.get(date), days.get(date)]
      expect([date, ...told]).toEqual([date, total.amount, total.amount])
    }
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })
})
