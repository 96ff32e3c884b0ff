/** The owner sets a payment provider up, and the driver believes nothing but its own wire. */
import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { httpPaymentProvider } from '../../drivers/online-payments/driver.ts'
import {
  simulateProvider,
  type SimulatedProvider,
} from '../../drivers/online-payments/provider-simulator.ts'
import { refundDue } from '../../src/backend/refunds/worker.ts'
import { minor } from '../../src/domain/money.ts'
import { PROVIDERS_LIMIT } from '../../src/domain/returns/provider-refund.ts'
import { certificateOf } from './certificate.ts'
import { serveStage, type ServedStage } from './served-stage.ts'
import { clock, random } from './stage.ts'

const HOST = '127.0.0.1'
const driver = httpPaymentProvider(clock, 300)
const wanted = { key: 'sale.0', payment: 'pay-1', amount: minor(500), currency: 'EUR' }

describe('the driver', () => {
  /** What a server that answers so is taken to have said. */
  async function heard(answer: RequestListener, certificate?: ReturnType<typeof certificateOf>) {
    const server = certificate ? createSecureServer(certificate, answer) : createServer(answer)
    await new Promise<void>((listening) => server.listen(0, HOST, listening))
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    const login = { address: `http${certificate ? 's' : ''}://${HOST}:${port}`, secret: 'secret' }
    const asked = [await driver.refund(login, wanted), await driver.status(login, wanted.key)]
    server.closeAllConnections()
    return asked
  }
  const says = (status: number, body: string, headers = {}) =>
    heard((_, response) => void response.writeHead(status, headers).end(body))
  const unknown = (trouble: string) => ({ state: 'unknown', trouble })

  it.each([
    [401, '{"state":"done"}', 'login-refused'],
    [403, '', 'login-refused'],
    [429, '', 'busy'],
    [503, '{"state":"done"}', 'busy'],
    [200, '<html>Welcome to the hotel</html>', 'not-understood'],
    [200, '{"state":"refused","reason":"Card 4111 1111 1111 1111"}', 'not-understood'],
    [200, '{"state":"none"}', 'not-understood'],
    [400, '{"state":"done"}', 'not-understood'],
    [404, 'Not found', 'not-understood'],
    [200, '{"state":"pending"}', 'pending'],
    [200, `{"state":"done","more":"${'x'.repeat(20_000)}"}`, 'unreachable'],
  ])('takes %s %s for no end of it: %s', async (status, body, trouble) => {
    expect(await says(status, body)).toEqual([unknown(trouble), unknown(trouble)])
  })

  it('takes an unknown key for leave to ask again, and for no answer to a refund', async () => {
    const none = await says(404, '{"state":"none"}')
    expect(none).toEqual([unknown('not-understood'), { state: 'none' }])
  })

  it('gives the secret to nobody to whom it is sent on', async () => {
    let asked = 0
    const other = createServer((_, response) => {
      asked += 1
      response.end('{"state":"done"}')
    })
    await new Promise<void>((listening) => other.listen(0, HOST, listening))
    onTestFinished(() => void other.close())
    const address = other.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    const location = `http://${HOST}:${port}/refunds`
    const trouble = unknown('unreachable')
    expect(await says(307, '', { location })).toEqual([trouble, trouble])
    expect(asked).toBe(0)
  })

  it('tells a server that does not prove itself from one that is away', async () => {
    const insecure = unknown('insecure')
    const answer: RequestListener = (_, response) => void response.end('{"state":"done"}')
    expect(await heard(answer, certificateOf(HOST))).toEqual([insecure, insecure])
    const away = { address: `http://${HOST}:1`, secret: 'secret' }
    expect(await driver.refund(away, wanted)).toEqual(unknown('unreachable'))
  })

  it('waits no longer than it was told to', async () => {
    const late = unknown('unreachable')
    expect(await heard(() => undefined)).toEqual([late, late])
  })
})

describe('the simulator', () => {
  it('gives back no more than was taken, and each key once', async () => {
    const provider = await simulateProvider({ clock })
    onTestFinished(() => provider.close())
    provider.took('pay-1', 900)
    expect(await driver.refund(provider, wanted)).toEqual({ state: 'done' })
    expect(await driver.refund(provider, wanted)).toEqual({ state: 'done' })
    expect(await driver.refund(provider, { ...wanted, key: 'sale.1' })).toEqual({
      ...{ state: 'refused', reason: 'beyond-payment' },
    })
    expect(provider.refunds()).toEqual([wanted])
    expect(await driver.status(provider, 'sale.2')).toEqual({ state: 'none' })
    const stranger = { ...provider, secret: 'guessed' }
    expect(await driver.refund(stranger, wanted)).toMatchObject({ trouble: 'login-refused' })
  })
})

