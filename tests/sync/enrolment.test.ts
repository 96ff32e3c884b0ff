import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fileSecrets } from '../../src/system/secrets.ts'
import { startTerminal, type RunningTerminal } from '../../src/terminal.ts'
import { keepingLog, MIGRATIONS } from '../store/shop.ts'
import { enrolmentCode, openShop, type SyncedShop } from './stage.ts'

let shop: SyncedShop
let folder: string

beforeAll(async () => {
  shop = await openShop()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-enrolment-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
afterAll(() => shop.close())

function start(enrolmentCode: string | undefined): Promise<RunningTerminal> {
  return startTerminal({
    ...{ folder, migrations: MIGRATIONS, backendUrl: shop.url, enrolmentCode },
    ...{ secrets: fileSecrets(folder), log: keepingLog(), checkAnswers: true },
  })
}

/** What it is blocked by, once it was started and closed. */
async function reason(enrolmentCode: string | undefined): Promise<string | undefined> {
  const terminal = await start(enrolmentCode)
  await terminal.close()
  return terminal.blocked
}

describe('a machine that is no terminal yet', () => {
  it('says so where it has no code', async () => {
    expect(await reason(undefined)).toBe('not-enrolled')
  })

  it('says that the backend is away, and enrols by the same code at a later start', async () => {
    const code = await enrolmentCode(shop)
    await shop.goAway()
    expect(await reason(code)).toBe('unreachable')
    await shop.comeBack()
    expect(await reason(code)).toBeUndefined()
    // From now on it knows who it is, whatever code is given to it, and without the backend.
    await shop.goAway()
    expect(await reason('ABCDEFGH')).toBeUndefined()
    await shop.comeBack()
  })

  it.each(['ABCDEFGH', 'abcdefgh', '', 'ABCDEFGHJ'])(
    'says that %j is a wrong code',
    async (code) => {
      expect(await reason(code)).toBe('enrolment-code-wrong')
      expect(await reason(await enrolmentCode(shop))).toBeUndefined()
    },
  )

  it('cannot use a code that another terminal has used', async () => {
    const code = await enrolmentCode(shop)
    expect(await reason(code)).toBeUndefined()
    const used = folder
    folder = mkdtempSync(join(tmpdir(), 'holdfast-enrolment-'))
    expect(await reason(code)).toBe('enrolment-code-wrong')
    rmSync(used, { recursive: true, force: true })
  })
})
