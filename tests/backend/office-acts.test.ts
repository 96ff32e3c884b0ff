import { afterAll, beforeAll, expect, it } from 'vitest'
import { compareHeads } from '../../src/backend/intake/heads.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { ACTS_SHOWN, type OfficeActs } from '../../src/contract/backend/acts.ts'
import { minor } from '../../src/domain/money.ts'
import { openOfficeStage, PASSWORD, type Asking, type OfficeStage } from './office-stage.ts'
import { enrolTerminal } from './stage.ts'
import { FLOAT, Till } from './staged-till.ts'
import { openTill } from './web-stage.ts'

let office: OfficeStage
let manager: Asking
let admin: Asking
const ids = { manager: '', admin: '' }

beforeAll(async () => {
  office = await openOfficeStage()
  ids.manager = await office.officer('Mia', 'manager')
  ids.admin = await office.officer('Ada', 'admin')
  manager = await office.signedIn('mia')
  admin = await office.signedIn('ada')
})
afterAll(() => office.close())

async function acts(by: Asking, input: object = {}): Promise<OfficeActs> {
  const { body } = await office.ask('/administration/acts', input, by)
  return body as unknown as OfficeActs
}
const newest = async (by: Asking = manager) => (await acts(by)).acts[0]

it('a session that was left is closed by who is signed in, and the till hears who', async () => {
  const { stage } = office.served
  const till = new Till(await enrolTerminal(stage), stage.shop)
  await receive(stage.backend, till.terminal, till.journal.entries)
  const word = { session: till.session, store: stage.shop.store, reason: 'Nobody came back' }
  const path = '/administration/tills/closed-elsewhere'
  const forAnother = await office.tell(path, { ...word, person: 'Chen' }, manager)
  expect(forAnother.body.code).toBe('input-invalid')
  const owner = { authorization: `Bearer ${stage.shop.ownerToken}` }
  expect((await office.tell(path, word, owner)).body.code).toBe('input-invalid')
  const closed = await office.tell(path, word, manager)
  expect(closed.body['session']).toMatchObject({
    elsewhere: { person: 'Mia', personId: ids.manager, reason: word.reason },
  })
  const { till: news } = await compareHeads(stage.backend, till.terminal, [])
  expect(news.elsewhere).toMatchObject([{ session: till.session, person: 'Mia' }])
  expect(await newest()).toMatchObject({
    ...{ person: { id: ids.manager, name: 'Mia' }, act: 'tills.closeElsewhere', outcome: 'done' },
    ...{ permission: 'close-till', subject: 'Till', store: 'Corner shop', fields: ['reason'] },
  })
})

it('who may not accept a difference does not close a session with one from here', async () => {
  const { stage } = office.served
  await office.officer('Sue', 'supervisor')
  const supervisor = await office.signedIn('sue')
  const till = new Till(await enrolTerminal(stage), stage.shop)
  till.sell()
  await receive(stage.backend, till.terminal, till.journal.entries)
  const path = '/administration/tills/closed-elsewhere'
  const word = { session: till.session, store: stage.shop.store, reason: 'Nobody came back' }
  const counts = (counted: number) => ({ ...word, counted })
  const refused = await office.tell(path, counts(FLOAT), supervisor)
  expect([refused.status, refused.body.code]).toEqual([422, 'difference-not-permitted'])
  expect(await newest()).toMatchObject({
    ...{ act: 'tills.closeElsewhere', outcome: 'difference-not-permitted' },
    person: { name: 'Sue' },
  })
  const { body: right } = await office.tell(path, counts(FLOAT + 100), supervisor)
  expect(right['session']).toMatchObject({ elsewhere: { person: 'Sue', counted: FLOAT + 100 } })
  const other = new Till(await enrolTerminal(stage), stage.shop)
  await receive(stage.backend, other.terminal, other.journal.entries)
  const short = { ...counts(FLOAT - 50), session: other.session }
  expect((await office.tell(path, short, supervisor)).body.code).toBe('difference-not-permitted')
  // Within what the store tolerates nobody is asked, within their limit neither is who has one.
  const owner = office.served.client(stage.shop.ownerToken)
  await owner.settings.set({ till: { tolerance: 20 } })
  const kind = 'approval' as const
  const roles = { supervisor: { 'accept-difference': { kind, within: { amount: minor(50) } } } }
  await owner.staff.rules({ roles })
  const far = { ...counts(FLOAT - 51), session: other.session }
  expect((await office.tell(path, far, supervisor)).body.code).toBe('difference-not-permitted')
  expect((await office.tell(path, short, supervisor)).status).toBe(200)
  const third = new Till(await enrolTerminal(stage), stage.shop)
  await receive(stage.backend, third.terminal, third.journal.entries)
  await owner.staff.rules({ roles: {} })
  const little = { ...counts(FLOAT - 20), session: third.session }
  expect((await office.tell(path, little, supervisor)).status).toBe(200)
})

