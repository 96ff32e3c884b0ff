import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { NO_NEWS } from '../../src/domain/till/news.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { closeTill, code, entries, MILK, openTill, payCash, PEOPLE, PINS } from './shop.ts'
import { present, scan, signIn, value, type Shop } from './shop.ts'

const FLOAT = 10_000

const close = (shop: Shop, counted: number) => closeTill(shop, counted)
const open = (shop: Shop, float: number, more: object = {}) =>
  shop.terminal.till.open({ command: v7(), float: minor(float), ...more })

async function sell(shop: Shop): Promise<void> {
  await scan(shop, MILK.gtin)
  await payCash(shop, 1_000)
}

/** The backend told its time: this clock is so much ahead of it. */
function read({ store, clock }: Shop, ahead: number): void {
  const reading = { at: clock.now(), ahead, within: 20 }
  store.delivery.note({ parked: 0, forked: false, heads: [], till: NO_NEWS, clock: reading })
}

describe('the day that a session belongs to', () => {
  const DAY = 86_400_000
  const dateOf = ({ store }: Shop) => present(store.tills.current()).businessDate

  it('is the clock’s, while the clock goes on and the day ends with its session', async () => {
    const shop = await openTill()
    value(close(shop, FLOAT))
    shop.clock.setWall(shop.clock.now() + DAY)
    value(open(shop, 0))
    expect(dateOf(shop)).toBe('2026-11-24')
  })

  it('is a person’s word where the clock went back, and then of all its entries', async () => {
    const shop = await openTill()
    value(close(shop, FLOAT))
    shop.clock.setWall(shop.clock.now() - 3 * DAY)
    expect(code(open(shop, 0))).toBe('business-date-needed')
    expect(code(open(shop, 0, { businessDate: '2027-11-25' }))).toBe('date-implausible')
    value(open(shop, 0, { businessDate: '2026-11-24' }))
    expect(dateOf(shop)).toBe('2026-11-24')
    await sell(shop)
    const sold = entries(shop).filter(({ kind }) => kind === 'sale-completed')
    expect(sold).toMatchObject([{ businessDate: '2026-11-24' }])
    const opened = entries(shop).findLast(({ kind }) => kind === 'session-opened')
    expect(opened?.body).toMatchObject({ dateSaid: true })
  })

  it('is a person’s word where the clock is far ahead, and nothing is closed by it', async () => {
    const shop = await openTill()
    value(close(shop, FLOAT))
    const right = shop.clock.now() + DAY
    shop.clock.setWall(Date.parse('2099-01-01T10:00:00Z'))
    const asked = open(shop, 0)
    expect(asked).toMatchObject({
      failure: { code: 'business-date-needed', details: { clock: 'ahead' } },
    })
    expect(entries(shop).filter(({ kind }) => kind === 'fiscal-closed')).toEqual([])
    value(open(shop, 0, { businessDate: '2026-11-24' }))
    expect(dateOf(shop)).toBe('2026-11-24')
    value(close(shop, 0))
    shop.clock.setWall(right)
    expect(code(open(shop, 0))).toBe('business-date-needed')
    value(open(shop, 0, { businessDate: '2026-11-24' }))
    // Set right it is believed again.
    value(close(shop, 0))
    shop.clock.setWall(right + DAY)
    value(open(shop, 0))
    expect(dateOf(shop)).toBe('2026-11-25')
  })

  it('is a person’s word where the backend’s clock says another, most likely that', async () => {
    const shop = await openTill()
    value(close(shop, FLOAT))
    shop.clock.setWall(shop.clock.now() + 3 * DAY)
    read(shop, 2 * DAY)
    const details = { date: '2026-11-26', told: '2026-11-24', last: '2026-11-23' }
    const needed = { failure: { code: 'business-date-needed', details } }
    expect(open(shop, 0)).toMatchObject(needed)
    // It is known after a restart too, with the backend away.
    const again = shop.reopen({ online: false })
    await signIn(again, 'manager')
    expect(open(again, 0)).toMatchObject(needed)
    expect(entries(again).filter(({ kind }) => kind === 'fiscal-closed')).toEqual([])
    value(open(again, 0, { businessDate: '2026-11-24' }))
    expect(dateOf(again)).toBe('2026-11-24')
  })

  it('is the backend’s, however far the clock has fallen behind', async () => {
    const shop = await openTill()
    value(close(shop, FLOAT))
    const right = shop.clock.now() + DAY
    shop.clock.setWall(Date.parse('1970-01-01T10:00:00Z'))
    read(shop, shop.clock.now() - right)
    expect(open(shop, 0)).toMatchObject({ failure: { details: { told: '2026-11-24' } } })
    value(open(shop, 0, { businessDate: '2026-11-24' }))
    expect(dateOf(shop)).toBe('2026-11-24')
  })

  it('is the clock’s where that is wrong by hours within the day', async () => {
    const shop = await openTill()
    value(close(shop, FLOAT))
    shop.clock.setWall(shop.clock.now() + DAY)
    read(shop, 3_600_000)
    value(open(shop, 0))
    expect(dateOf(shop)).toBe('2026-11-24')
  })

  it('is taken back from a date that never was by whoever may close days', async () => {
    const shop = await openTill()
    await sell(shop)
    value(close(shop, FLOAT + MILK.price))
    shop.clock.setWall(Date.parse('2027-01-01T10:00:00Z'))
    value(open(shop, 0, { businessDate: '2027-01-01' }))
    await sell(shop)
    value(close(shop, MILK.price))
    shop.clock.setWall(Date.parse('2026-11-24T10:00:00Z'))
    await signIn(shop, 'cashier')
    expect(code(open(shop, 0, { businessDate: '2026-11-24' }))).toBe('not-permitted')
    await signIn(shop, 'manager')
    value(open(shop, 0, { businessDate: '2026-11-24' }))
    const opened = entries(shop).findLast(({ kind }) => kind === 'session-opened')
    expect(opened).toMatchObject({
      businessDate: '2026-11-24',
      body: { dateSaid: true, dateBack: '2027-01-01' },
    })
    const closed = entries(shop).filter(({ kind }) => kind === 'fiscal-closed')
    expect(closed.map(({ body }) => (body as { period: string }).period)).toEqual([
      ...['2026-11-23', '2026-11', '2026', '2027-01-01', '2027-01', '2027'],
    ])
    expect((await verifyDatabase(shop.file, { check: 'quick' })).broken).toBeUndefined()
  })

  it('is no cashier’s word alone where it is later than the clock’s', async () => {
    const shop = await openTill({}, 'cashier')
    await sell(shop)
    shop.clock.setWall(shop.clock.now() + DAY)
    const { id } = present(shop.store.tills.current())
    value(shop.terminal.till.count({ command: v7(), session: id, after: 0, counted: minor(0) }))
    expect(code(open(shop, 0))).toBe('business-date-needed')
    const mistyped = { businessDate: '2027-11-24' }
    const mayday = open(shop, 0, mistyped)
    expect(mayday).toMatchObject({
      failure: { code: 'approval-needed', details: { permission: 'close-day' } },
    })
    expect(entries(shop).filter(({ kind }) => kind === 'fiscal-closed')).toEqual([])
    const wanted = { command: v7(), float: minor(0), ...mistyped }
    const by = (role: 'cashier' | 'supervisor') => {
      const approval = { staff: PEOPLE[role], pin: PINS[role] }
      return shop.terminal.doGuarded(
        { ...wanted, command: v7(), approval },
        shop.terminal.till.open,
      )
    }
    expect(code(await by('cashier'))).toBe('approver-not-permitted')
    value(open(shop, 0, { businessDate: '2026-11-24' }))
    const again = present(shop.store.tills.current()).id
    const count = { command: v7(), session: again, after: 0, counted: minor(0) }
    value(shop.terminal.till.count(count))
    shop.clock.setWall(shop.clock.now() - 3 * DAY)
    expect(code(await by('supervisor'))).toBe('ok')
    expect(entries(shop).at(-1)).toMatchObject({ approver: PEOPLE.supervisor })
  })

  it('is held to the backend’s day where that is known to be another', async () => {
    const shop = await openTill()
    value(close(shop, FLOAT))
    await signIn(shop, 'cashier')
    shop.clock.setWall(shop.clock.now() + 3 * DAY)
    read(shop, 2 * DAY)
    expect(code(open(shop, 0, { businessDate: '2026-11-26' }))).toBe('approval-needed')
    expect(code(open(shop, 0, { businessDate: '2026-11-24' }))).toBe('ok')
  })

  it('is a person’s word where the day changed in the session before', async () => {
    const shop = await openTill()
    shop.clock.setWall(shop.clock.now() + DAY)
    value(close(shop, FLOAT))
    expect(code(open(shop, 0))).toBe('business-date-needed')
    value(open(shop, 0, { businessDate: '2026-11-24' }))
    expect(dateOf(shop)).toBe('2026-11-24')
  })
})
