/** The rolled-up figures of reports, whatever the order in which entries come. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { receive } from '../../src/backend/intake/receive.ts'
import { readDashboard, readRows } from '../../src/backend/reports/read.ts'
import { findWrongFigures } from '../../src/backend/verify/figures.ts'
import { rebuildFigures, rebuildOldFigures } from '../../src/backend/reports/rebuild.ts'
import type { Entry } from '../../src/domain/journal/facts.ts'
import { addUpDays, dashboardOf, rank, type Dashboard } from '../../src/domain/reports/dashboard.ts'
import { figuresOf } from '../../src/domain/reports/entry-figures.ts'
import { comparedWith } from '../../src/domain/reports/period.ts'
import { createSums } from '../../src/domain/reports/sums.ts'
import { writtenPlace } from '../../src/contract/backend/reports.ts'
import { codeOf, serveStage, type ServedStage } from './served-stage.ts'
import {
  comesTo,
  DATES,
  GOODS,
  factOf,
  headerOf,
  madeSale,
  shuffled,
  type MadeSale,
} from './report-days.ts'
import {
  adjustedFact,
  countedFact,
  enrolTerminal,
  found,
  Journal,
  random,
  saleFact,
  type Stage,
} from './stage.ts'

let served: ServedStage
let stage: Stage
beforeAll(async () => {
  served = await serveStage()
  stage = served.stage
})
afterAll(() => served.close())

const arrival = fc.record({
  tills: fc.array(fc.array(madeSale, { maxLength: 5 }), { minLength: 1, maxLength: 2 }),
  order: fc.array(fc.nat(1000), { minLength: 1, maxLength: 10 }),
})

interface Arrival {
  readonly tills: readonly (readonly MadeSale[])[]
  readonly order: readonly number[]
}

/** The figures that the test's own fold tells, as the dashboard tells them. */
function told({ total, parts }: Dashboard): Record<string, number> {
  const { count: sales, amount: turnover, tax, baskets, sold, cost, costed } = total
  const named = (['hour', 'person', 'tender', 'product', 'return', 'discount'] as const).flatMap(
    (part) => parts[part].map(({ key, amount }) => [`${part} ${key ?? ''}`, amount] as const),
  )
  const pieces = parts.product.map(
    ({ key, quantity }) => [`pieces ${key ?? ''}`, quantity / 1000] as const,
  )
  const sums = { sales, turnover, tax, baskets, sold, cost, costed }
  return Object.fromEntries([...Object.entries(sums), ...named, ...pieces])
}

/** The same entries as a terminal adds them up. */
function partsAtTill(entries: readonly Entry[]): Dashboard['parts'] {
  const days = DATES.map((date) => {
    const sums = createSums()
    const own = entries.filter((entry) => entry.businessDate === date)
    for (const entry of own) sums.addAll(figuresOf(entry, 'Europe/Berlin'))
    return { date, figures: sums.figures() }
  })
  const period = { from: DATES[0] ?? '', to: DATES.at(-1) ?? '' }
  return dashboardOf(
    { period, ...addUpDays(days), week: [], year: [] },
    { currency: 'EUR', margins: true, compared: comparedWith(period), nameOf: () => null },
  ).parts
}

function something(sums: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))
}

it('adds up to what was sold, after any order of arrival and made anew', async () => {
  const check = async ({ tills, order }: Arrival) => {
    // A shop of its own for each run.
    const own = { ...stage, shop: await found(stage.backend) }
    const entries: Entry[] = []
    for (const sales of tills) {
      const terminal = await enrolTerminal(own)
      const journal = new Journal(terminal, { ordinal: 1, id: random.id() })
      journal.open()
      for (const sale of sales) journal.append(factOf(own, sale), headerOf(sale))
      entries.push(...journal.entries.map((each) => JSON.parse(each.canonical) as Entry))
      const sent = shuffled(journal.entries, order)
      await receive(stage.backend, terminal, sent.slice(0, 3))
      await receive(stage.backend, terminal, sent)
    }
    const { tenant, store } = own.shop
    const read = async (from: string, to: string) => {
      const asked = { tenant, store, period: { from, to } }
      const dashboard = await readDashboard(stage.backend.database, asked)
      return something(dashboard ? told(dashboard) : {})
    }
    const [first = '', middle = '', last = ''] = DATES
    const whole = something(comesTo(tills.flat(), DATES))
    expect(await read(first, last)).toEqual(whole)
    expect(await read(middle, middle)).toEqual(something(comesTo(tills.flat(), [middle])))
    const dashboard = await readDashboard(stage.backend.database, {
      ...{ tenant, store, period: { from: first, to: last } },
    })
    expect(dashboard?.parts).toEqual(partsAtTill(entries))
    await rebuildFigures(stage.backend, { tenant, store })
    expect(await read(first, last)).toEqual(whole)
  }
  await fc.assert(fc.asyncProperty(arrival, check), { numRuns: 10, seed: 20_261_126 })
}, 120_000)