describe('the owner', () => {
  let served: ServedStage
  let provider: SimulatedProvider
  beforeAll(async () => {
    served = await serveStage()
    Object.assign(served.stage.backend, { paymentProvider: driver })
    provider = await simulateProvider({ clock, secret: 'a-secret-of-the-shop' })
  })
  afterAll(async () => {
    await provider.close()
    await served.close()
  })
  const owner = () => served.client(served.stage.shop.ownerToken).refunds
  const account = () => ({ address: provider.address, secret: provider.secret })

  it('sets a provider up, of which tills hear the name alone, in every store', async () => {
    const told = await owner().setProvider({ provider: 'Payer', account: account() })
    expect(told.providers).toEqual([{ provider: 'Payer', address: provider.address }])
    const { stores } = served.client(served.stage.shop.ownerToken)
    await stores.open({ store: random.id(), name: 'Second', address: [] })
    const { database } = served.stage.backend
    const kept = async () => {
      const feeds = await database.selectFrom('feed_document').select('document').execute()
      const rows = await database.selectFrom('store').select('settings').execute()
      return { feeds: JSON.stringify(feeds), stores: rows.map(({ settings }) => settings) }
    }
    const { feeds, stores: both } = await kept()
    expect(both.map(({ onlineRefunds }) => onlineRefunds)).toEqual([['Payer'], ['Payer']])
    expect(feeds).toContain('"onlineRefunds":["Payer"]')
    expect(feeds + JSON.stringify(told)).not.toContain(provider.secret)
    expect(feeds).not.toContain(provider.address)
    await owner().setProvider({ provider: 'Payer', account: null })
    const after = await kept()
    expect(after.stores.map(({ onlineRefunds }) => onlineRefunds)).toEqual([undefined, undefined])
    expect(after.feeds).not.toContain('onlineRefunds')
  })

  it('keeps the secret for the same address only, and away from an open wire', async () => {
    await owner().setProvider({ provider: 'Payer', account: account() })
    await owner().setProvider({ provider: 'Payer', account: { address: provider.address } })
    const elsewhere = { address: 'https://payer.example/v1' }
    await expect(
      owner().setProvider({ provider: 'Payer', account: elsewhere }),
    ).rejects.toMatchObject({ code: 'settings-conflict', data: { reason: 'secret-missing' } })
    for (const address of ['http://payer.example', 'https://a@payer.example', 'https://x/?a=b']) {
      const open = owner().setProvider({ provider: 'Payer', account: { address, secret: 'x' } })
      await expect(open).rejects.toMatchObject({ code: 'input-invalid' })
    }
    const till = served.client(served.terminal.credential)
    await expect(till.refunds.read({})).rejects.toMatchObject({ code: 'credential-wrong' })
  })

  it('has as many providers as tills can hear of', async () => {
    for (let count = 1; count < PROVIDERS_LIMIT; count += 1) {
      await owner().setProvider({ provider: `Payer ${String(count)}`, account: account() })
    }
    await expect(
      owner().setProvider({ provider: 'One more', account: account() }),
    ).rejects.toMatchObject({ data: { reason: 'providers-most' } })
    for (let count = 1; count < PROVIDERS_LIMIT; count += 1) {
      await owner().setProvider({ provider: `Payer ${String(count)}`, account: null })
    }
  })

  it('tries it, and sees to refunds, by the command too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-refunds-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'provider.json')
    writeFileSync(file, JSON.stringify(account()))
    const run = (...parts: string[]) => served.command('refunds', parts)
    const set = await run('--provider', 'Payer', '--set', file)
    expect([set.code, JSON.stringify(set)]).toEqual([0, expect.not.stringContaining('a-secret')])
    expect(await run('--provider', 'Payer', '--try')).toMatchObject({ code: 0 })
    expect(await run('--provider', 'Nobody', '--try')).toMatchObject({ code: 1 })
    expect(await run('--provider', 'Payer')).toMatchObject({ code: 2 })
    expect(await run('--by-hand', 'sale.0')).toMatchObject({ code: 2 })
    expect(await run('--again', 'sale.0')).toMatchObject({ code: 1 })
    await writeRefused()
    expect(await run('--state', 'refused')).toMatchObject({
      code: 0,
      figures: {
        figures: { refunds: { counts: { refused: 1 }, refunds: [{ refund: 'sale.0' }] } },
      },
    })
    const exceptions = await served.command('exceptions', [])
    expect(JSON.stringify(exceptions.figures)).toContain('"refund-not-done":1')
    expect(await run('--again', 'sale.0')).toMatchObject({ code: 0 })
    await refundDue(served.stage.backend)
    expect(provider.refunds().at(-1)).toMatchObject({ key: 'sale.0.2', payment: 'pay-1' })
    const done = await run('--by-hand', 'sale.0', '--note', 'Paid out')
    expect(done).toMatchObject({ code: 1 })
  })

  async function writeRefused(): Promise<void> {
    const { tenant, store } = served.stage.shop
    const { terminal } = served.terminal
    const entry = { terminal, epoch: random.id(), seq: 1, hash: 'hash', at: 1, received_at: 1 }
    await served.stage.backend.database
      .insertInto('online_refund')
      .values({
        ...{ ...entry, tenant, store, refund: 'sale.0', sale: 'sale', position: 0 },
        ...{ receipt: 'T1-1-000001', sold: random.id(), tender: 0, order_receipt: 'W1-1-000001' },
        ...{ provider: 'Payer', reference: 'pay-1', amount: 500, currency: 'EUR' },
        ...{ state: 'refused', reason: 'too-late', tries: 1, next_at: 0, changed_at: 1 },
      })
      .execute()
  }
})
