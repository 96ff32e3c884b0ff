import type { AnyContractProcedure } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BODY_BYTES_LIMIT } from '../../src/backend/http/api.ts'
import { backendContract } from '../../src/contract/backend/router.ts'
import { enrolTerminal, Journal, makeKeys, random, saleFact } from './stage.ts'
import { stockItems, type Stage, type StagedTerminal } from './stage.ts'
import { codeOf, serveStage, type ServedStage } from './served-stage.ts'

let served: ServedStage
let stage: Stage
let url: string
let terminal: StagedTerminal

beforeAll(async () => {
  served = await serveStage()
  ;({ stage, url, terminal } = served)
})
afterAll(() => served.close())

const client: ServedStage['client'] = (token) => served.client(token)
const post: ServedStage['post'] = (...request) => served.post(...request)

function bearer(credential: string): { authorization: string } {
  return { authorization: `Bearer ${credential}` }
}

describe('the API', () => {
  it('takes a sale in and shows it to the owner, to the terminal and in the feed', async () => {
    const [item = ''] = await stockItems(stage, [5000])
    const journal = new Journal(terminal)
    journal.open()
    const sale = journal.append(saleFact(stage.shop, [{ item, quantity: 2000 }]))
    const till = client(terminal.credential)
    expect(await till.sync.push({ entries: journal.entries })).toEqual({
      answers: ['applied', 'applied'],
    })
    const { heads } = await till.sync.heads({})
    expect(heads).toContainEqual({ epoch: sale.epoch, seq: 2, hash: sale.hash })
    const { documents } = await till.sync.pull({ collection: 'stock', limit: 500 })
    expect(documents).toContainEqual(
      expect.objectContaining({ item, onHand: 3000, contains: { [sale.epoch.id]: 2 } }),
    )
    const owner = client(stage.shop.ownerToken)
    expect(await owner.administration.figures()).toMatchObject({ sales: 1, entries: 2, parked: 0 })
    const levels = await owner.administration.levels({})
    expect(levels).toContainEqual(
      expect.objectContaining({ item, opening: 5000, onHand: 3000, recomputed: 3000 }),
    )
  })

  it('enrols by HTTP with a code of the owner', async () => {
    const owner = client(stage.shop.ownerToken)
    const offer = { store: null, terminalName: 'Second till' }
    const { code } = await owner.administration.enrolmentCode(offer)
    const { keyId, publicKey } = makeKeys()
    const enrolled = await client().sync.enrol({ code, keyId, publicKey })
    expect(enrolled).toMatchObject({ tenant: stage.shop.tenant, store: stage.shop.store })
    const till = client(enrolled.credential)
    const { documents } = await till.sync.pull({ collection: 'settings', limit: 500 })
    expect(documents.map((each) => String(each['kind'])).toSorted()).toEqual([
      ...['staff', 'store', 'terminal', 'terminal'],
    ])
    expect(documents).toContainEqual(
      expect.objectContaining({ id: enrolled.terminal, code: enrolled.terminalCode }),
    )
  })

  it.each(['/sync/pull?collection=stock&limit=10', '/sync/heads', '/sync/events'])(
    'refuses %s without a credential, with a wrong one and with the owner’s',
    async (path) => {
      for (const headers of [{}, bearer('wrong'.repeat(9)), bearer(stage.shop.ownerToken)]) {
        const response = await fetch(url + path, { headers })
        expect(response.status).toBe(401)
        expect(await codeOf(response)).toBe('credential-wrong')
      }
    },
  )

  it('refuses a terminal what is the owner’s, and a disabled terminal everything', async () => {
    const figures = `${url}/administration/figures`
    const asTerminal = await fetch(figures, { headers: bearer(terminal.credential) })
    expect(asTerminal.status).toBe(401)
    const lost = await enrolTerminal(stage)
    await stage.backend.database
      .updateTable('terminal')
      .set({ disabled: true })
      .where('id', '=', lost.terminal)
      .execute()
    const asLost = await fetch(`${url}/sync/heads`, { headers: bearer(lost.credential) })
    expect(await codeOf(asLost)).toBe('credential-wrong')
  })

  it.each([
    ['no JSON', '{"entries": [', 400, 'input-invalid'],
    ['another shape', '{"sales": []}', 400, 'input-invalid'],
    ['no entry', '{"entries": []}', 400, 'input-invalid'],
    ['too many entries', JSON.stringify({ entries: Array(101).fill(0) }), 400, 'input-invalid'],
    ['too many bytes', `"${'x'.repeat(BODY_BYTES_LIMIT)}"`, 413, 'too-large'],
  ])('refuses a push with %s whole', async (_, body, status, code) => {
    const response = await post('/sync/push', body, bearer(terminal.credential))
    expect(response.status).toBe(status)
    expect(await codeOf(response)).toBe(code)
  })

  it('refuses a body that grows beyond its limit without having said its length', async () => {
    const chunk = new Uint8Array(1024 * 1024).fill(0x78)
    let chunks = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1
        if (chunks > 20) controller.close()
        else controller.enqueue(chunk)
      },
    })
    const headers = { 'content-type': 'application/json', ...bearer(terminal.credential) }
    const request = { method: 'POST', body, headers, duplex: 'half' } as RequestInit
    const status = await fetch(`${url}/sync/push`, request).then(
      (response) => response.status,
      () => 'cut off',
    )
    expect([413, 'cut off']).toContain(status)
    expect(chunks).toBeLessThan(20)
  })

  it('says not-found for what it does not have', async () => {
    const missing = await fetch(`${url}/nothing`)
    expect([missing.status, await codeOf(missing)]).toEqual([404, 'not-found'])
    const method = await fetch(`${url}/sync/heads`, {
      ...{ method: 'DELETE', headers: bearer(terminal.credential) },
    })
    expect([method.status, await codeOf(method)]).toEqual([404, 'not-found'])
  })

  it('answers /health', async () => {
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' })
  })

  it('describes every route in OpenAPI', async () => {
    const description = (await (await fetch(`${url}/openapi.json`)).json()) as {
      openapi: string
      paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
    }
    expect(description.openapi).toMatch(/^3\.1/)
    const described = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const contracted = Object.values(backendContract).flatMap((part) =>
      Object.values(part as Record<string, AnyContractProcedure>).map((procedure) => {
        const { method, path } = procedure['~orpc'].route
        return `${String(method)} ${String(path)}`
      }),
    )
    expect(described.toSorted()).toEqual(contracted.toSorted())
    expect(description.paths['/sync/push']?.['post']?.responses).toHaveProperty('413')
    expect(description.paths['/administration/staff']?.['post']).toMatchObject({
      ...{ 'x-holdfast-needs': 'manage-staff', 'x-holdfast-of': 'store' },
    })
  })
})

