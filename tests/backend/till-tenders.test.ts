/** What was taken and what went back by tender, as the office is told of it. */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MIGRATIONS } from '../../src/backend/database/migrate.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import { serveStage, type ServedStage } from './served-stage.ts'
import { enrolTerminal } from './stage.ts'
import { FLOAT, Till } from './staged-till.ts'

let served: ServedStage
beforeAll(async () => {
  served = await serveStage()
})
afterAll(() => served.close())

const owner = () => served.client(served.stage.shop.ownerToken)
const send = (till: Till) => receive(served.stage.backend, till.terminal, till.journal.entries)

async function isProven(): Promise<void> {
  expect((await verifyBackend(served.stage.backend.database)).broken).toBeUndefined()
}

it('tells what of the cash was change, so that the rest is what came into the drawer', async () => {
  const till = new Till(await enrolTerminal(served.stage), served.stage.shop)
  till.sell()
  till.giveChange(5000)
  await send(till)
  const told = await owner().tills.session({ session: till.session })
  expect(told).toMatchObject({ tenders: [{ kind: 'cash', amount: 5100 }], change: 4900 })
  expect(told.session.expected).toBe(FLOAT + 5100 - 4900)
})

it('tells what was taken and what went back by tender, of old entries too', async () => {
  const till = new Till(await enrolTerminal(served.stage), served.stage.shop)
  till.sell(2)
  till.giveBack(40)
  await send(till)
  const { session } = till
  const tenders = async () => (await owner().tills.session({ session })).tenders
  const cash = {
    ...{ kind: 'cash', count: 4, amount: 300 },
    ...{ taken: { count: 3, amount: 340 }, back: { count: 1, amount: 40 } },
  }
  expect(await tenders()).toEqual([cash])
  till.count(FLOAT + 300)
  till.close(FLOAT + 300)
  await send(till)
  expect(await tenders()).toEqual([cash])
  await isProven()
  const { database } = served.stage.backend
  const kept = () => database.selectFrom('till_entry').select('tenders').orderBy('entry').execute()
  const before = await kept()
  // As a database of before has them: the migration reads them out of the entries.
  await database.updateTable('till_entry').set({ tenders: null }).execute()
  const migration = new URL('1030_tell_tenders_apart.sql', MIGRATIONS)
  const filling = readFileSync(migration, 'utf8').split(/^(?=update )/m)[1]
  await sql.raw(filling ?? '').execute(database)
  expect(await kept()).toEqual(before)
  // A Z that says something else of them is found.
  const wrong = JSON.stringify([{ ...cash, back: { count: 1, amount: 41 } }])
  const closing = database.updateTable('till_closing').where('session', '=', session)
  await closing.set({ tenders: wrong }).execute()
  expect((await verifyBackend(database)).broken).toContain(session)
  // One of before told nothing apart, and says nothing of it.
  await closing.set({ tenders: null }).execute()
  await isProven()
})
