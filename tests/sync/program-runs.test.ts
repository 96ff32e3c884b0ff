/** The journal says when the program started, and how the run before it ended. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OPEN_COLLECTIONS } from 'rxdb'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Entry } from '../../src/domain/journal/facts.ts'
import { openStore } from '../../src/store/open.ts'
import { settledPath } from '../../src/store/settled.ts'
import { hasUnsent } from '../../src/store/unsent.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { openReadOnly } from '../../src/store/verify/read-only.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { PROGRAM_VERSION } from '../../src/system/version.ts'
import { startTerminal } from '../../src/terminal.ts'
import { clock, random, silent } from '../backend/stage.ts'
import { keepingLog, MIGRATIONS } from '../store/shop.ts'
import { enrolmentCode, journalAt, openShop, SOON, type SyncedShop } from './stage.ts'

let shop: SyncedShop
let folder: string

beforeAll(async () => {
  shop = await openShop()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-runs-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
afterAll(() => shop.close())

const file = () => join(folder, 'terminal.db')

function look<Answer>(at: (connection: ReturnType<typeof openReadOnly>) => Answer): Answer {
  const connection = openReadOnly(file())
  try {
    return at(connection)
  } finally {
    connection.close()
  }
}

/** Of each start what it says, in their order. */
const starts = () =>
  look((connection) =>
    connection
      .prepare<[], string>(
        `SELECT canonical FROM journal WHERE kind = 'program-started' ORDER BY id`,
      )
      .pluck()
      .all()
      .map((text) => JSON.parse(text) as Entry<'program-started'>),
  )

/** Runs until all that it wrote has arrived, and stops in good order. */
async function run(enrolmentCode?: string): Promise<void> {
  const terminal = await startTerminal({
    ...{ folder, migrations: MIGRATIONS, backendUrl: shop.url, enrolmentCode },
    ...{ secrets: fileSecrets(folder), log: keepingLog(), checkAnswers: true },
  })
  OPEN_COLLECTIONS.clear()
  expect(terminal.blocked).toBeUndefined()
  await expect.poll(() => look(hasUnsent), SOON).toBe(false)
  await terminal.close()
}

it('names the version and when the run before it stopped, and leaves nothing unsent', async () => {
  await run(await enrolmentCode(shop))
  await run()
  const [first, second] = starts()
  expect(first).toMatchObject({ session: null, actor: null, body: { version: PROGRAM_VERSION } })
  expect(first?.body).not.toHaveProperty('stopped')
  expect(second?.body.stopped).toBeGreaterThanOrEqual(first?.at ?? Infinity)
  expect(second?.body.stopped).toBeLessThanOrEqual(second?.at ?? 0)
  // That it stopped is no entry: the till that was closed may be removed.
  expect(existsSync(settledPath(file()))).toBe(true)
  expect(verifyJournal(file()).broken).toBeUndefined()
  const arrived = await journalAt(shop)
  expect(arrived.filter(({ canonical }) => canonical?.includes('program-started'))).toHaveLength(2)
  expect(arrived.every(({ state }) => state === 'applied')).toBe(true)
})

it('says that the run before it broke off, where nobody stopped it', async () => {
  await run(await enrolmentCode(shop))
  const parts = { clock, random, log: silent, secrets: fileSecrets(folder) }
  const store = openStore({ ...parts, file: file(), migrations: MIGRATIONS })
  store.program.started(PROGRAM_VERSION)
  store.close()
  await run()
  expect(starts().map(({ body }) => body.stopped)).toEqual([
    undefined,
    expect.any(Number) as number,
    null,
  ])
})
