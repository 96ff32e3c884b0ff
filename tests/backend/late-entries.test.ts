/** Entries that came too late for a Z: all that it would have counted, not its money alone. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compareHeads } from '../../src/backend/intake/heads.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { rebuildFigures } from '../../src/backend/reports/rebuild.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import { serveStage, type ServedStage } from './served-stage.ts'
import { enrolTerminal, random } from './stage.ts'
import { FLOAT, Till } from './staged-till.ts'

let served: ServedStage
beforeAll(async () => {
  served = await serveStage()
})
afterAll(() => served.close())

const owner = () => served.client(served.stage.shop.ownerToken)
const newTill = async () => new Till(await enrolTerminal(served.stage), served.stage.shop)
const send = (till: Till, entries = till.journal.entries) =>
  receive(served.stage.backend, till.terminal, entries)

/** Of its corrections, by their entries. */
async function numbersOf(till: Till): Promise<ReadonlyMap<string, number | null>> {
  const kept = served.stage.backend.database.selectFrom('till_entry')
  const late = kept.where('session', '=', till.session).where('correction', 'is not', null)
  const rows = await late.select(['entry', 'correction']).orderBy('correction').execute()
  return new Map(rows.map(({ entry, correction }) => [entry, correction]))
}

async function isProven(): Promise<void> {
  expect((await verifyBackend(served.stage.backend.database)).broken).toBeUndefined()
}

it('numbers all that a Z counts and that came late to it, not its money alone', async () => {
  const till = await newTill()
  const goods = { line: random.id(), variant: null, name: 'Tea', quantity: 1000 }
  const removal = { ...goods, unitPrice: 2_500_000, at: 5, by: random.id() }
  const abandoned = {
    ...{ draft: random.id(), openedAt: 1, lines: [], removals: [removal], total: 400 },
  }
  const watch = (reason: string) => {
    till.also({ kind: 'drawer-opened', body: { reason } })
    till.also({ kind: 'cart-abandoned', body: abandoned } as unknown as Fact)
    till.also({ kind: 'act-approved', body: { permission: 'open-drawer', extent: {} } })
    // Of this a Z counts nothing.
    till.also({ kind: 'staff-signed-out', body: { reason: 'idle' } })
  }
  watch('Change')
  till.sell()
  const held = till.journal.entries.length
  watch('Again')
  const first = till.journal.entries
  const before = till.restore(held)
  till.also({ kind: 'act-refused', body: { permission: 'pay-out' } })
  till.count(FLOAT + 100)
  till.close(FLOAT + 100, 1, before)
  await send(till, [...till.journal.entries, ...first])
  const { session, corrections, watched } = await owner().tills.session({ session: till.session })
  expect(session).toMatchObject({
    ...{ sales: 1, expected: FLOAT + 100 },
    corrections: { count: 3, sales: 0, turnover: 0, cash: 0 },
  })
  const [noSale, cart, approval] = [
    [{ figure: 'noSales', count: 1 }],
    [
      { figure: 'removals', count: 1, amount: 250 },
      { figure: 'abandoned', count: 1, amount: 400 },
    ],
    [{ figure: 'approvals', count: 1 }],
  ]
  expect(corrections).toMatchObject([
    { number: 1, kind: 'other', name: 'Again', currency: null, watched: noSale },
    { number: 2, kind: 'other', name: '', watched: cart },
    { number: 3, kind: 'other', name: '', watched: approval },
  ])
  expect(watched.late).toEqual([...cart, ...noSale, ...approval])
  expect(watched.all).toEqual([
    { figure: 'removals', count: 2, amount: 500 },
    { figure: 'abandoned', count: 2, amount: 800 },
    { figure: 'noSales', count: 2 },
    { figure: 'approvals', count: 2 },
    { figure: 'refusals', count: 1 },
  ])
  // A till of before knows no others, and reads what it knows.
  const { till: news } = await compareHeads(served.stage.backend, till.terminal, [])
  expect(news.corrections).toEqual([])
  expect(news.otherCorrections).toMatchObject([{ number: 1, name: 'Again' }, {}, { number: 3 }])
  await isProven()
  // What a Z says of it is held to its entries too.
  const { database } = served.stage.backend
  const closing = database.updateTable('till_closing').where('session', '=', till.session)
  const wrong = [{ figure: 'noSales', count: 7 }]
  const right = await database
    .selectFrom('till_closing')
    .select((eb) => eb.cast<string>('watched', 'text').as('watched'))
    .where('session', '=', till.session)
    .executeTakeFirstOrThrow()
  await closing.set({ watched: JSON.stringify(wrong) }).execute()
  expect((await verifyBackend(database)).broken).toContain(till.session)
  await closing.set(right).execute()
  await isProven()
})

