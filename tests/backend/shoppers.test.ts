import { afterAll, beforeAll, expect, it } from 'vitest'
import { simulateMailbox, type SimulatedMailbox } from '../../drivers/mailbox/simulator.ts'
import { merge, part } from '../../src/backend/customers/duplicates.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { personalDigestOf } from '../../src/backend/intake/signature.ts'
import { createBackendServer, type BackendServer } from '../../src/backend/http/server.ts'
import {
  CODE_COUNTS_MS,
  CODES_OF_ADDRESS,
  TRIES_OF_CODE,
} from '../../src/backend/shoppers/attempts.ts'
import { SESSION_LASTS_MS } from '../../src/backend/shoppers/sessions.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import type { ShopperAccount } from '../../src/contract/backend/shopper.ts'
import { personalText, type CustomerPatch } from '../../src/domain/customer/customer.ts'
import { clock, enrolTerminal, Journal, openStage, random, saleFact, stockItems } from './stage.ts'
import type { Stage, StagedTerminal } from './stage.ts'

let stage: Stage
let mailbox: SimulatedMailbox
let server: BackendServer
let url: string
let terminal: StagedTerminal
let journal: Journal
/** How far the clock of this backend is ahead. */
let ahead = 0
/** How much further it is with each look: so no caller is wrong often within a minute. */
let pace = 10_000
const logged: string[] = []

