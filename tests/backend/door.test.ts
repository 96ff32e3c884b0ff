import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SESSION_IDLE_MS, SESSION_LASTS_MS } from '../../src/backend/office/sessions.ts'
import { SESSIONS_OF_PERSON } from '../../src/backend/office/sessions.ts'
import { changePerson } from '../../src/backend/setup/staff.ts'
import type { ChangedPerson } from '../../src/contract/backend/staff.ts'
import { fetched, openOfficeStage, PASSWORD } from './office-stage.ts'
import type { Asking, OfficeStage } from './office-stage.ts'

let office: OfficeStage
beforeAll(async () => void (office = await openOfficeStage()))
afterAll(() => office.close())

const MINUTE = 60_000
const change = (person: string, what: Omit<ChangedPerson, 'person'>) => {
  const { backend, shop } = office.served.stage
  return changePerson(backend, shop.tenant, { person, ...what })
}
const isIn = async (by: Asking) => (await office.ask('/administration/me', {}, by)).status === 200
/** Callers may be wrong so often in a minute; names wait longer. */
const nextMinute = () => office.goAhead(MINUTE)

describe('a person of the shop at the office', () => {
  it('comes in by their name, however it is written, and goes', async () => {
    const person = await office.officer('Mia', 'manager')
    const { status, body, cookie } = await office.signIn(' MIA ')
    expect([status, body]).toMatchObject([
      200,
      { person: { id: person, name: 'Mia', role: 'manager', roleName: null }, ofWholeShop: true },
    ])
    expect(body['permissions']).toContain('read-reports')
    expect(body['permissions']).not.toContain('manage-staff')
    expect(cookie).toMatch(/^holdfast_office=[\w-]{43}; Max-Age=43200; Path=\/administration; /)
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/)
    const mia = await office.signedIn('mia')
    expect(await isIn(mia)).toBe(true)
    const out = await office.tell('/administration/sign-out', {}, mia)
    expect(out.cookie).toMatch(/^holdfast_office=; Max-Age=0;/)
    expect(await isIn(mia)).toBe(false)
  })

  it('is let in by the owner’s command, with a password from the environment', async () => {
    const { served } = office
    const person = await office.officer('Nia', 'manager')
    const parts = ['--person', person, '--office', 'Nia@Corner.example', '--all-stores']
    const weak = await served.command('staff', parts, { HOLDFAST_PASSWORD: '123456789012' })
    expect([weak.code, weak.said]).toMatchObject([2, expect.stringContaining('HOLDFAST_PASSWORD')])
    const set = await served.command('staff', parts, { HOLDFAST_PASSWORD: PASSWORD })
    expect(set.code).toBe(0)
    expect(JSON.stringify(set.figures)).toContain('{"name":"nia@corner.example","reach":"shop"}')
    expect((await office.signIn('nia@corner.example')).status).toBe(200)
    expect((await served.command('staff', ['--person', person, '--no-office'])).code).toBe(0)
    expect((await office.signIn('nia@corner.example')).status).toBe(401)
  })

  it('has a cookie that only https shows, where that is how the page came', async () => {
    const { url } = office.served
    const own = url.replace('http:', 'https:')
    const input = { name: 'mia', password: PASSWORD }
    const { cookie } = await office.tell('/administration/sign-in', input, { origin: own })
    expect(cookie).toMatch(/; Secure$/)
  })

  it('comes in by no PIN, and by no password that is short or digits alone', async () => {
    const owner = office.served.client(office.served.stage.shop.ownerToken)
    const person = await office.officer('Kim', 'admin')
    for (const password of ['2468', 'short word', '123456789012', '1234567890123456']) {
      const set = owner.staff.change({ person, office: { name: 'kim', password } })
      await expect(set).rejects.toMatchObject({ code: 'input-invalid' })
    }
    expect((await office.signIn('kim', '2468')).body.code).toBe('credential-wrong')
  })

  it('is told alike what was wrong, and nothing of who is there', async () => {
    await office.officer('Lou', 'manager')
    const gone = await office.officer('Max', 'manager')
    await change(gone, { disabled: true })
    const answers = [
      await office.signIn('lou', 'another horse entirely'),
      await office.signIn('nobody', PASSWORD),
      await office.signIn('max', PASSWORD),
    ]
    for (const { status, body, cookie } of answers) {
      expect([status, body.code, cookie]).toEqual([401, 'credential-wrong', null])
    }
    nextMinute()
  })

  it.each(['ned', 'nobody-else'])(
    'waits after five wrong passwords, also behind a backend that has just started: %s',
    async (name) => {
      await office.officer(name === 'ned' ? 'Ned' : 'Olga', 'manager')
      for (let time = 0; time < 5; time += 1) {
        expect((await office.signIn(name, 'wrong wrong wrong')).status).toBe(401)
      }
      expect((await office.signIn(name)).body.code).toBe('busy')
      const { url, close } = await office.another()
      const init = {
        ...{ method: 'POST', body: JSON.stringify({ name, password: PASSWORD }) },
        headers: { 'content-type': 'application/json', origin: url },
      }
      expect((await fetched(`${url}/administration/sign-in`, init)).body.code).toBe('busy')
      await close()
      office.goAhead(MINUTE / 2)
      expect((await office.signIn(name)).status).toBe(name === 'ned' ? 200 : 401)
      nextMinute()
    },
  )

  it('has as many tries at once as one after the other', async () => {
    await office.officer('Pia', 'manager')
    const tries = Array.from({ length: 4 }, () => office.signIn('pia', 'wrong wrong wrong'))
    await Promise.all(tries)
    expect((await office.signIn('pia', 'wrong wrong wrong')).status).toBe(401)
    expect((await office.signIn('pia')).body.code).toBe('busy')
    nextMinute()
  })

  it('makes one caller wait who tries many names', async () => {
    const statuses = new Set<number>()
    for (let time = 0; time < 11; time += 1) {
      statuses.add((await office.signIn(`guess-${String(time)}`)).status)
    }
    expect([...statuses]).toEqual([401, 429])
    nextMinute()
  })

  it('is out at once with another role or password, and without their work', async () => {
    const person = await office.officer('Quin', 'admin')
    for (const what of [
      { role: 'manager' },
      { office: { name: 'quin', password: PASSWORD, reach: 'store' as const } },
      { disabled: true },
    ]) {
      const quin = await office.signedIn('quin')
      expect(await isIn(quin)).toBe(true)
      expect(await change(person, what)).toMatchObject({ ok: true })
      expect(await isIn(quin)).toBe(false)
    }
    await change(person, { disabled: false })
    const quin = await office.signedIn('quin')
    await change(person, { office: null })
    expect([await isIn(quin), (await office.signIn('quin')).status]).toEqual([false, 401])
  })

  it('chooses a password of their own, and is out wherever else they were in', async () => {
    await office.officer('Rosa', 'cashier')
    const [here, there] = [await office.signedIn('rosa'), await office.signedIn('rosa')]
    const next = 'another horse, of course'
    const path = '/administration/password'
    const wrong = await office.tell(path, { password: next, next }, here)
    expect(wrong.body.code).toBe('password-wrong')
    const changed = await office.tell(path, { password: PASSWORD, next }, here)
    expect(changed.body).toEqual({ changed: true })
    const now = { ...here, cookie: changed.cookie?.split(';')[0] ?? '' }
    expect([await isIn(here), await isIn(there), await isIn(now)]).toEqual([false, false, true])
    expect((await office.signIn('rosa')).status).toBe(401)
    expect((await office.signIn('rosa', next)).status).toBe(200)
  })
})

