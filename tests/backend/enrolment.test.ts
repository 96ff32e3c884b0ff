import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBackendServer, type BackendServer } from '../../src/backend/http/server.ts'
import { enrol, issueEnrolmentCode } from '../../src/backend/setup/enrolment.ts'
import { backendContract, type BackendContract } from '../../src/contract/backend/router.ts'
import { enrolTerminal, makeKeys, openStage } from './stage.ts'
import { type Stage, type StagedTerminal } from './stage.ts'

let stage: Stage
let server: BackendServer
let url: string
let terminal: StagedTerminal

beforeAll(async () => {
  stage = await openStage()
  terminal = await enrolTerminal(stage)
  server = createBackendServer(stage.backend, () => false)
  await new Promise<void>((resolve) => server.server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  url = typeof address === 'object' ? `http://127.0.0.1:${String(address?.port)}` : ''
})
afterAll(async () => {
  await server.close()
  await stage.close()
})

function client(credential?: string): ContractRouterClient<BackendContract> {
  const headers = credential === undefined ? {} : { authorization: `Bearer ${credential}` }
  return createORPCClient(new OpenAPILink(backendContract, { url, headers: () => headers }))
}

function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  const type = { 'content-type': 'application/json' }
  return fetch(url + path, { method: 'POST', body, headers: { ...type, ...headers } })
}

async function codeOf(response: Response): Promise<unknown> {
  const body = (await response.json()) as { code?: unknown }
  expect(JSON.stringify(body)).not.toMatch(/\bat .*\.ts|node_modules|stack/)
  return body.code
}

describe('enrolment', () => {
  const offer = () => ({
    terminalName: 'Till',
    devices: { printer: null, scanners: [] },
  })

  it('takes a code once', async () => {
    const { code } = await issueEnrolmentCode(stage.backend, { ...stage.shop, ...offer() })
    const bodies = [1, 2, 3, 4].map(() => JSON.stringify({ code, ...publicOf(makeKeys()) }))
    const answers = await Promise.all(bodies.map((body) => post('/sync/enrol', body)))
    expect(answers.map((each) => String(each.status)).toSorted()).toEqual([
      ...['200', '403', '403', '403'],
    ])
  })

  it('gives a lost answer again: the same terminal, with a fresh credential', async () => {
    const { code } = await issueEnrolmentCode(stage.backend, { ...stage.shop, ...offer() })
    const input = { code, ...publicOf(makeKeys()) }
    const count = async () => (await terminals()).length
    const first = await enrol(stage.backend, input)
    const before = await count()
    const second = await enrol(stage.backend, input)
    if (!first.ok || !second.ok) throw new Error('both are enrolled')
    const { credential, ...terminal } = second.value
    expect(first.value).toMatchObject(terminal)
    expect(first.value.credential).not.toBe(credential)
    expect(await count()).toBe(before)
    expect(await client(credential).sync.heads()).toMatchObject({ heads: [] })
    await expect(client(first.value.credential).sync.heads()).rejects.toThrow()
    const stranger = await enrol(stage.backend, { code, ...publicOf(makeKeys()) })
    expect(stranger).toEqual({ ok: false, failure: { code: 'enrolment-code-wrong' } })
    const later = { ...stage.backend.clock, now: () => Date.now() + 60 * 60 * 1000 }
    expect(await enrol({ ...stage.backend, clock: later }, input)).toEqual(stranger)
  })

  it('gives nobody another terminal’s credential by a code of his own', async () => {
    const { code } = await issueEnrolmentCode(stage.backend, { ...stage.shop, ...offer() })
    const before = (await terminals()).length
    const another = await enrol(stage.backend, { code, ...publicOf(terminal.keys) })
    if (!another.ok) throw new Error(another.failure.code)
    expect(another.value.terminal).not.toBe(terminal.terminal)
    expect(await terminals()).toHaveLength(before + 1)
    expect(await client(terminal.credential).sync.heads()).toBeDefined()
  })

  it('lets a code run out after an hour', async () => {
    const past = { ...stage.backend.clock, now: () => Date.now() - 60 * 60 * 1000 - 1 }
    const before = { ...stage.backend, clock: past }
    const { code } = await issueEnrolmentCode(before, { ...stage.shop, ...offer() })
    const { keyId, publicKey } = makeKeys()
    const late = await post('/sync/enrol', JSON.stringify({ code, keyId, publicKey }))
    expect(await codeOf(late)).toBe('enrolment-code-wrong')
  })

  it('refuses a key that is not the one it names', async () => {
    const { code } = await issueEnrolmentCode(stage.backend, { ...stage.shop, ...offer() })
    const body = { code, keyId: makeKeys().keyId, publicKey: makeKeys().publicKey }
    expect(await codeOf(await post('/sync/enrol', JSON.stringify(body)))).toBe('input-invalid')
  })

  it('grows deaf to an address that keeps guessing', async () => {
    const guess = JSON.stringify({ code: 'ABCDEFGH', ...publicOf(makeKeys()) })
    const statuses: number[] = []
    for (let count = 0; count < 12; count += 1) {
      statuses.push((await post('/sync/enrol', guess)).status)
    }
    expect(statuses[0]).toBe(403)
    expect(statuses.at(-1)).toBe(429)
  })
})

function terminals() {
  return stage.backend.database.selectFrom('terminal').select('id').execute()
}

function publicOf({ keyId, publicKey }: ReturnType<typeof makeKeys>) {
  return { keyId, publicKey }
}
