import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { FiscalClosed } from '../../src/domain/fiscal/closing.ts'
import type { Entry as Fact } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { NO_NEWS } from '../../src/domain/till/news.ts'
import { createClosingFold } from '../../src/store/verify/closings.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import {
  closeTill,
  code,
  grant,
  MILK,
  openTill,
  payCash,
  present,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const DAY = 86_400_000
const own = () => ({ command: v7() })
const dateOf = ({ store }: Shop) => present(store.tills.latest()).businessDate

async function sell(shop: Shop, count = 1): Promise<void> {
  await scan(shop, MILK.gtin, count)
  await payCash(shop, 10_000)
}

const close = (shop: Shop) => value(closeTill(shop, 10_000))
const open = (shop: Shop, more: object = {}) =>
  shop.terminal.till.open({ ...own(), float: minor(10_000), ...more })

/** Says the clock's day where a leap of it is asked about. */
function openOn(shop: Shop) {
  const date = new Date(shop.clock.now()).toISOString().slice(0, 10)
  return open(shop, { businessDate: date })
}

function nextDay(shop: Shop, days = 1): void {
  shop.clock.setWall(shop.clock.now() + days * DAY)
}

function facts({ store }: Shop): Fact[] {
  const { epoch } = store.journal.head()
  const sealed = store.delivery.entriesAfter(epoch.id, 0, 1000)
  return sealed.map(({ canonical }) => JSON.parse(canonical) as Fact)
}

function closings(shop: Shop): (Fact<'fiscal-closed'> & { body: FiscalClosed })[] {
  return facts(shop).filter((entry) => entry.kind === 'fiscal-closed')
}

async function proven(shop: Shop): Promise<void> {
  expect((await verifyDatabase(shop.file, { check: 'quick' })).broken).toBeUndefined()
}

/** Written from the entries' own words, with loops and nothing of the program's. */
function summed(journal: readonly Fact[]) {
  const sums = { sales: 0, turnover: 0, tax: 0, cash: 0, change: 0 }
  for (const entry of journal) {
    if (entry.kind !== 'sale-completed') continue
    sums.sales += 1
    sums.turnover += entry.body.total
    for (const { tax } of entry.body.taxes) sums.tax += tax
    for (const { amount } of entry.body.tenders) sums.cash += amount
    sums.change += entry.body.change
  }
  return sums
}

