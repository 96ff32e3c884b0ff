/** Who may ask what of the backend: every route of every door, held against whoever might ask. */
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { AnyContractProcedure } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyOf } from '../../src/backend/access/keyed-hash.ts'
import { makeShopKey } from '../../src/backend/access/shop-keys.ts'
import { revokeTerminal } from '../../src/backend/administration/terminals.ts'
import { write } from '../../src/backend/database/write.ts'
import { createBackendServer, type BackendServer } from '../../src/backend/http/server.ts'
import { personalDigestOf } from '../../src/backend/intake/signature.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { createReportsPage } from '../../src/backend/reports/page.ts'
import { enrol, issueReplacementCode } from '../../src/backend/setup/enrolment.ts'
import { serveStorePage } from '../../src/backend/shop/page.ts'
import { addressHash } from '../../src/backend/shoppers/hashes.ts'
import { openSession } from '../../src/backend/shoppers/sessions.ts'
import { backendContract } from '../../src/contract/backend/router.ts'
import { personalText } from '../../src/domain/customer/customer.ts'
import { roleSchema } from '../../src/domain/permission.ts'
import { fetched, openOfficeStage, type Asking, type OfficeStage } from './office-stage.ts'
import { OFFICE_ROWS } from './office-rows.ts'
import { BESIDE, routeRows, type Asker, type RouteRow } from './route-rows.ts'
import { clock, enrolTerminal, found, makeKeys, random } from './stage.ts'
import { Till } from './staged-till.ts'

interface Procedure {
  readonly name: string
  readonly path: string
  readonly method: string
}

const PROCEDURES: readonly Procedure[] = Object.entries(backendContract).flatMap(([part, inner]) =>
  Object.entries(inner as Record<string, AnyContractProcedure>).map(([name, procedure]) => {
    const { path = '', method = '' } = procedure['~orpc'].route
    return { name: `${part}.${name}`, path, method }
  }),
)
/** It ends the session of the shopper: they ask all others before. */
const LAST = 'shopper.signOut'
const OURS = PROCEDURES.filter(({ name }) => !Object.hasOwn(OFFICE_ROWS, name)).toSorted(
  (one, other) => Number(one.name === LAST) - Number(other.name === LAST),
)
/** Whoever is told one of these is not let in. */
const REFUSED = ['credential-wrong', 'not-permitted', 'not-signed-in']

interface Caller {
  readonly is: Asker
  readonly shows: Asking
  readonly isOfOtherPage?: true
}

let office: OfficeStage
let server: BackendServer
let url: string
let rows: Readonly<Record<string, RouteRow>>
const callers = new Map<string, Caller>()
/** By what anything of the shop, or of the store that is asked about, would be known. */
let ofShop: readonly string[]
let ofStore: readonly string[]

const bearer = (credential: string): Asking => ({ authorization: `Bearer ${credential}` })

