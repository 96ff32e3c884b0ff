import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { figuresSchema, levelFigureSchema } from '../../src/contract/backend/administration.ts'
import type { HeadsOutput, PushOutput } from '../../src/contract/backend/sync.ts'
import { enrolTerminal, Journal, openStage, saleFact, stockItems } from './stage.ts'
import type { StagedTerminal } from './stage.ts'
import { emptyFolder } from './template.ts'

const PROGRAM = fileURLToPath(new URL('../../src/backend.ts', import.meta.url))
const SALES = 60

interface Running {
  readonly url: string
  kill(signal: NodeJS.Signals): Promise<void>
}

async function start(folder: string): Promise<Running> {
  const environment = { ...process.env, HOLDFAST_DATA: folder, PORT: '0', DATABASE_URL: '' }
  const child: ChildProcess = spawn(process.execPath, ['--liftoff-only', PROGRAM], {
    ...{ env: environment, stdio: ['ignore', 'ignore', 'pipe'] },
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const address = /"url":"(http[^"]+)"/.exec(said)?.[1]
      if (address !== undefined) resolve(address)
    })
    child.once('close', () => reject(new Error(`the backend ended: ${said}`)))
  })
  return {
    url,
    kill: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}

async function ask<Answer>(
  { url }: Running,
  path: string,
  credential: string,
  body?: object,
): Promise<Answer> {
  const headers = { authorization: `Bearer ${credential}`, 'content-type': 'application/json' }
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(url + path, { headers, ...sent })
  if (!response.ok) throw new Error(`${path}: ${String(response.status)}`)
  return (await response.json()) as Answer
}

describe('the backend, killed while it takes entries in', () => {
  let folder: string
  beforeAll(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'holdfast-crash-')), 'data')
  })
  afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }))

  it('keeps what it acknowledged, applies the rest once when it is sent again', async () => {
    const { terminal, item, journal, ownerToken } = await prepare(folder)
    let acknowledged = 0
    for (const goal of [10, 35]) {
      const running = await start(folder)
      const pushing = pushOneByOne(running, terminal, journal, () => (acknowledged += 1))
      await expect.poll(() => acknowledged, { timeout: 20_000 }).toBeGreaterThanOrEqual(goal)
      await running.kill('SIGKILL')
      await pushing
    }
    const running = await start(folder)
    const { heads } = await ask<HeadsOutput>(running, '/sync/heads', terminal.credential, {})
    expect(heads[0]?.seq).toBeGreaterThanOrEqual(35)
    const entries = journal.entries
    const push = { entries }
    const { answers } = await ask<PushOutput>(running, '/sync/push', terminal.credential, push)
    expect(new Set(answers)).toEqual(new Set(['known', 'applied']))
    type Levels = z.infer<typeof levelFigureSchema>[]
    const levels = await ask<Levels>(running, '/administration/levels', ownerToken)
    const left = 1_000_000 - SALES * 1000
    expect(levels.find((each) => each.item === item)).toMatchObject({
      ...{ onHand: left, recomputed: left },
    })
    type Figures = z.infer<typeof figuresSchema>
    const figures = await ask<Figures>(running, '/administration/figures', ownerToken)
    expect(figures).toMatchObject({ entries: SALES + 1, sales: SALES, movements: SALES })
    await running.kill('SIGTERM')
  }, 120_000)
})

async function prepare(folder: string) {
  await emptyFolder(folder)
  const stage = await openStage({ kind: 'folder', folder })
  const terminal = await enrolTerminal(stage)
  const [item = ''] = await stockItems(stage, [1_000_000])
  const journal = new Journal(terminal)
  journal.open()
  for (let sale = 0; sale < SALES; sale += 1) {
    journal.append(saleFact(stage.shop, [{ item, quantity: 1000 }]))
  }
  await stage.close()
  return { terminal, item, journal, ownerToken: stage.shop.ownerToken }
}

/**
 * Begins at the first entry again, as a terminal does that trusts nothing; ends when the backend
 * dies.
 */
async function pushOneByOne(
  running: Running,
  terminal: StagedTerminal,
  journal: Journal,
  acknowledge: () => void,
): Promise<void> {
  try {
    for (const entry of journal.entries) {
      const { answers } = await ask<PushOutput>(running, '/sync/push', terminal.credential, {
        entries: [entry],
      })
      if (answers[0] === 'applied') acknowledge()
    }
  } catch {
    // The connection broke: that is what this test is about.
  }
}
