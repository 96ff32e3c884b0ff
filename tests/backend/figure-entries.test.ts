/** What stands behind figures that are not of sales: sessions, approvals, refusals. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { receive } from '../../src/backend/intake/receive.ts'
import { rebuildFigures } from '../../src/backend/reports/rebuild.ts'
import { findWrongFigures } from '../../src/backend/verify/figures.ts'
import { writtenLinePlace } from '../../src/contract/figure-entries.ts'
import type { Entry, Fact } from '../../src/domain/journal/facts.ts'
import { addUpDays, type RankedFigure } from '../../src/domain/reports/dashboard.ts'
import { figuresOf } from '../../src/domain/reports/entry-figures.ts'
import { approvalKey, tenderKey, type FigurePart } from '../../src/domain/reports/figure.ts'
import { serveStage, type ServedStage } from './served-stage.ts'
import { enrolTerminal, random } from './stage.ts'
import { FLOAT, Till } from './staged-till.ts'

let served: ServedStage
let till: Till
let opener: string
const cashier = random.id()
const manager = random.id()
const DATES = { from: '2026-01-01', to: '2026-12-31' }

/** Of a session that was closed: what else was counted, too. */
function withOthers(fact: Fact<'session-closed'>): Fact {
  const count = { currency: 'USD', expected: 500, counted: 300, difference: -200 }
  const slips = { kind: 'card', expected: 700, counted: 900, difference: 200 }
  const right = { kind: 'voucher', name: 'Lunch', expected: 10, counted: 10, difference: 0 }
  const body = { ...fact.body, foreign: [count], tenders: [slips, right], reason: 'Lost' }
  return { ...fact, body } as Fact
}

beforeAll(async () => {
  served = await serveStage()
  const { stage } = served
  till = new Till(await enrolTerminal(stage), stage.shop)
  till.sell(3)
  till.payOut(50)
  const about = { actor: cashier, approver: manager }
  const extent = { amount: 250 }
  for (let turn = 0; turn < 3; turn += 1) {
    till.also({ kind: 'act-approved', body: { permission: 'discount', extent } } as Fact, about)
  }
  till.also({ kind: 'act-refused', body: { permission: 'close-till' } }, { actor: cashier })
  const refused = { permission: 'discount', staff: manager, reason: 'pin-wrong' } as const
  till.also({ kind: 'approval-refused', body: refused }, { actor: cashier })
  till.also({ kind: 'sign-in-refused', body: { staff: cashier, reason: 'pin-locked' } })
  till.count(FLOAT + 200)
  till.close(FLOAT + 200, 1, [], withOthers)
  const closed = JSON.parse(till.journal.entries.at(-1)!.canonical) as Entry<'session-closed'>
  opener = closed.body.z!.report.openedBy
  await receive(stage.backend, till.terminal, till.journal.entries.toReversed())
}, 60_000)
afterAll(() => served.close())

const owner = () => served.client(served.stage.shop.ownerToken)
const behind = async (part: FigurePart, key: string) =>
  (await owner().reports.entries({ ...DATES, part, key })).lines

async function everything() {
  return {
    short: await behind('till-short', opener),
    foreign: await behind('tender-short', tenderKey({ ...OF_OPENER(), ...DOLLARS })),
    slips: await behind('tender-over', tenderKey({ ...OF_OPENER(), ...CARDS })),
    approved: await behind('approval', approvalKey(manager, 'discount')),
    refused: await behind('refusal', approvalKey(cashier, 'close-till')),
    word: await behind('refusal', approvalKey(manager, 'discount')),
    signIn: await behind('refusal', approvalKey(cashier, '')),
  }
}
const sizeOf = ({ key, count, amount }: RankedFigure) => ({ key, count, amount })
const OF_OPENER = () => ({ person: opener, name: '' })
const DOLLARS = { kind: 'foreign-cash', currency: 'USD' }
const CARDS = { kind: 'card', currency: 'EUR' }

it('leads from who was over or short, vouched or was refused, to each entry', async () => {
  const told = await everything()
  const { session } = till
  const closed = { session, z: 1, reason: 'Lost', terminal: 'Till', own: null }
  expect(told.short).toMatchObject([{ ...closed, difference: -50, currency: 'EUR' }])
  expect(told.foreign).toMatchObject([{ ...closed, difference: -200, currency: 'USD' }])
  expect(told.slips).toMatchObject([{ ...closed, difference: 200, currency: 'EUR' }])
  const vouched = { permission: 'discount', extent: { amount: 250 }, session: null }
  expect(told.approved).toMatchObject([vouched, vouched, vouched])
  expect(told.refused).toMatchObject([{ permission: 'close-till', reason: null }])
  expect(told.word).toMatchObject([{ permission: 'discount', reason: 'pin-wrong' }])
  expect(told.signIn).toMatchObject([{ permission: null, reason: 'pin-locked' }])
})

