/** Till sessions at the backend: they outlive the device, and no entry of them is lost. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compareHeads } from '../../src/backend/intake/heads.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { rebuildFigures } from '../../src/backend/reports/rebuild.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import { minor } from '../../src/domain/money.ts'
import { serveStage, type ServedStage } from './served-stage.ts'
import { enrolTerminal, random } from './stage.ts'
import { FLOAT, Till } from './staged-till.ts'
import { shuffled } from './report-days.ts'

let served: ServedStage
beforeAll(async () => {
  served = await serveStage()
})
afterAll(() => served.close())

const owner = () => served.client(served.stage.shop.ownerToken)
const newTill = async () => new Till(await enrolTerminal(served.stage), served.stage.shop)
const send = (till: Till, entries = till.journal.entries) =>
  receive(served.stage.backend, till.terminal, entries)
const look = async (till: Till) => (await owner().tills.session({ session: till.session })).session

async function isProven(): Promise<void> {
  expect((await verifyBackend(served.stage.backend.database)).broken).toBeUndefined()
}

it('follows a session from its float to its Z, and lists what is open first', async () => {
  const [till, other] = [await newTill(), await newTill()]
  await send(other)
  till.sell(3)
  till.payOut(50)
  await send(till)
  const open = { state: 'open', sales: 3, turnover: 300, expected: FLOAT + 250, float: FLOAT }
  expect(await look(till)).toMatchObject({ ...open, currency: 'EUR', closing: null })
  till.count(FLOAT + 240)
  await send(till)
  expect(await look(till)).toMatchObject({ state: 'counted' })
  till.close(FLOAT + 240)
  await send(till)
  const { sessions, hasMore } = await owner().tills.sessions({})
  expect(hasMore).toBe(false)
  expect(sessions.map(({ session }) => session)).toEqual([other.session, till.session])
  expect(sessions[1]).toMatchObject({
    ...{ state: 'closed', sales: 3, turnover: 300, expected: FLOAT + 250, closedAgain: 0 },
    closing: { z: 1, difference: -10, unsent: { entries: 3, sales: 1 } },
    corrections: { count: 0 },
  })
  const { terminal } = other.terminal
  expect((await owner().tills.sessions({ terminal })).sessions).toHaveLength(1)
  await isProven()
})

it('lets a person close what was abandoned, until its own Z comes and both are shown', async () => {
  const till = await newTill()
  till.sell(2)
  await send(till)
  const word = { session: till.session, person: 'Ada', reason: 'The till was stolen' }
  const closed = await owner().tills.closeElsewhere({ ...word, counted: minor(FLOAT) })
  const then = { person: 'Ada', sales: 2, turnover: 200, expected: FLOAT + 200, counted: FLOAT }
  expect(closed.session).toMatchObject({ state: 'closed-elsewhere', elsewhere: then })
  // Its terminal hears of it, where it still is.
  const { till: news } = await compareHeads(served.stage.backend, till.terminal, [])
  const told = { session: till.session, person: 'Ada', reason: word.reason, counted: FLOAT }
  expect(news.elsewhere).toMatchObject([told])
  // Of two people who close it one wins.
  await expect(owner().tills.closeElsewhere(word)).rejects.toMatchObject({ code: 'session-closed' })
  // It was not stolen, only away: what it sold since is late for this word.
  till.sell(2)
  till.payOut(30)
  await send(till)
  const late = await owner().tills.session({ session: till.session })
  expect(late.session).toMatchObject({
    ...{ sales: 4, expected: FLOAT + 370, elsewhere: { ...then, isFinal: false } },
    corrections: { count: 3, sales: 2, turnover: 200, cash: 170 },
  })
  expect(late.corrections).toMatchObject([
    { number: 1, kind: 'sale', cash: 100 },
    { number: 2, kind: 'sale', cash: 100 },
    { number: 3, kind: 'cash', name: 'Milk', cash: -30 },
  ])
  till.count(FLOAT + 370)
  till.close(FLOAT + 370)
  await send(till)
  expect(await look(till)).toMatchObject({
    ...{ state: 'closed', elsewhere: then, closing: { z: 1, sales: 4, difference: 0 } },
    corrections: { count: 0 },
  })
  await expect(owner().tills.closeElsewhere(word)).rejects.toMatchObject({ code: 'session-closed' })
  const nowhere = { ...word, session: random.id() }
  await expect(owner().tills.closeElsewhere(nowhere)).rejects.toMatchObject({ code: 'not-found' })
  await isProven()
})

it('lets a word be corrected until it is final, and keeps both', async () => {
  const till = await newTill()
  till.sell()
  await send(till)
  const { session } = till
  const word = { session, person: 'Ada', reason: 'Lost' }
  const say = (counted: number, corrects?: number) =>
    owner().tills.closeElsewhere({ ...word, counted: minor(counted), corrects })
  const first = (await say(10)).session.elsewhere!
  till.sell()
  await send(till)
  await expect(say(FLOAT)).rejects.toMatchObject({ code: 'session-closed' })
  const { session: second, correctedWords } = await say(FLOAT + 100, first.at)
  // What came after the first is late for this one too.
  expect(second).toMatchObject({
    elsewhere: { counted: FLOAT + 100, expected: FLOAT + 100, sales: 1 },
    corrections: { count: 1 },
  })
  expect(correctedWords).toMatchObject([{ at: first.at, counted: 10, person: 'Ada' }])
  const { till: news } = await compareHeads(served.stage.backend, till.terminal, [])
  expect(news.elsewhere).toMatchObject([{ session, counted: FLOAT + 100 }])
  // Of two people who correct it the second is told.
  await expect(say(20, first.at)).rejects.toMatchObject({ code: 'session-closed' })
  await say(FLOAT + 90, second.elsewhere!.at)
  const third = await owner().tills.session({ session })
  expect(third.correctedWords.map(({ counted }) => counted)).toEqual([FLOAT + 100, 10])
  const { terminal } = till.terminal
  await owner().administration.closeEpoch({ terminal, epoch: till.journal.head().epoch.id })
  const late = say(30, third.session.elsewhere!.at)
  await expect(late).rejects.toMatchObject({ code: 'session-closed' })
  await isProven()
})

it('lists a session that was closed from elsewhere among those that are over', async () => {
  const [open, lost] = [await newTill(), await newTill()]
  await send(open)
  lost.sell()
  await send(lost)
  const places = async () => {
    const { sessions } = await owner().tills.sessions({})
    return [open, lost].map((till) => sessions.findIndex((each) => each.session === till.session))
  }
  const [openBefore, lostBefore] = await places()
  expect(lostBefore).toBeLessThan(openBefore!)
  await owner().tills.closeElsewhere({ session: lost.session, person: 'Ada', reason: 'Lost' })
  const [openAfter, lostAfter] = await places()
  expect(openAfter).toBeLessThan(lostAfter!)
})

it('says that no Z is to be waited for once the epoch of a lost till is over', async () => {
  const till = await newTill()
  till.sell()
  await send(till)
  const word = { session: till.session, person: 'Ada', reason: 'Lost' }
  await owner().tills.closeElsewhere(word)
  expect(await look(till)).toMatchObject({ elsewhere: { isFinal: false } })
  const { terminal } = till.terminal
  const epoch = till.journal.head().epoch.id
  await owner().administration.closeEpoch({ terminal, epoch })
  expect(await look(till)).toMatchObject({ elsewhere: { isFinal: true } })
})

it('takes what a restored till does not know any more as corrections, in any order', async () => {
  for (const order of [[0], [5, 1, 3], [9, 2, 7, 0]]) {
    const till = await newTill()
    till.sell(2)
    const held = till.journal.entries.length
    till.sell(3)
    const first = till.journal.entries
    // The backup is older than three sales that were sent: its Z does not have them.
    const before = till.restore(held)
    till.sell(1)
    till.count(FLOAT + 300)
    till.close(FLOAT + 300, 1, before)
    await send(till, shuffled([...first, ...till.journal.entries], order))
    const { session, corrections } = await owner().tills.session({ session: till.session })
    expect(session).toMatchObject({
      ...{ state: 'closed', sales: 6, turnover: 600, expected: FLOAT + 600 },
      closing: { sales: 3, expected: FLOAT + 300, difference: 0 },
      corrections: { count: 3, sales: 3, turnover: 300, cash: 300 },
    })
    expect(corrections.map(({ number }) => number)).toEqual([1, 2, 3])
  }
  await isProven()
})

it('keeps the first of two closes and shows the other, whichever comes first', async () => {
  for (const isLateFirst of [false, true]) {
    const till = await newTill()
    till.sell(2)
    const held = till.journal.entries.length
    till.sell(1)
    till.count(FLOAT + 300)
    till.close(FLOAT + 300)
    const first = till.journal.entries
    // Restored from before its close: it sells on in that session, and closes it again.
    const before = till.restore(held)
    till.sell(2)
    till.count(FLOAT + 400)
    till.close(FLOAT + 390, 1, before)
    const second = till.journal.entries
    const sent = isLateFirst ? [second, first] : [first, second]
    for (const entries of sent) await send(till, entries)
    const { session, others } = await owner().tills.session({ session: till.session })
    expect(session).toMatchObject({
      ...{ closing: { sales: 3, difference: 0 }, closedAgain: 1, sales: 5 },
      corrections: { count: 2, turnover: 200 },
    })
    expect(others).toMatchObject([{ sales: 4, difference: -10 }])
    // The terminal hears of it: it may have lost a Z, and does not know what the first lacks.
    const { till: news } = await compareHeads(served.stage.backend, till.terminal, [])
    // Where the first close came last, its own sale was told as the first correction.
    const given = isLateFirst ? [2, 3] : [1, 2]
    expect(news.lastZ).toBe(1)
    expect(news.corrections.map(({ number }) => number)).toEqual(given)
  }
  await isProven()
})

it('tells a terminal how far its fiscal closings had come', async () => {
  const till = await newTill()
  till.closeDay(1)
  till.closeDay(2)
  await send(till)
  const { till: news } = await compareHeads(served.stage.backend, till.terminal, [])
  expect(news.closings).toEqual({ day: 2, month: 0, year: 0 })
  const { database } = served.stage.backend
  const kept = database.selectFrom('fiscal_closing').selectAll()
  const days = await kept.where('terminal', '=', till.terminal.terminal).execute()
  expect(days.map(({ kind, number }) => [kind, number])).toEqual([
    ['day', 1],
    ['day', 2],
  ])
})

it('finds all of it again in the entries, and gives no correction another number', async () => {
  const { tenant, store } = served.stage.shop
  const { database } = served.stage.backend
  const all = async () => {
    const [sessions, entries] = [
      await database.selectFrom('till_session').selectAll().orderBy('id').execute(),
      await database.selectFrom('till_entry').selectAll().orderBy('entry').execute(),
    ]
    return { sessions, entries }
  }
  const before = await all()
  await rebuildFigures(served.stage.backend, { tenant, store })
  expect(await all()).toEqual(before)
  await database.deleteFrom('till_session').execute()
  await database
    .deleteFrom('till_entry')
    .where('numbered', 'is', null)
    .where('session', 'in', (closed) => closed.selectFrom('till_closing').select('session'))
    .execute()
  await rebuildFigures(served.stage.backend, { tenant, store })
  expect(await all()).toEqual(before)
})

it('finds a Z that is not what its entries come to', async () => {
  const till = await newTill()
  till.sell()
  till.count(FLOAT + 100)
  till.close(FLOAT + 100)
  await send(till)
  await isProven()
  const { database } = served.stage.backend
  const wrong = database.updateTable('till_entry').set({ cash: 99 })
  await wrong.where('session', '=', till.session).execute()
  expect((await verifyBackend(database)).broken).toContain(till.session)
})