describe('a fiscal day', () => {
  it('that nobody closed is closed before the next begins, and misses nothing', async () => {
    const shop = await openTill()
    const first = dateOf(shop)
    await sell(shop)
    await sell(shop, 3)
    close(shop)
    nextDay(shop)
    value(open(shop))
    const journal = facts(shop)
    const at = journal.findIndex(({ kind }) => kind === 'fiscal-closed')
    expect(journal.slice(at).map(({ kind }) => kind)).toEqual(['fiscal-closed', 'session-opened'])
    const [{ body, actor, session, prevHash, businessDate }] = closings(shop) as [never]
    expect({ actor, session, businessDate }).toEqual({
      ...{ actor: null, session: null, businessDate: dateOf(shop) },
    })
    const { sales, turnover, tax, cash, change } = summed(journal.slice(0, at))
    expect(body).toMatchObject({
      ...{ kind: 'day', number: 1, period: first, late: true, first: { seq: 1 } },
      last: { seq: journal[at - 1]!.seq, hash: prevHash },
      figures: { sales, turnover, tax, change, tenders: [{ kind: 'cash', amount: cash }] },
      perpetual: { sales, turnover: { EUR: turnover } },
    })
    expect(body).not.toHaveProperty('figures.people')
    await proven(shop)
  })

  it('is closed by hand while no drawer is open, once, by whoever may', async () => {
    const shop = await openTill()
    await sell(shop)
    const { fiscal } = shop.terminal
    expect(code(fiscal.closeDay(own()))).toBe('till-open')
    close(shop)
    const command = v7()
    const closed = value(fiscal.closeDay({ command }))
    expect(closed).toMatchObject({ day: null, closings: [{ number: 1, isLate: false, sales: 1 }] })
    expect(value(fiscal.closeDay({ command }))).toEqual(closed)
    expect(code(fiscal.closeDay(own()))).toBe('no-day-to-close')
    // The same day again, after all: its second closing goes on from the first.
    value(open(shop))
    await sell(shop, 2)
    close(shop)
    value(fiscal.closeDay(own()))
    const [a, b] = closings(shop).map(({ body }) => body) as [FiscalClosed, FiscalClosed]
    expect([b.number, b.period, b.figures.sales, b.perpetual.sales]).toEqual([2, a.period, 1, 2])
    await signIn(shop, 'cashier')
    expect(code(fiscal.closeDay(own()))).toBe('not-permitted')
    grant(shop, 'cashier', 'close-day', { kind: 'allowed' })
    expect(value(fiscal.list(own())).closings).toHaveLength(2)
    await proven(shop)
  })

  it('is that of its sessions: after midnight, and by a person’s word', async () => {
    const shop = await openTill()
    const first = dateOf(shop)
    nextDay(shop)
    const { id: session } = present(shop.store.tills.current())
    value(shop.terminal.till.continueDay({ ...own(), session }))
    await sell(shop)
    close(shop)
    expect(code(open(shop))).toBe('business-date-needed')
    expect(closings(shop)).toEqual([])
    value(open(shop, { businessDate: first }))
    await sell(shop)
    close(shop)
    // Back, and right again.
    nextDay(shop, -9)
    expect(code(open(shop))).toBe('business-date-needed')
    nextDay(shop, 10)
    value(open(shop, { businessDate: '2026-12-30' }))
    const [day, month] = closings(shop).map(({ body }) => body) as [FiscalClosed, FiscalClosed]
    expect(day).toMatchObject({ period: first, late: true, figures: { sales: 2 } })
    expect(month).toMatchObject({ kind: 'month', number: 1, period: first.slice(0, 7) })
    await proven(shop)
  })
})

describe('a month and a year', () => {
  it('sum their parts, and are closed with the last or before the next begins', async () => {
    const shop = await openTill()
    const days = ['2026-12-30', '2026-12-31', '2027-01-02', '2028-01-01']
    for (const [index, day] of days.entries()) {
      close(shop)
      shop.clock.setWall(Date.parse(`${day}T10:00:00Z`))
      value(openOn(shop))
      await sell(shop, index + 1)
      if (day !== '2026-12-31') continue
      close(shop)
      value(shop.terminal.fiscal.closeDay(own()))
      value(open(shop))
    }
    const told = closings(shop).map(({ body }) => body)
    const [first = '', month = ''] = told.map(({ period }) => period)
    expect(told.map(({ kind, number, period, late }) => [kind, number, period, late])).toEqual([
      ['day', 1, first, true],
      ['month', 1, month, true],
      ['day', 2, '2026-12-30', true],
      // By hand, and it was the last of its month and year.
      ['day', 3, '2026-12-31', undefined],
      ['month', 2, '2026-12', undefined],
      ['year', 1, '2026', undefined],
      // What was opened on it after all.
      ['day', 4, '2026-12-31', true],
      ['month', 3, '2026-12', true],
      ['year', 2, '2026', true],
      ['day', 5, '2027-01-02', true],
      ['month', 4, '2027-01', true],
      ['year', 3, '2027', true],
    ])
    const [december, year] = told.slice(4) as [FiscalClosed, FiscalClosed]
    expect(december.parts).toEqual({ first: 2, last: 3, count: 2 })
    expect(december.figures).toMatchObject({ sales: 2, turnover: 3 * MILK.price })
    expect(year.parts).toEqual({ first: 1, last: 2, count: 2 })
    const cash = { count: 2, amount: 20_000 }
    expect(year.figures.tenders).toEqual([
      { kind: 'cash', ...cash, taken: cash, back: { count: 0, amount: 0 } },
    ])
    await proven(shop)
  })

  it('go on from those that only the backend still has, over epochs', async () => {
    const shop = await openTill()
    await sell(shop)
    const told = { parked: 0, forked: false, heads: [] }
    const closed = { day: 7, month: 2, year: 0 }
    shop.store.delivery.note({ ...told, till: { ...NO_NEWS, closings: closed } })
    shop.store.delivery.note({ ...told, till: NO_NEWS })
    shop.store.transaction(() => {
      const before = { previous: shop.store.journal.head(), at: 1, businessDate: '2026-11-24' }
      shop.store.epochs.open('restored', before)
    })
    await sell(shop)
    close(shop)
    nextDay(shop, 40)
    value(openOn(shop))
    const [day, month] = closings(shop).map(({ body }) => body) as [FiscalClosed, FiscalClosed]
    expect(day).toMatchObject({ number: 8, after: 7, figures: { sales: 2 } })
    expect([day.first.epoch.ordinal, day.last.epoch.ordinal]).toEqual([1, 2])
    expect(day.earlier).toMatchObject([{ epoch: day.first.epoch }])
    expect(month).toMatchObject({ number: 3, after: 2, parts: { first: 8, last: 8, count: 1 } })
    // The months before are gone too: which of the days were theirs nobody here knows.
    expect(month.lacking).toEqual([{ kind: 'day', first: 1, last: 7 }])
    await proven(shop)
  })
})