beforeAll(async () => {
  stage = await openStage()
  mailbox = await simulateMailbox()
  const log = (message: string, fields?: object) =>
    void logged.push(message + JSON.stringify(fields ?? {}))
  const elapsed = () => clock.elapsed() + (ahead += pace)
  const backend = {
    ...stage.backend,
    log: { info: log, warn: log, error: log },
    clock: { ...stage.backend.clock, elapsed, now: () => clock.now() + ahead },
  }
  server = createBackendServer(backend, () => false)
  await new Promise<void>((resolve) => server.server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  url = typeof address === 'object' ? `http://127.0.0.1:${String(address?.port)}` : ''
  terminal = await enrolTerminal(stage)
  journal = new Journal(terminal)
  journal.open()
  await push()
})
afterAll(async () => {
  await server.close()
  await mailbox.close()
  await stage.close()
})

let sent = 0
async function push(personal: string | null = null): Promise<void> {
  const entries = journal.entries.slice(sent).map((entry) => ({ ...entry, personal }))
  sent = journal.entries.length
  expect(await receive(stage.backend, terminal, entries)).toEqual(entries.map(() => 'applied'))
}

async function say(who: string, patch: CustomerPatch): Promise<void> {
  const personal = personalText('ab'.repeat(16), patch)
  const body = { customer: who, digest: personalDigestOf(personal) }
  journal.append({ kind: 'customer-changed', body })
  await push(personal)
}

let customers = 0
async function customer(patch: CustomerPatch = {}): Promise<{ id: string; email: string }> {
  const id = random.id()
  const email = `Shopper.${String((customers += 1))}@corner.example`
  await say(id, { name: `Shopper ${String(customers)}`, email, ...patch })
  return { id, email: patch.email ?? email }
}

type Headers = Record<string, string>
function post(path: string, body: object, headers: Headers = { origin: url }) {
  return fetch(url + path, {
    ...{ method: 'POST', body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json', ...headers },
  })
}

async function account(cookie: string): Promise<ShopperAccount | null> {
  const response = await fetch(`${url}/shop/me`, { headers: { cookie } })
  expect(response.headers.get('cache-control')).toBe('no-store')
  return ((await response.json()) as { account: ShopperAccount | null }).account
}

async function ask(email: string): Promise<string> {
  const response = await post('/shop/sign-in/codes', { email })
  expect(response.status).toBe(200)
  const answer = (await response.json()) as { attempt: string }
  expect(Object.keys(answer)).toEqual(['attempt'])
  return answer.attempt
}

interface Sent {
  readonly attempt: string
  readonly text: string
  readonly code: string
}

/** Asks, and waits for the mail that comes of it. */
async function sentTo(email: string): Promise<Sent> {
  const before = mailbox.mails().at(-1)?.number ?? 0
  const attempt = await ask(email)
  const address = email.toLowerCase()
  const found = () =>
    mailbox.mails().find(({ to: [to = ''], number }) => {
      return to.toLowerCase() === address && number > before
    })
  await expect.poll(found, { timeout: 15_000 }).toBeDefined()
  const { text = '' } = found() ?? {}
  return { attempt, text, code: /\b\d{6}\b/.exec(text)?.[0] ?? '' }
}

function wrongOf(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0')
}

/** The cookie of somebody who signed in. */
async function signedIn(email: string, headers?: Headers): Promise<string> {
  const { attempt, code } = await sentTo(email)
  const response = await post('/shop/sign-in', { attempt, code }, headers)
  expect(response.status).toBe(200)
  return response.headers.get('set-cookie') ?? ''
}

it('sends nobody a code before the store has a mail account', async () => {
  const { email } = await customer()
  const response = await post('/shop/sign-in/codes', { email })
  expect(await response.json()).toMatchObject({ code: 'mail-not-set-up' })
  const { tenant, store } = stage.shop
  const { host, port } = mailbox
  const account = { host, port, security: 'none', from: 'shop@corner.example' }
  await stage.backend.database
    .insertInto('mail_account')
    .values({ tenant, store, account: JSON.stringify(account), password: null })
    .execute()
})

it('signs a customer in by a code, for thirty days, until they sign out', async () => {
  const { email, id } = await customer({ groups: [], consents: { email: true, phone: false } })
  const [item = ''] = await stockItems(stage, [1000])
  const sale = saleFact(stage.shop, [{ item, quantity: 1000 }])
  const points = { earned: 12, redeemed: 0 }
  journal.append({ kind: sale.kind, body: { ...sale.body, customer: id, points } })
  await push()
  const cookie = await signedIn(email.toUpperCase())
  expect(cookie).toMatch(
    /^holdfast_shopper=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/,
  )
  const seen = await account(cookie)
  expect(seen).toMatchObject({ email, consent: { email: true }, points: null, groups: [] })
  expect(seen?.purchases).toMatchObject([{ receipt: sale.body.receipt, store: 'Corner shop' }])
  const kept = await stage.backend.database.selectFrom('shopper_session').selectAll().execute()
  expect(JSON.stringify(kept)).not.toContain(/=([\w-]+)/.exec(cookie)?.[1])
  ahead += SESSION_LASTS_MS
  expect(await account(cookie)).toBeNull()
  const another = await signedIn(email)
  const out = await post('/shop/sign-out', {}, { origin: url, cookie: another })
  expect(out.headers.get('set-cookie')).toContain('holdfast_shopper=; Max-Age=0;')
  expect(await account(another)).toBeNull()
})

it('sets the cookie for TLS alone where the page came by TLS', async () => {
  const { email } = await customer()
  const headers = { origin: 'https://shop.example', 'sec-fetch-site': 'same-origin' }
  expect(await signedIn(email, headers)).toContain('; Secure')
})

it('answers alike whoever has an address, and writes to nobody who is not known', async () => {
  const before = mailbox.mails().length
  const attempt = await ask('nobody@corner.example')
  const { email } = await customer()
  await sentTo(email)
  expect(mailbox.mails().length).toBe(before + 1)
  const response = await post('/shop/sign-in', { attempt, code: '123456' })
  expect([response.status, await response.json()]).toMatchObject([
    401,
    { code: 'credential-wrong' },
  ])
})

it('takes a code once, in its attempt alone, for ten minutes, and five tries', async () => {
  const { email } = await customer()
  const [first, second, third] = [await sentTo(email), await sentTo(email), await sentTo(email)]
  const tried = async ({ attempt }: Sent, code: string) =>
    (await post('/shop/sign-in', { attempt, code })).status
  // One in a million is the code of both.
  if (first.code !== second.code) expect(await tried(second, first.code)).toBe(401)
  expect([await tried(first, first.code), await tried(first, first.code)]).toEqual([200, 401])
  for (let time = 0; time < TRIES_OF_CODE; time += 1) {
    expect(await tried(third, wrongOf(third.code))).toBe(401)
  }
  expect(await tried(third, third.code)).toBe(401)
  ahead += CODE_COUNTS_MS
  expect(await tried(second, second.code)).toBe(401)
})

it('sends one address ten codes a day, known or not', async () => {
  for (const email of ['nobody.else@corner.example', (await customer()).email]) {
    for (let time = 0; time < CODES_OF_ADDRESS; time += 1) await ask(email)
    const refused = await post('/shop/sign-in/codes', { email })
    expect([refused.status, await refused.json()]).toMatchObject([429, { code: 'busy' }])
  }
  ahead += 24 * 3_600_000
  await ask('nobody.else@corner.example')
})

it('picks nobody where two customers have an address, and says so to the address', async () => {
  const { email, id } = await customer()
  const other = await customer({ email })
  const { text, attempt } = await sentTo(email)
  expect(text).toContain('Several customers')
  expect(text).not.toMatch(/\b\d{6}\b|Shopper \d/)
  expect((await post('/shop/sign-in', { attempt, code: '000000' })).status).toBe(401)
  // Made one in the shop, they are one here.
  await merge(stage.backend, { ...stage.shop, kept: id, merged: other.id, by: null })
  expect((await sentTo(email)).code).toMatch(/^\d{6}$/)
})

it('follows a customer who is merged, and lets nobody in for who is erased', async () => {
  const [one, other] = [await customer(), await customer()]
  const cookie = await signedIn(one.email)
  const name = async () => (await account(cookie))?.name
  const own = await name()
  await merge(stage.backend, { ...stage.shop, kept: other.id, merged: one.id, by: null })
  expect([await name(), own]).not.toContain(undefined)
  expect(await name()).not.toBe(own)
  await part(stage.backend, stage.shop.tenant, one.id)
  expect(await name()).toBe(own)
  // An address that was put right was somebody else's.
  await say(one.id, { email: 'another@corner.example' })
  expect(await name()).toBeUndefined()
  const erased = await customer()
  const open = await signedIn(erased.email)
  const { attempt, code } = await sentTo(erased.email)
  journal.append({ kind: 'customer-erased', body: { customer: erased.id } })
  await push()
  expect(await account(open)).toBeNull()
  expect((await post('/shop/sign-in', { attempt, code })).status).toBe(401)
  for (const table of ['shopper_session', 'shopper_attempt'] as const) {
    const rows = stage.backend.database.selectFrom(table).where('customer', '=', erased.id)
    expect(await rows.selectAll().execute()).toEqual([])
  }
})

it('changes whether the shop may write, and the tills hear of it', async () => {
  const { email, id } = await customer({ consents: { email: false, phone: true } })
  const cookie = await signedIn(email)
  const changed = await post('/shop/me/consent', { email: true }, { origin: url, cookie })
  expect(await changed.json()).toEqual({ email: true })
  expect((await account(cookie))?.consent).toEqual({ email: true })
  const told = await stage.backend.database
    .selectFrom('feed_document')
    .select('document')
    .where('tenant', '=', stage.shop.tenant)
    .where('feed', '=', `customers/${stage.shop.store}`)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(told.document).toMatchObject({ details: { consents: { email: true, phone: true } } })
  expect((await verifyBackend(stage.backend.database)).broken).toBeUndefined()
  const nobody = await post('/shop/me/consent', { email: false })
  expect(await nobody.json()).toMatchObject({ code: 'not-signed-in' })
})

it.each([
  [{ origin: 'https://elsewhere.example' }],
  [{ 'sec-fetch-site': 'cross-site', origin: 'null' }],
  [{ 'sec-fetch-site': 'same-site' }],
  [{}],
])('changes nothing for a page of somebody else: %o', async (headers) => {
  const refused = await post('/shop/sign-out', {}, { ...headers })
  expect(await refused.json()).toMatchObject({ code: 'not-permitted' })
})

it('makes one caller wait who asks and errs too often', async () => {
  // Time stands still: what was wrong before stays so.
  pace = 0
  const wrong = { attempt: 'a'.repeat(43), code: '000000' }
  const statuses = new Set<number>()
  for (let time = 0; time < 31; time += 1) statuses.add((await post('/shop/sign-in', wrong)).status)
  pace = 10_000
  expect([...statuses]).toEqual([401, 429])
})

it('says nothing of whom it wrote to in its log', async () => {
  const { email } = await customer()
  mailbox.refuse('RCPT', `550 no ${email} here`)
  await ask(email)
  await expect.poll(() => logged.join('\n')).toContain('a code to sign in was not sent')
  mailbox.refuse('RCPT', undefined)
  expect(logged.join('\n')).not.toMatch(/corner\.example|Shopper|\b\d{6}\b/i)
})
