import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { simulateMailbox, type SimulatedMailbox } from '../../drivers/mailbox/simulator.ts'
import { sendDue, TRIED_FOR_MS } from '../../src/backend/mail/mailer.ts'
import { personalDigestOf } from '../../src/backend/intake/signature.ts'
import { personalText } from '../../src/domain/customer/customer.ts'
import type { SaleCompleted } from '../../src/domain/journal/facts.ts'
import { readPng } from './read-png.ts'
import { Journal, random, saleFact, stockItems } from './stage.ts'
import { serveStage, type ServedStage } from './served-stage.ts'

const ADDRESS = 'ada.lovelace@engine.example'
const PASSWORD = 'a secret of the shop'

let served: ServedStage
let mailbox: SimulatedMailbox
let journal: Journal
let sale: SaleCompleted
let now: number
beforeAll(async () => {
  served = await serveStage()
  mailbox = await simulateMailbox({ login: { user: 'shop', password: PASSWORD } })
  const [item = ''] = await stockItems(served.stage, [9000])
  journal = new Journal(served.terminal)
  journal.open()
  const fact = saleFact(served.stage.shop, [{ item, quantity: 2000 }])
  const [line] = fact.body.lines
  if (line) Object.assign(line, { name: '<b>Tea</b> & "biscuits"' })
  sale = fact.body
  journal.append(fact)
  await push()
})
afterAll(async () => {
  await mailbox.close()
  await served.close()
})
beforeEach(() => {
  now = Date.parse('2026-11-26T12:00:00Z')
  for (const command of ['RCPT', 'MAIL', '.', 'AUTH']) mailbox.refuse(command, undefined)
  mailbox.breakAfterMail(false)
})

let sent = 0
async function push(): Promise<void> {
  const till = served.client(served.terminal.credential)
  const entries = journal.entries.slice(sent)
  const { answers } = await till.sync.push({ entries })
  expect(answers).toEqual(entries.map(() => 'applied'))
  sent = journal.entries.length
}

/** As a till asks for it. */
async function want(address = ADDRESS, customer?: string): Promise<string> {
  const personal = personalText('ab'.repeat(16), { email: address })
  const mail = random.id()
  const whose = customer === undefined ? {} : { customer }
  const body = { mail, sale: sale.sale, ...whose, digest: personalDigestOf(personal) }
  const entry = journal.append({ kind: 'receipt-mail-asked', body })
  journal.entries.splice(-1, 1, { ...entry, personal })
  await push()
  return mail
}

const logged: string[] = []
const log = (message: string, fields?: object) =>
  void logged.push(message + JSON.stringify(fields ?? {}))
const work = () =>
  sendDue({
    ...served.stage.backend,
    log: { ...served.stage.backend.log, info: log, warn: log, error: log },
    clock: { ...served.stage.backend.clock, now: () => now },
  })
const owner = () => served.client(served.stage.shop.ownerToken).mail
const account = () => ({
  ...{ host: mailbox.host, port: mailbox.port, security: 'none' as const },
  ...{ user: 'shop', from: 'till@corner.example' },
})
const setUp = () => owner().set({ account: { ...account(), password: PASSWORD } })

/** What the tills are told of it, with the sale. */
async function told(mail: string): Promise<object | undefined> {
  const till = served.client(served.terminal.credential)
  const { documents } = await till.sync.pull({ collection: 'sales', limit: 500 })
  const found = documents.find(({ id }) => id === sale.sale) as
    | { readonly mails?: readonly { readonly mail: string }[] }
    | undefined
  return found?.mails?.find((each) => each.mail === mail)
}

/** When it is tried next; undefined once that is over. */
async function dueAt(mail: string): Promise<number | undefined> {
  const row = await served.stage.backend.database
    .selectFrom('receipt_mail')
    .select('next_at')
    .where('mail', '=', mail)
    .where('state', '=', 'queued')
    .executeTakeFirst()
  return row?.next_at
}

