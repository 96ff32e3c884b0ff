import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, rmSync, writeFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Supervised } from '../../src/commands/supervisor.ts'
import type { SyncedShop } from '../sync/stage.ts'
import {
  comeBack,
  makePlace,
  openSellingShop,
  startProcess,
  watchFor,
  type Place,
} from './stage.ts'

// Each test waits for cores to start, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let shop: SyncedShop
const running = new Set<Supervised>()

beforeAll(async () => {
  shop = await openSellingShop()
})
afterEach(async () => {
  await Promise.all([...running].map((each) => each.stop()))
  running.clear()
})
afterAll(() => shop.close())

async function start(place: Place): Promise<{ process: Supervised; url: string }> {
  const started = await startProcess({ shop, place })
  running.add(started.process)
  return started
}

/** What a screen is told, by its status and by whatever it asks for. */
async function whyBlocked(url: string): Promise<{ shown: string | null; refused: unknown }> {
  const screen = await comeBack(url)
  const shown = await watchFor(screen, (event) =>
    event.kind === 'status' ? event.status.blocked : undefined,
  )
  const refused = await screen.api.draft.current().then(
    () => null,
    (error: { code?: unknown }) => error.code,
  )
  screen.close()
  return { shown, refused }
}

function makeTestPlace(): Place {
  const place = makePlace()
  onTestFinished(() => place.remove())
  return place
}

const canMount = process.getuid?.() === 0 && tryMount()
function tryMount(): boolean {
  const place = makePlace()
  const { status } = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', place.assets])
  place.remove()
  return status === 0
}

/** Takes all room that there is. */
function fill(folder: string): string {
  const filler = join(folder, 'filler')
  expect(() => {
    for (;;) appendFileSync(filler, Buffer.alloc(4096))
  }).toThrow(/ENOSPC/)
  return filler
}

describe('a terminal that may not sell still serves its screens, and says why', () => {
  it('as the second on one database; the first sells on', async () => {
    const place = makeTestPlace()
    const first = await start(place)
    const second = await start(place)
    const code = 'second-instance'
    expect(await whyBlocked(second.url)).toEqual({ shown: code, refused: code })
    const screen = await comeBack(first.url)
    expect(await screen.api.draft.current()).toMatchObject({ lines: [] })
    screen.close()
  })

  it('over a database of a newer program', async () => {
    const place = makeTestPlace()
    const { process: older } = await start(place)
    await older.stop()
    const database = new Database(join(place.folder, 'terminal.db'))
    database.pragma('user_version = 999990')
    database.close()
    const code = 'database-from-future'
    const { url } = await start(place)
    expect(await whyBlocked(url)).toEqual({ shown: code, refused: code })
  })

  it('but not over a database that is none: that is set aside, and it begins anew', async () => {
    const place = makeTestPlace()
    mkdirSync(place.folder)
    writeFileSync(join(place.folder, 'terminal.db'), 'x'.repeat(10_000))
    const { url } = await start(place)
    const screen = await comeBack(url)
    expect(await screen.api.draft.current()).toMatchObject({ lines: [] })
    screen.close()
    const aside = readdirSync(place.folder).filter((name) => name.includes('.damaged-'))
    expect(aside).toHaveLength(1)
  })

  it.skipIf(!canMount)(
    'on a full disk (skipped where this user cannot mount one), and sells once there is room',
    async () => {
      const place = makeTestPlace()
      mkdirSync(place.folder)
      spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', place.folder])
      onTestFinished(() => void spawnSync('umount', ['-l', place.folder]))
      const { process: before } = await start(place)
      await before.stop()
      const filler = fill(place.folder)
      const { url, process: full } = await start(place)
      // SQLite cannot even make its shared memory, which it calls a failure of the disk.
      const { shown, refused } = await whyBlocked(url)
      expect(shown).toBe('disk-full')
      expect(refused).toBe(shown)
      await full.stop()
      rmSync(filler)
      const again = await start(place)
      const screen = await comeBack(again.url)
      expect(await screen.api.draft.current()).toMatchObject({ lines: [] })
      screen.close()
    },
  )
})