it('tells the largest of many goods, and what the others come to, as a till does', async () => {
  const own = { ...stage, shop: await found(stage.backend) }
  const terminal = await enrolTerminal(own)
  const journal = new Journal(terminal)
  journal.open()
  const sale = saleFact(
    own.shop,
    Array.from({ length: 130 }, (_, place) => ({
      ...{ item: random.id(), quantity: ((place * 7) % 13) * 1000 + 1000 },
    })),
  )
  journal.append({ ...sale, body: { ...sale.body, movements: [] } }, { businessDate: '2026-05-28' })
  await receive(stage.backend, terminal, journal.entries)
  const { tenant, store } = own.shop
  const period = { from: DATES[0] ?? '', to: DATES[2] ?? '' }
  const dashboard = await readDashboard(stage.backend.database, { tenant, store, period })
  expect(dashboard?.parts.product).toHaveLength(101)
  expect(dashboard?.parts.product.at(-1)).toMatchObject({ key: null, count: 30 })
  const entries = journal.entries.map(({ canonical }) => JSON.parse(canonical) as Entry)
  expect(dashboard?.parts).toEqual(partsAtTill(entries))

  // The others page by page, and all of them at once for a file.
  const rows = async (skip: number, most: number) => {
    const wanted = { part: 'product', skip, most } as const
    const asked = { tenant, store, period }
    return (await readRows(stage.backend.database, asked, wanted))?.rows ?? []
  }
  const pages = [await rows(0, 60), await rows(60, 60), await rows(120, 60)]
  expect(pages.map((page) => page.at(-1)?.key === null)).toEqual([true, true, false])
  const all = await rows(0, 2000)
  expect(all).toHaveLength(130)
  expect(pages.flat().filter(({ key }) => key !== null)).toEqual(all)
  expect(pages[1]?.at(-1)).toMatchObject({ count: 10 })
  const figures = addUpDays([
    { date: '', figures: entries.flatMap((entry) => figuresOf(entry, 'Europe/Berlin')) },
  ])
  const ofGoods = figures.all.filter(({ part }) => part === 'product')
  expect(rank(ofGoods, 60, 60).map(({ key }) => key)).toEqual(pages[1]?.map(({ key }) => key))
})

it('tells what was lost of the stock and found, by reason, as a till does', async () => {
  const own = { ...stage, shop: await found(stage.backend) }
  const terminal = await enrolTerminal(own)
  const journal = new Journal(terminal)
  journal.open()
  const line = {
    ...{ item: random.id(), variant: null, name: 'Goods', size: '', unit: 'piece' },
    ...{ at: 1_780_000_000_000, by: random.id(), counted: 0, shelf: 0 },
  }
  const counted = countedFact(own.shop, [])
  const lines = [
    { ...line, id: random.id(), variance: -2000, reason: 'stolen', worth: -500 },
    { ...line, id: random.id(), variance: -1000, reason: 'stolen' },
    { ...line, id: random.id(), variance: 3000, reason: 'found', worth: 90 },
    { ...line, id: random.id(), variance: 0 },
  ]
  const header = { businessDate: '2026-05-28' }
  journal.append({ ...counted, body: { ...counted.body, lines } } as typeof counted, header)
  const damaged = adjustedFact(own.shop, [])
  const movements = [{ item: line.item, location: own.shop.location, quantity: -1000 }]
  journal.append({ ...damaged, body: { ...damaged.body, worth: 70, movements } } as never, header)
  await receive(stage.backend, terminal, journal.entries)
  const { tenant, store } = own.shop
  const period = { from: DATES[0] ?? '', to: DATES[2] ?? '' }
  const dashboard = await readDashboard(stage.backend.database, { tenant, store, period })
  expect(dashboard?.parts['stock-lost']).toMatchObject([
    { key: 'stolen', count: 2, quantity: 3000, amount: 500 },
    { key: 'damaged', count: 1, quantity: 1000, amount: 70 },
  ])
  expect(dashboard?.parts['stock-found']).toMatchObject([{ key: 'found', amount: 90 }])
  const entries = journal.entries.map(({ canonical }) => JSON.parse(canonical) as Entry)
  expect(dashboard?.parts).toEqual(partsAtTill(entries))
})