it('tells as many as the figures count, as a till adds them up, and made anew', async () => {
  const { stage } = served
  const entries = till.journal.entries.map(({ canonical }) => JSON.parse(canonical) as Entry)
  const figures = entries.flatMap((entry) => figuresOf(entry, 'Europe/Berlin'))
  const { ranked } = addUpDays([{ date: '', figures }])
  const { parts } = await owner().reports.dashboard(DATES)
  const told: readonly FigurePart[] = ['till-short', 'tender-short', 'tender-over', 'refusal']
  for (const part of told) {
    const own = ranked.filter((each) => each.part === part)
    expect(own.length).toBeGreaterThan(0)
    expect(parts[part]).toMatchObject(own.map(sizeOf))
    for (const { key, count } of own) expect(await behind(part, key ?? '')).toHaveLength(count)
  }
  const before = await everything()
  await rebuildFigures(stage.backend, stage.shop)
  expect(await everything()).toEqual(before)
  const { database } = stage.backend
  expect(await findWrongFigures(database)).toBeUndefined()
  await database.deleteFrom('figure_entry').where('part', '=', 'refusal').execute()
  expect(await findWrongFigures(database)).toMatch(/refusal/)
  await rebuildFigures(stage.backend, stage.shop)
})

it('is read page by page, and of one till or channel alone', async () => {
  const of = { ...DATES, part: 'approval', key: approvalKey(manager, 'discount') } as const
  const first = await owner().reports.entries({ ...of, most: 2 })
  expect([first.lines.length, first.next === null]).toEqual([2, false])
  const before = first.next === null ? '' : writtenLinePlace(first.next)
  const second = await owner().reports.entries({ ...of, most: 2, before })
  expect([second.lines.length, second.next]).toEqual([1, null])
  expect((await owner().reports.entries({ ...of, channel: 'web' })).lines).toEqual([])
  expect((await owner().reports.entries({ ...of, terminal: random.id() })).lines).toEqual([])
  const day = { from: '2025-01-01', to: '2025-01-01' }
  expect((await owner().reports.entries({ ...of, ...day })).lines).toEqual([])
})

it('goes down from a session to its sales, its cash and its Z on paper', async () => {
  const { session } = till
  const { entries, hasMore } = await owner().tills.entries({ session, most: 3 })
  expect(hasMore).toBe(true)
  expect(entries[0]).toMatchObject({ kind: 'cash', name: 'Milk', cash: -50, sale: null })
  expect(entries[1]).toMatchObject({ kind: 'sale', turnover: 100, cash: 100 })
  const rest = await owner().tills.entries({ session, skip: 3 })
  expect([rest.entries.length, rest.hasMore]).toEqual([1, false])
  const sale = entries[1]?.sale ?? ''
  expect((await owner().reports.receipt({ sale })).document.elements.length).toBeGreaterThan(0)
  const { document } = await owner().tills.z({ session })
  const paper = JSON.stringify(document)
  expect(paper).toContain('Z REPORT 1')
  expect(paper).toContain('$3.00')
  await expect(owner().tills.z({ session: random.id() })).rejects.toMatchObject({
    code: 'not-found',
  })
})

it('counts of two closes the one that stands, whichever comes first, and made anew', async () => {
  const { stage } = served
  for (const isLateFirst of [false, true]) {
    const twice = new Till(await enrolTerminal(stage), stage.shop)
    twice.sell(2)
    const held = twice.journal.entries.length
    twice.count(FLOAT + 195)
    twice.close(FLOAT + 195, 1, [], withOthers)
    const first = twice.journal.entries
    const before = twice.restore(held)
    twice.sell(1)
    twice.count(FLOAT + 310)
    twice.close(FLOAT + 310, 1, before, withOthers)
    const second = twice.journal.entries
    for (const entries of isLateFirst ? [second, first] : [first, second]) {
      await receive(stage.backend, twice.terminal, entries)
    }
    await isOnce(twice, -5)
    await rebuildFigures(stage.backend, stage.shop)
    await isOnce(twice, -5)
  }
})

it('counts the close of a till once that its copy wrote too', async () => {
  const { stage } = served
  const copied = new Till(await enrolTerminal(stage), stage.shop)
  copied.sell(2)
  const own = copied.journal
  const copy = own.clone()
  for (const journal of [own, copy]) {
    copied.journal = journal
    copied.close(FLOAT + 195, 1, [], withOthers)
    await receive(stage.backend, copied.terminal, journal.entries)
  }
  await isOnce(copied, -5)
  const { database } = stage.backend
  const counted = database.updateTable('report_figure').set({ amount: -10 })
  await counted.where('part', '=', 'till-short').where('amount', '=', -5).execute()
  expect(await findWrongFigures(database)).toMatch(/till-short/)
  await rebuildFigures(stage.backend, stage.shop)
  await isOnce(copied, -5)
})

/** A short drawer of one session, with what else was counted, once. */
async function isOnce({ terminal, session }: Till, difference: number): Promise<void> {
  const of = { ...DATES, terminal: terminal.terminal }
  const { parts } = await owner().reports.dashboard(of)
  expect(parts['till-short']).toMatchObject([{ count: 1, amount: difference }])
  expect([parts['till-over'], parts['till-even']]).toEqual([[], []])
  expect(parts['tender-short']).toMatchObject([{ count: 1, amount: -200 }])
  const { key } = parts['till-short'][0]!
  const { lines } = await owner().reports.entries({ ...of, part: 'till-short', key: key ?? '' })
  expect(lines).toMatchObject([{ session, difference }])
  const { database } = served.stage.backend
  expect(await findWrongFigures(database)).toBeUndefined()
}