it('learns of what a program of before did not keep, and numbers it at the end', async () => {
  const till = await newTill()
  till.sell()
  const held = till.journal.entries.length
  till.also({ kind: 'drawer-opened', body: { reason: 'Late' } })
  till.sell()
  const first = till.journal.entries
  const before = till.restore(held)
  till.count(FLOAT + 100)
  till.close(FLOAT + 100, 1, before)
  await send(till, [...first, ...till.journal.entries])
  const { database } = served.stage.backend
  // As it kept them: no entry without money, and of the others nothing but money.
  const own = database.deleteFrom('till_entry').where('session', '=', till.session)
  await own.where('kind', '=', 'other').execute()
  await database.updateTable('till_entry').set({ watched: null }).execute()
  await database.updateTable('till_closing').set({ watched: null }).execute()
  const late = database.updateTable('till_entry').where('session', '=', till.session)
  await late.where('correction', '=', 2).set({ correction: 1, numbered: 1 }).execute()
  const { tenant, store } = served.stage.shop
  await rebuildFigures(served.stage.backend, { tenant, store })
  const { corrections } = await owner().tills.session({ session: till.session })
  expect(corrections).toMatchObject([
    { number: 1, kind: 'sale' },
    { number: 2, kind: 'other', name: 'Late', watched: [{ figure: 'noSales', count: 1 }] },
  ])
  const kept = await database.selectFrom('till_closing').select('watched').execute()
  expect(kept.every(({ watched }) => watched !== null)).toBe(true)
  await isProven()
})

it('leaves every correction its number, whatever other closes still come', async () => {
  const till = await newTill()
  till.sell(2)
  const held = till.journal.entries.length
  till.sell(1)
  till.count(FLOAT + 300)
  till.close(FLOAT + 300)
  await send(till)
  const before = till.restore(held)
  till.sell(6)
  till.count(FLOAT + 800)
  // Each by itself, so that they are numbered as they come and not as their hashes are sorted.
  for (const entry of till.journal.entries) await send(till, [entry])
  const told = await numbersOf(till)
  expect([...told.values()]).toEqual([1, 2, 3, 4, 5, 6])
  till.close(FLOAT + 800, 1, before)
  await send(till)
  const { session } = await owner().tills.session({ session: till.session })
  expect(session).toMatchObject({ closing: { sales: 3 }, closedAgain: 1 })
  expect(await numbersOf(till)).toEqual(told)
})

it('gives no number twice where another close takes the place of the one before', async () => {
  const till = await newTill()
  till.sell(2)
  const held = till.journal.entries.length
  till.sell(1)
  till.count(FLOAT + 300)
  till.close(FLOAT + 300)
  const first = till.journal.entries
  const close = first.at(-1)!
  const before = till.restore(held)
  till.sell(2)
  till.count(FLOAT + 400)
  till.close(FLOAT + 400, 1, before)
  await send(till)
  await send(till, first.slice(0, -1))
  // The sale that the restored till did not have is late for its Z, but not for the first.
  const [lost, ...others] = await numbersOf(till)
  expect([lost?.[1], others]).toEqual([1, []])
  await send(till, [close])
  const told = await numbersOf(till)
  expect([...told.values()]).toEqual([2, 3])
  expect(told.has(lost![0])).toBe(false)
})