it('who comes in and goes is written down, and who was wrong about a password', async () => {
  await office.signIn('mia', 'wrong wrong wrong')
  expect(await newest()).toMatchObject({ act: 'door.signIn', outcome: 'credential-wrong' })
  const again = await office.signedIn('mia')
  expect(await newest()).toMatchObject({ act: 'door.signIn', outcome: 'done' })
  await office.tell('/administration/sign-out', {}, again)
  expect(await newest()).toMatchObject({ act: 'door.signOut', person: { name: 'Mia' } })
  const before = await newest()
  await office.signIn('nobody', 'wrong wrong wrong')
  expect(await newest()).toEqual(before)
})

it('an act names whom it was done to and what was said of them, never what it was', async () => {
  const change = { person: ids.manager, office: { name: 'mia', password: `${PASSWORD}!` } }
  await office.tell('/administration/staff/changes', change, admin)
  expect(await newest(admin)).toMatchObject({
    ...{ act: 'staff.change', person: { name: 'Ada' }, subject: 'Mia', fields: ['office'] },
  })
  expect(JSON.stringify(await acts(admin))).not.toContain(PASSWORD)
  // Their own password was changed: they come in anew.
  expect((await office.ask('/administration/acts', {}, manager)).status).toBe(401)
  await office.tell('/administration/staff/changes', { ...change, office: undefined }, admin)
  const back = { name: 'mia', password: PASSWORD, reach: 'shop' }
  await office.tell('/administration/staff/changes', { ...change, office: back }, admin)
  manager = await office.signedIn('mia')
})

it('what is refused is written down, and looks are not', async () => {
  const refused = await office.ask('/administration/staff', {}, manager)
  expect(refused.body).toMatchObject({
    ...{ code: 'not-permitted', data: { permission: 'manage-staff' } },
  })
  const act = { act: 'staff.list', permission: 'manage-staff', outcome: 'not-permitted' }
  expect(await newest()).toMatchObject(act)
  await office.ask('/administration/reports/dashboard', {}, manager)
  expect(await newest()).toMatchObject(act)
  const gone = { person: ids.manager, role: 'nobody-has-it' }
  await office.tell('/administration/staff/changes', gone, admin)
  expect(await newest()).toMatchObject({ act: 'staff.change', outcome: 'role-unknown' })
})

it('what the owner’s token did is nobody’s in particular', async () => {
  await office.served.client(office.served.stage.shop.ownerToken).staff.rules({ roles: {} })
  expect(await newest()).toMatchObject({ act: 'staff.rules', person: null, outcome: 'done' })
})

it('is told a page at a time, and who is of one store is told of that one', async () => {
  const { other, served } = office
  await office.officer('Otto', 'manager', 'store', other)
  const otto = await office.signedIn('otto')
  const own = await acts(otto)
  expect(own.acts.map(({ act, store }) => [act, store])).toEqual([['door.signIn', 'Harbour shop']])
  const elsewhere = await office.ask(
    '/administration/acts',
    { store: served.stage.shop.store },
    otto,
  )
  expect(elsewhere.body.code).toBe('not-permitted')
  for (let more = 0; more < ACTS_SHOWN; more += 1) {
    await office.tell('/administration/staff/rules', { roles: {} }, admin)
  }
  const first = await acts(admin)
  expect(first.acts).toHaveLength(ACTS_SHOWN)
  const { acts: older, next } = await acts(admin, { before: first.next ?? '' })
  expect(older.length).toBeGreaterThan(5)
  expect(next).toBeNull()
  const seen = new Set([...first.acts, ...older].map(({ id }) => id))
  expect(seen.size).toBe(first.acts.length + older.length)
})

it('two customers are one by the word of who is signed in, and parted from the list', async () => {
  const till = await openTill(office.served.stage)
  const kept = await till.customer({ name: 'Ida' })
  const merged = await till.customer({ name: 'I. Bell' })
  const list = () => office.ask('/administration/merged', { skip: '0' }, admin)
  const merging = () => office.tell('/administration/merges', { kept, merged }, admin)
  expect((await merging()).body).toEqual({ merged: true })
  expect((await merging()).body.code).toBe('customers-one-already')
  expect((await list()).body).toMatchObject({
    merges: [{ customer: merged, name: 'I. Bell', into: { name: 'Ida' }, by: 'Ada' }],
    hasMore: false,
  })
  await office.tell('/administration/partings', { customer: merged }, admin)
  expect((await list()).body).toMatchObject({ merges: [] })
})