/** Wherever the backend keeps anything. */
async function kept(text: string): Promise<number> {
  const { database } = served.stage.backend
  const [entries, mails, feeds] = [
    await database.selectFrom('entry').select('personal').execute(),
    await database.selectFrom('receipt_mail').selectAll().execute(),
    await database.selectFrom('feed_document').select('document').execute(),
  ]
  return JSON.stringify([entries, mails, feeds]).split(text).length - 1
}

describe('a receipt by e-mail', () => {
  it('waits for a mail account, and is told to the tills as one that waits', async () => {
    const mail = await want()
    expect(await told(mail)).toMatchObject({ state: 'queued' })
    now = Date.now()
    await work()
    expect(await told(mail)).toMatchObject({ state: 'queued', trouble: 'not-set-up' })
    await setUp()
    now = Date.now() + 1000
    await work()
    expect(await told(mail)).toMatchObject({ state: 'sent' })
    expect(await work()).toBe(0)
  })

  it('has the figures of the paper, as text and as a page in which nothing is run', async () => {
    const mail = await want()
    now = Date.now() + 1000
    await work()
    const [received] = mailbox.mails().slice(-1)
    expect(received).toMatchObject({ to: [ADDRESS], messageId: `<${mail}@corner.example>` })
    expect(received?.subject).toBe(`Receipt ${sale.receipt} · Corner shop`)
    expect(received?.from).toContain('till@corner.example')
    for (const said of ['Corner shop', '<b>Tea</b> & "biscuits"', '2.00', sale.receipt]) {
      expect(received?.text).toContain(said)
    }
    expect(received?.html).toContain('&lt;b&gt;Tea&lt;/b&gt; &amp; &quot;biscuits&quot;')
    expect(received?.html).not.toMatch(/<script|https?:|<b>/)
    const figures = (text = '') => text.match(/\d+\.\d\d/g)
    expect(figures(received?.html.replaceAll(/style="[^"]*"/g, ''))).toEqual(
      figures(received?.text),
    )
    const picture = readPng(received?.pictures.get('picture-1') ?? Buffer.alloc(0))
    expect(picture.width).toBe(picture.height)
    expect(picture.dark).toBeGreaterThan(1000)
  })

  it('forgets the address once it was sent, and keeps it nowhere else, nor in a log', async () => {
    await want()
    expect(await kept(ADDRESS)).toBe(2)
    now = Date.now() + 1000
    mailbox.refuse('RCPT', `451 later, dear <${ADDRESS}>`)
    await work()
    mailbox.refuse('RCPT', undefined)
    now += 60_000
    await work()
    expect(await kept(ADDRESS)).toBe(0)
    expect(logged.length).toBeGreaterThan(0)
    expect(logged.join('\n')).not.toMatch(/lovelace|a secret/)
  })

  it('is tried again after longer and longer, and given up after three days', async () => {
    const mail = await want()
    mailbox.refuse('.', '451 later')
    const start = (now = Date.now() + 1000)
    const pauses: number[] = []
    for (let due = await dueAt(mail); due !== undefined; due = await dueAt(mail)) {
      pauses.push((due - now) / 1000)
      now = Math.max(now, due)
      expect(await work()).toBe(1)
    }
    expect(pauses.slice(1, 5)).toEqual([30, 60, 120, 240])
    expect(Math.max(...pauses)).toBe(6 * 3600)
    expect(now - start).toBeLessThan(TRIED_FOR_MS + 6 * 3_600_000)
    expect(await told(mail)).toMatchObject({ state: 'failed', trouble: 'busy' })
    expect(await kept(ADDRESS)).toBe(0)
  })

  it.each([
    ['RCPT', '550 no such box', 'failed', 'address-refused'],
    ['.', '554 no', 'failed', 'refused'],
    ['AUTH', '535 no', 'queued', 'login-refused'],
    ['MAIL', '550 not from you', 'queued', 'refused'],
  ] as const)('answered to %s by %s, it is %s: %s', async (command, reply, state, trouble) => {
    mailbox.refuse(command, reply)
    const mail = await want()
    now = Date.now() + 1000
    await work()
    expect(await told(mail)).toMatchObject({ state, trouble })
    mailbox.refuse(command, undefined)
    now += 3_600_000
    await work()
  })

  it('is sent twice only where the server had it and nobody heard, as one message', async () => {
    const before = mailbox.mails().length
    const mail = await want()
    now = Date.now() + 1000
    mailbox.breakAfterMail(true)
    await work()
    expect(await told(mail)).toMatchObject({ state: 'queued', trouble: 'unreachable' })
    mailbox.breakAfterMail(false)
    now += 60_000
    await work()
    const doubled = mailbox.mails().slice(before)
    expect(doubled.map(({ messageId }) => messageId)).toEqual(
      Array.from({ length: 2 }, () => `<${mail}@corner.example>`),
    )
    expect(await told(mail)).toMatchObject({ state: 'sent' })
  })

  it('is taken by one of two processes, and again once that one is lost', async () => {
    const before = mailbox.mails().length
    await want()
    now = Date.now() + 1000
    const tried = await Promise.all([work(), work()])
    expect(tried.toSorted()).toEqual([0, 1])
    expect(mailbox.mails()).toHaveLength(before + 1)
    const mail = await want()
    const { database } = served.stage.backend
    // As a process leaves it that dies in the middle.
    const left = { tries: 1, next_at: now + 300_000 }
    await database.updateTable('receipt_mail').set(left).where('mail', '=', mail).execute()
    expect(await work()).toBe(0)
    now += 300_000
    expect(await work()).toBe(1)
    expect(await told(mail)).toMatchObject({ state: 'sent' })
  })

  it('of somebody who was erased goes nowhere', async () => {
    const customer = random.id()
    const mail = await want(ADDRESS, customer)
    journal.append({ kind: 'customer-erased', body: { customer } })
    await push()
    const late = await want(ADDRESS, customer)
    now = Date.now() + 1000
    await work()
    for (const each of [mail, late]) {
      expect(await told(each)).toMatchObject({ state: 'failed', trouble: 'address-gone' })
    }
    expect(await kept(ADDRESS)).toBe(0)
  })
})

describe('the mail account', () => {
  it('shows no password, and its tills hear only that there is one', async () => {
    const answer = await setUp()
    expect(answer.account).toEqual({ ...account(), hasPassword: true })
    expect(JSON.stringify(answer) + JSON.stringify(await owner().read({}))).not.toContain(PASSWORD)
    const { database } = served.stage.backend
    const feeds = await database.selectFrom('feed_document').select('document').execute()
    expect(JSON.stringify(feeds)).toContain('receiptsByMail')
    expect(JSON.stringify(feeds)).not.toMatch(/a secret|till@corner/)
    expect((await owner().set({ account: null })).account).toBeNull()
    const { settings } = served.client(served.stage.shop.ownerToken)
    expect(await settings.read({})).not.toHaveProperty('receiptsByMail')
  })

  it('keeps its password for the same server only', async () => {
    await setUp()
    expect((await owner().set({ account: account() })).account?.hasPassword).toBe(true)
    const elsewhere = { ...account(), host: 'mail.example', security: 'tls' as const }
    await expect(owner().set({ account: elsewhere })).rejects.toMatchObject({
      ...{ code: 'settings-conflict', data: { reason: 'password-missing' } },
    })
  })

  it('goes without TLS to no other machine, and gives away no password for it', async () => {
    const plain = { ...account(), host: 'mail.example', password: PASSWORD }
    await expect(owner().set({ account: plain })).rejects.toMatchObject({ code: 'input-invalid' })
    const starting = { ...account(), security: 'starttls' as const, password: PASSWORD }
    await owner().set({ account: starting })
    expect(await owner().try({ to: ADDRESS })).toEqual({ trouble: 'insecure' })
  })

  it('is tried with a made-up receipt', async () => {
    await setUp()
    expect(await owner().try({ to: 'owner@corner.example' })).toEqual({ trouble: null })
    expect(mailbox.mails().at(-1)).toMatchObject({
      ...{ to: ['owner@corner.example'], subject: 'Corner shop' },
    })
    const till = served.client(served.terminal.credential)
    await expect(till.mail.read({})).rejects.toMatchObject({ code: 'credential-wrong' })
  })
})