it('are held against the sales by whoever verifies the backend', async () => {
  const { database } = stage.backend
  expect(await findWrongFigures(database)).toBeUndefined()
  const wrong = database
    .updateTable('report_figure')
    .where('part', '=', 'product')
    .where('amount', '<>', 0)
  await wrong.set((eb) => ({ amount: eb('amount', '+', 1) })).execute()
  expect(await findWrongFigures(database)).toMatch(/by product, are not what it sold/)
  await wrong.set((eb) => ({ amount: eb('amount', '-', 1) })).execute()
})

it('makes anew what an older program added up, and nothing else', async () => {
  const { backend, shop } = stage
  expect(await rebuildOldFigures(backend)).toBe(0)
  await backend.database
    .updateTable('store')
    .set({ figures_version: 0 })
    .where('id', '=', shop.store)
    .execute()
  expect(await rebuildOldFigures(backend)).toBe(1)
  expect(await rebuildOldFigures(backend)).toBe(0)
})

it('leads from a figure to its receipts, page by page, and to the paper', async () => {
  const { terminal, client } = served
  const journal = new Journal(terminal)
  journal.open()
  const made = { date: 1, hour: 9, person: 0, isTaxIncluded: true, isCard: false } as const
  const line = { pieces: 1, cents: 250, off: 0, isBack: false, restocked: false, cost: null }
  for (let sale = 0; sale < 53; sale += 1) {
    const goods = sale === 7 ? 1 : 0
    journal.append(factOf(stage, { ...made, lines: [{ ...line, goods }] }), headerOf(made))
  }
  for (let from = 0; from < journal.entries.length; from += 50) {
    await receive(stage.backend, terminal, journal.entries.slice(from, from + 50))
  }
  const owner = client(stage.shop.ownerToken)
  const day = { from: DATES[1] ?? '', to: DATES[1] ?? '' }
  const all = { ...day, part: 'channel', key: 'counter' } as const
  const first = await owner.reports.receipts(all)
  expect([first.receipts.length, first.next === null]).toEqual([50, false])
  const before = first.next === null ? '' : writtenPlace(first.next)
  const second = await owner.reports.receipts({ ...all, before })
  expect([second.receipts.length, second.next]).toEqual([3, null])
  const sales = [...first.receipts, ...second.receipts].map(({ sale }) => sale)
  expect(new Set(sales).size).toBe(53)
  const one = await owner.reports.receipts({ ...day, part: 'product', key: GOODS[1] ?? '' })
  expect(one.receipts).toMatchObject([{ amount: 250, total: 250, terminal: 'Till' }])
  const { document } = await owner.reports.receipt({ sale: one.receipts[0]?.sale ?? '' })
  expect(JSON.stringify(document)).toContain('2.50')
  const [store] = await owner.reports.stores()
  expect(store).toMatchObject({ name: 'Corner shop', terminals: [{ name: 'Till' }] })
  const lost = { ...day, part: 'stock-lost', key: 'damaged' } as const
  expect(await owner.reports.differences(lost)).toMatchObject({ lines: [], next: null })
  await expect(owner.reports.differences({ ...lost, before: 'x' })).rejects.toMatchObject({
    code: 'input-invalid',
  })
  await expect(owner.reports.receipts({ ...all, before: 'x' })).rejects.toMatchObject({
    code: 'input-invalid',
  })
}, 60_000)

it('tells the owner over HTTP, refuses a terminal and a time that is too long', async () => {
  const owner = served.client(stage.shop.ownerToken)
  const day = { from: '2026-05-28', to: '2026-05-28' }
  const dashboard = await owner.reports.dashboard(day)
  expect(dashboard).toMatchObject({ currency: 'EUR', week: { period: { from: '2026-05-21' } } })
  expect(dashboard.year.period.from).toBe('2025-05-29')
  const laidAway = { currency: 'EUR', rows: [], isWhole: true, waiting: 0, owed: 0 }
  expect(await owner.reports.layaways({})).toMatchObject(laidAway)
  const path = `${served.url}/administration/reports/dashboard?from=2026-05-28&to=2026-05-28`
  const authorization = `Bearer ${served.terminal.credential}`
  const refused = await fetch(path, { headers: { authorization } })
  expect([refused.status, await codeOf(refused)]).toEqual([401, 'credential-wrong'])
  for (const wrong of [
    { from: '2024-01-01', to: '2026-01-01' },
    { from: '2026-02-30', to: '2026-03-01' },
    { from: '2026-05-28', to: '2026-05-27' },
  ]) {
    await expect(owner.reports.dashboard(wrong)).rejects.toMatchObject({ code: 'input-invalid' })
  }
})
