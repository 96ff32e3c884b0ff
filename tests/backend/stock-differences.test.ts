/** The lines behind lost stock, as the office reads them. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { receive } from '../../src/backend/intake/receive.ts'
import { readDifferences } from '../../src/backend/reports/differences.ts'
import { readDashboard } from '../../src/backend/reports/read.ts'
import { rebuildFigures } from '../../src/backend/reports/rebuild.ts'
import { DATES } from './report-days.ts'
import {
  adjustedFact,
  enrolTerminal,
  Journal,
  openStage,
  random,
  shopIn,
  type Stage,
} from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

it('leads from lost stock to its lines, page by page, in whatever order it came', async () => {
  const terminal = await enrolTerminal(stage)
  const journal = new Journal(terminal)
  journal.open()
  const goods = { variant: random.id(), size: '', unit: 'piece', quantity: 1000 }
  const damaged = adjustedFact(stage.shop, [])
  const movements = [{ item: random.id(), location: stage.shop.location, quantity: -1000 }]
  for (let place = 0; place < 30; place += 1) {
    const lines = ['Cup', 'Plate'].map((name) => ({
      ...{ ...goods, id: random.id(), name: `${name} ${String(place)}`, worth: 100 + place },
    }))
    const body = { ...damaged.body, lines, movements, note: `Fall ${String(place)}` }
    journal.append({ ...damaged, body } as never, { businessDate: DATES[place < 10 ? 0 : 1] ?? '' })
  }
  await receive(stage.backend, terminal, journal.entries.toReversed())
  const shop = await shopIn(stage)
  const period = { from: DATES[0] ?? '', to: DATES[1] ?? '' }
  const of = { period, part: 'stock-lost', key: 'damaged', most: 50 } as const
  const { database } = stage.backend
  const walk = async () => {
    const first = await readDifferences(database, shop, of)
    const second = await readDifferences(database, shop, { ...of, before: first.next ?? undefined })
    expect([first.lines.length, second.lines.length, second.next]).toEqual([50, 10, null])
    return [...first.lines, ...second.lines]
  }
  const lines = await walk()
  expect(lines[0]).toMatchObject({
    ...{ date: DATES[1], name: 'Plate 29', worth: 129, cost: null, note: 'Fall 29' },
    ...{ store: 'Corner shop', terminal: 'Till', person: null, quantity: 1000 },
  })
  expect(new Set(lines.map(({ name }) => name)).size).toBe(60)
  const dashboard = await readDashboard(database, { ...shop, period })
  expect(dashboard?.parts['stock-lost']).toMatchObject([
    { count: lines.length, amount: lines.reduce((all, { worth }) => all + (worth ?? 0), 0) },
  ])
  await rebuildFigures(stage.backend, shop)
  expect(await walk()).toEqual(lines)
  const day = { ...of, period: { from: DATES[0] ?? '', to: DATES[0] ?? '' } }
  expect((await readDifferences(database, shop, day)).lines).toHaveLength(20)
  expect((await readDifferences(database, shop, { ...of, terminal: random.id() })).lines).toEqual(
    [],
  )
  expect((await readDifferences(database, shop, { ...of, channel: 'web' })).lines).toEqual([])
})