beforeAll(async () => {
  office = await openOfficeStage()
  const { stage } = office.served
  const { backend, shop } = stage
  let ahead = 0
  // Each look is a minute later: nobody is wrong too often.
  const elapsed = () => clock.elapsed() + (ahead += 60_000)
  server = createBackendServer(
    { ...backend, clock: { ...backend.clock, elapsed } },
    serveStorePage,
    createReportsPage(tmpdir()),
  )
  await new Promise<void>((resolve) => server.server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  url = typeof address === 'object' ? `http://127.0.0.1:${String(address?.port)}` : ''
  const till = new Till(await enrolTerminal(stage), shop)
  till.sell(1)
  await receive(backend, till.terminal, till.journal.entries)
  rows = routeRows(till.session)
  ofStore = [shop.store, till.terminal.terminal, till.session]
  ofShop = [shop.tenant, ...ofStore]
  await addTills(till.terminal.credential)
  await addOthers()
}, 60_000)
afterAll(async () => {
  await server.close()
  await office.close()
})

async function addTills(enrolled: string): Promise<void> {
  const { stage } = office.served
  const { backend, shop } = stage
  const { tenant } = shop
  const inOtherStore = { ...stage, shop: { ...shop, store: office.other } }
  const otherShop = { ...stage, shop: await found(backend) }
  const [revoked, replaced] = [await enrolTerminal(stage), await enrolTerminal(stage)]
  await revokeTerminal(backend, { tenant, terminal: revoked.terminal })
  const offer = await issueReplacementCode(backend, { tenant, terminal: replaced.terminal })
  const { keyId, publicKey } = makeKeys()
  const renewed = await enrol(backend, { code: offer?.code ?? '', keyId, publicKey })
  const till = (credential: string): Caller => ({ is: 'till', shows: bearer(credential) })
  const stranger = (credential: string): Caller => ({ is: 'anybody', shows: bearer(credential) })
  callers
    .set('a till', till(enrolled))
    .set('a till of another store', till((await enrolTerminal(inOtherStore)).credential))
    .set('a till of another shop', till((await enrolTerminal(otherShop)).credential))
    .set('a till in place of another', till(renewed.ok ? renewed.value.credential : ''))
    .set('a till that was replaced', stranger(replaced.credential))
    .set('a till that was revoked', stranger(revoked.credential))
}

async function addOthers(): Promise<void> {
  const { backend, shop } = office.served.stage
  const key = await makeShopKey(backend, shop.tenant, 'Web')
  const shopper = { cookie: `holdfast_shopper=${await shopperIn()}` }
  const foreign = { origin: 'https://elsewhere.example' }
  callers
    .set('nobody', { is: 'anybody', shows: {} })
    .set('a wrong credential', { is: 'anybody', shows: bearer('a'.repeat(43)) })
    .set('the owner', { is: 'anybody', shows: bearer(shop.ownerToken) })
    .set('an online store', { is: 'online-store', shows: bearer(key.ok ? key.value.key : '') })
    .set('a shopper', { is: 'shopper', shows: shopper })
    .set('a shopper of long ago', {
      ...{ is: 'anybody', shows: { cookie: `holdfast_shopper=${'a'.repeat(43)}` } },
    })
    .set('another page, with the shopper’s cookie', {
      ...{ is: 'shopper', shows: { ...shopper, ...foreign }, isOfOtherPage: true },
    })
  for (const role of roleSchema.options) {
    await office.officer(role, role)
    const { cookie = '' } = await office.signedIn(role)
    callers.set(`a ${role} at the office`, { is: 'anybody', shows: { cookie } })
  }
}

/** The cookie of a customer who signed in on the store's page. */
async function shopperIn(): Promise<string> {
  const { stage, terminal } = office.served
  const { backend, shop } = stage
  const [customer, token, email] = [random.id(), 'b'.repeat(43), 'sam@corner.example']
  const till = new Till(terminal, shop)
  const personal = personalText('ab'.repeat(16), { name: 'Sam', email })
  const body = { customer, digest: personalDigestOf(personal) }
  till.journal.append({ kind: 'customer-changed', body })
  const entries = till.journal.entries.map((entry, at, { length }) =>
    at === length - 1 ? { ...entry, personal } : entry,
  )
  await receive(backend, terminal, entries)
  const { tenant } = shop
  const address = addressHash(await keyOf(backend.database, tenant), email)
  await write(backend, tenant, async (transaction) => {
    await openSession(transaction, { tenant, customer, address, token, now: backend.clock.now() })
    return { value: undefined }
  })
  return token
}

function ask({ path, method }: Procedure, input: object, shows: Asking) {
  const headers = { 'content-type': 'application/json', origin: url, ...shows }
  if (method !== 'GET') {
    return fetched(url + path, { method, headers, body: JSON.stringify(input) })
  }
  const query = new URLSearchParams(input as Record<string, string>).toString()
  return fetched(`${url}${path}?${query}`, { headers })
}

function mayAsk({ who, ofOwnPage }: RouteRow, method: string, { is, isOfOtherPage }: Caller) {
  if (isOfOtherPage && ofOwnPage && method !== 'GET') return false
  return who === 'anybody' || who === is
}

describe('every route of the backend', () => {
  it('has a row, and none has two', () => {
    expect(OURS.map(({ name }) => name).toSorted()).toEqual(Object.keys(rows).toSorted())
    const [ours, administration] = [true, false].map((isOurs) =>
      PROCEDURES.filter((each) => OURS.includes(each) === isOurs).map(({ path }) => path),
    )
    expect(ours?.filter((path) => !/^\/(sync|shop)\//.test(path))).toEqual([])
    expect(administration?.filter((path) => !path.startsWith('/administration/'))).toEqual([])
  })

  it('that is no procedure has one too', () => {
    const known = PROCEDURES.map(({ path }) => path)
    const doors = ['/sync/', '/shop/', '/administration/']
    const named = ['http/server', 'shop/page', 'reports/page'].flatMap((file) => {
      const source = readFileSync(new URL(`../../src/backend/${file}.ts`, import.meta.url), 'utf8')
      return [...source.matchAll(/'(\/[a-z/.-]*)'/g)].map(([, path = '']) => path)
    })
    const beside = named.filter((path) => !known.includes(path) && !doors.includes(path))
    expect(new Set(beside)).toEqual(new Set([...Object.keys(BESIDE), '/reports.html']))
  })

  it.each(OURS)('$name is answered to whom it is for, and to nobody else', async (procedure) => {
    const row = rows[procedure.name]!
    const told = new Map<string, unknown>()
    const expected = new Map<string, unknown>()
    for (const [name, caller] of callers) {
      const { status, body } = await ask(procedure, row.input, caller.shows)
      const isIn = mayAsk(row, procedure.method, caller)
      const code = status === 200 ? 'answered' : body.code
      told.set(name, isIn || !REFUSED.includes(code ?? '') ? code : 'refused')
      expected.set(name, isIn ? (row.told ?? 'answered') : 'refused')
    }
    // What is a till's of another store is not found by one that asks for it by its id.
    if (procedure.name === 'office.session')
      for (const other of ['store', 'shop']) expected.set(`a till of another ${other}`, 'not-found')
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(expected))
  })

  const ofTills = OURS.filter(({ path }) => path.startsWith('/sync/'))
  it.each(ofTills)('$name tells a till of elsewhere nothing of this store', async (procedure) => {
    const { input, ofWholeShop } = rows[procedure.name]!
    for (const [name, own] of [
      ['a till of another shop', ofShop],
      ['a till of another store', ofWholeShop ? [] : ofStore],
    ] as const) {
      const { body } = await ask(procedure, input, callers.get(name)!.shows)
      const text = JSON.stringify(body)
      expect(own.filter((id) => text.includes(id))).toEqual([])
    }
  })

  it.each(Object.entries(BESIDE))('%s is for %s', async (path, who) => {
    for (const [name, { is, shows }] of callers) {
      const response = await fetch(url + path, { headers: shows, redirect: 'manual' })
      await response.body?.cancel()
      const isIn = who === 'anybody' || who === is
      expect([name, response.status === 401]).toEqual([name, !isIn])
    }
  })
})
