import { mkdtempSync, rmSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createBackendClient } from '../../src/commands/backend-client.ts'
import { backendScript } from '../../src/commands/folders.ts'
import { supervise } from '../../src/commands/supervisor.ts'
import { systemClock } from '../../src/system/clock.ts'
import { programOf } from '../programs.ts'

const clock = systemClock({ holdsProcess: true })
const OPENING_MS = 60_000

async function start(folder: string) {
  const environment = { HOLDFAST_DATA: folder, DATABASE_URL: '', PORT: '0' }
  const script = await programOf(backendScript)
  const backend = supervise({ name: 'backend', script, environment, clock })
  onTestFinished(() => backend.stop('SIGKILL'))
  const url = (await backend.line('backend ready ')).slice('backend ready '.length)
  return { backend, url }
}

it(
  'a demo shop is founded with the token that its folder keeps, and once',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-demo-backend-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    // As it stands when the machine died before the shop was founded: the token came first.
    const token = 'a'.repeat(43)
    const file = join(folder, 'owner-token')
    writeFileSync(file, token)
    for (let round = 1; round <= 2; round += 1) {
      const { backend, url } = await start(folder)
      const owner = createBackendClient({ url, token })
      const issued = { store: null, terminalName: 'Till' }
      expect((await owner.administration.enrolmentCode(issued)).code).toHaveLength(8)
      const { total } = await owner.shop.offers({})
      expect(total).toBe(0)
      await backend.stop('SIGKILL')
    }
    expect(readFileSync(file, 'utf8')).toBe(token)
    const modes = [folder, join(folder, 'database'), file, join(folder, 'backend.log')]
    expect(modes.map((path) => statSync(path).mode & 0o077)).toEqual([0, 0, 0, 0])
  },
  OPENING_MS,
)