describe('the stream of pokes', () => {
  async function openStream(credential: string) {
    const response = await fetch(`${url}/sync/events`, { headers: bearer(credential) })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const until = async (pattern: RegExp): Promise<string> => {
      while (!pattern.test(text)) {
        const part = await reader?.read()
        if (!part || part.done) throw new Error(`the stream ended after ${text}`)
        text += part.value
      }
      return text
    }
    return { until, cancel: () => reader?.cancel() }
  }

  it('names the feed that a sale moved to terminals of that store, and to no others', async () => {
    const seller = await enrolTerminal(stage)
    const stream = await openStream(terminal.credential)
    await stream.until(/: open/)
    const [item = ''] = await stockItems(stage, [5000])
    const journal = new Journal(seller)
    journal.open()
    journal.append(saleFact(stage.shop, [{ item, quantity: 1000 }]))
    await client(seller.credential).sync.push({ entries: journal.entries })
    const place = { generation: random.id(), n: 1 }
    const moved = { tenant: stage.shop.tenant, feed: 'catalogue', ...place }
    stage.backend.changes.announce({ ...moved, tenant: random.id() })
    stage.backend.changes.announce({ ...moved, feed: 'pricing', n: 999 })
    const text = await stream.until(/pricing/)
    expect(text).toContain(`event: poke\ndata: ["stock/${stage.shop.store}"]\n\n`)
    expect(text).not.toContain('catalogue')
    await stream.cancel()
  })

  it('forgets a terminal that leaves', async () => {
    await expect.poll(() => stage.backend.changes.listeners).toBe(0)
    const stream = await openStream(terminal.credential)
    await stream.until(/: open/)
    expect(stage.backend.changes.listeners).toBe(1)
    await stream.cancel()
    await expect.poll(() => stage.backend.changes.listeners).toBe(0)
  })
})