describe('a closing', () => {
  it('is there with the till that was opened after it, or not at all', async () => {
    const shop = await openTill()
    await sell(shop)
    close(shop)
    nextDay(shop, 40)
    const other = new Database(shop.file)
    other.exec(`CREATE TRIGGER no_room BEFORE INSERT ON till_session
      BEGIN SELECT raise(ABORT, 'no room'); END`)
    expect(() => openOn(shop)).toThrow('no room')
    expect(closings(shop)).toEqual([])
    other.exec('DROP TRIGGER no_room')
    other.close()
    const again = shop.reopen()
    value(openOn(again))
    expect(closings(again).map(({ body }) => body.kind)).toEqual(['day', 'month', 'year'])
    await proven(again)
  })

  it('that says anything else than its entries is found', async () => {
    const shop = await openTill()
    await sell(shop)
    close(shop)
    nextDay(shop, 40)
    value(openOn(shop))
    const journal = facts(shop)
    const wrongs: readonly [kind: string, change: object, why: string | undefined][] = [
      ['day', {}, undefined],
      ['day', { figures: { ...closings(shop)[0]!.body.figures, turnover: 1 } }, 'is not what'],
      ['day', { number: 2 }, 'has number 2, not 1'],
      ['day', { late: undefined }, 'says wrongly'],
      ['day', { first: closings(shop)[0]!.body.last }, 'is not what'],
      ['day', { perpetual: { sales: 0, turnover: {} } }, 'are not the sum'],
      ['month', { parts: { first: 1, last: 2, count: 2 } }, 'is not what'],
      ['month', { figures: { ...closings(shop)[0]!.body.figures, sales: 9 } }, 'is not what'],
      ['month', { period: '2026-01' }, 'is not what'],
    ]
    const perpetual = closings(shop)[0]!.body.perpetual
    for (const [kind, change, why] of wrongs) {
      const fold = createClosingFold({ isWhole: true, beginsDay: true })
      let closed = {}
      const found = journal.flatMap((entry) => {
        const reached = { perpetual, closings: closed } as never
        if (entry.kind !== 'fiscal-closed') return fold.take(entry, reached) ?? []
        const isIt = entry.body.kind === kind
        const body = JSON.parse(JSON.stringify({ ...entry.body, ...(isIt && change) })) as never
        const wrong = fold.take({ ...entry, body }, reached)
        closed = { ...closed, [entry.body.kind]: entry.body.number }
        return wrong ?? []
      })
      if (why === undefined) expect(found).toEqual([])
      else expect(found[0]).toContain(why)
    }
  })
})