describe('a session', () => {
  it('ends when nobody asks anything, and after a working day whoever does', async () => {
    await office.officer('Sam', 'manager')
    const idle = await office.signedIn('sam')
    office.goAhead(SESSION_IDLE_MS - MINUTE)
    expect(await isIn(idle)).toBe(true)
    office.goAhead(SESSION_IDLE_MS)
    expect(await isIn(idle)).toBe(false)
    const busy = await office.signedIn('sam')
    for (let passed = 0; passed < SESSION_LASTS_MS; passed += SESSION_IDLE_MS / 2) {
      expect(await isIn(busy)).toBe(true)
      office.goAhead(SESSION_IDLE_MS / 2)
    }
    expect(await isIn(busy)).toBe(false)
  })

  it('is one of so many of a person, and kept as a hash alone, as their password is', async () => {
    await office.officer('Tom', 'manager')
    const first = await office.signedIn('tom')
    for (let more = 0; more < SESSIONS_OF_PERSON; more += 1) {
      office.goAhead(1)
      await office.signedIn('tom')
    }
    expect(await isIn(first)).toBe(false)
    const last = await office.signedIn('tom')
    const { database } = office.served.stage.backend
    const kept = [
      ...(await database.selectFrom('office_session').selectAll().execute()),
      ...(await database.selectFrom('office_account').selectAll().execute()),
      ...(await database.selectFrom('office_attempt').selectAll().execute()),
    ]
    const token = last['cookie']?.split('=')[1] ?? 'none'
    expect(JSON.stringify(kept)).not.toContain(token)
    expect(JSON.stringify(kept)).not.toContain(PASSWORD)
  })

  it.each([
    [{ origin: 'https://elsewhere.example' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'null' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{}],
  ])('does nothing for a page of somebody else, nor signs in by it: %o', async (headers) => {
    const { cookie = '' } = await office.signedIn('tom')
    const by = { cookie, ...headers }
    const changed = await office.tell('/administration/promotions', {}, by)
    expect(changed.body.code).toBe('not-permitted')
    const out = await office.tell('/administration/sign-out', {}, by)
    expect([out.body.code, await isIn({ cookie })]).toEqual(['not-permitted', true])
    const input = { name: 'tom', password: PASSWORD }
    const signedIn = await office.tell('/administration/sign-in', input, headers)
    expect([signedIn.body.code, signedIn.cookie]).toEqual(['not-permitted', null])
  })
})

describe('who is of one store', () => {
  it('is told of that store and of no other, and reads no costs that are not theirs', async () => {
    const { other, served } = office
    await office.officer('Uma', 'supervisor', 'store', other)
    const { staff } = served.client(served.stage.shop.ownerToken)
    const roles = { supervisor: { 'read-reports': { kind: 'allowed' as const } } }
    await staff.rules({ store: other, roles })
    const uma = await office.signedIn('uma')
    const stores = await office.ask('/administration/reports/stores', {}, uma)
    expect(stores.body).toMatchObject([{ store: other }])
    const dashboard = await office.ask('/administration/reports/dashboard', {}, uma)
    expect(dashboard.body['margins']).toBe(false)
    const { store } = served.stage.shop
    const refused = await office.ask('/administration/reports/dashboard', { store }, uma)
    expect(refused.body.code).toBe('not-permitted')
  })

  it('changes nobody of another store or of the whole shop, and makes nobody so', async () => {
    const { other } = office
    const [here, there] = [
      await office.officer('Vera', 'manager', 'store'),
      await office.officer('Will', 'manager', 'store', other),
    ]
    const whole = await office.officer('Xenia', 'admin', 'shop')
    await office.officer('Ina', 'admin', 'store')
    const ina = await office.signedIn('ina')
    const asked = async (person: string, what: object) =>
      (await office.tell('/administration/staff/changes', { person, ...what }, ina)).body.code
    expect(await asked(here, { name: 'Vera M.' })).toBeUndefined()
    expect(await asked(there, { name: 'Willy' })).toBe('not-permitted')
    expect(await asked(whole, { pin: '4321' })).toBe('not-permitted')
    const reach = { name: 'vera', password: PASSWORD, reach: 'shop' as const }
    expect(await asked(here, { office: reach })).toBe('not-permitted')
  })

  it('comes in by a name that nobody else of the shop has', async () => {
    const person = await office.officer('Yves', 'manager', 'store', office.other)
    const taken = { name: 'vera', password: PASSWORD, reach: 'store' as const }
    expect(await change(person, { office: taken })).toMatchObject({
      failure: { code: 'sign-in-name-taken' },
    })
  })
})

it('is of the whole shop while that has one store', async () => {
  const { backend, shop } = office.served.stage
  await office.officer('Zoe', 'manager', 'store')
  const zoe = await office.signedIn('zoe')
  const me = () => office.ask('/administration/me', {}, zoe)
  expect((await me()).body['ofWholeShop']).toBe(false)
  await backend.database
    .deleteFrom('store')
    .where('tenant', '=', shop.tenant)
    .where('id', '=', office.other)
    .execute()
  expect((await me()).body['ofWholeShop']).toBe(true)
})
