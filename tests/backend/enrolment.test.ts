import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enrol, issueEnrolmentCode } from '../../src/backend/setup/enrolment.ts'
import { makeKeys } from './stage.ts'
import { type Stage, type StagedTerminal } from './stage.ts'
import { codeOf, serveStage, type ServedStage } from './served-stage.ts'

let served: ServedStage
let stage: Stage
let terminal: StagedTerminal

beforeAll(async () => {
  served = await serveStage()
  ;({ stage, terminal } = served)
})
afterAll(() => served.close())

const client: ServedStage['client'] = (token) => served.client(token)
const post: ServedStage['post'] = (...request) => served.post(...request)

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
    expect(await client(credential).sync.heads({})).toMatchObject({ heads: [] })
    await expect(client(first.value.credential).sync.heads({})).rejects.toThrow()
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
    expect(await client(terminal.credential).sync.heads({})).toBeDefined()
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
