/** `npm start` shows the till in a window where it can, and knows soon where it cannot. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { findElectron, type Search } from '../../src/commands/electron-binary.ts'
import { openTillWindow } from '../../src/commands/till-window.ts'
import { systemClock } from '../../src/system/clock.ts'

const posix = process.platform !== 'win32'
const clock = systemClock({ holdsProcess: true })
let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'holdfast-window-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function program(text: string): string {
  const path = join(folder, 'electron')
  writeFileSync(path, `#!/bin/sh\n${text}\n`)
  chmodSync(path, 0o755)
  return path
}

const reasonOf = (answer: object) => ('reason' in answer ? String(answer.reason) : 'none')

const open = (binary: string, environment: Record<string, string> = {}) =>
  openTillWindow({ binary, entry: 'main.js', environment, clock })

describe('the window of the till', () => {
  it.runIf(posix)('is none where the process ends at once, whatever its code (POSIX)', async () => {
    expect(await open(program('exit 0'))).toEqual({ reason: 'Electron ended at once (code 0)' })
    expect(await open(program('kill -9 $$'))).toEqual({
      reason: 'Electron ended at once (SIGKILL)',
    })
  })

  it('is none where nothing can be started', async () => {
    const shown = await open(join(folder, 'missing'))
    expect(reasonOf(shown)).toContain('could not be started')
  })

  it.runIf(posix)('is there once it stays, and gets what it needs to know (POSIX)', async () => {
    const text = 'echo "$@ $HOLDFAST_BACKEND" > "$TOLD"; exec sleep 60'
    const told = join(folder, 'told')
    const environment = { TOLD: told, HOLDFAST_BACKEND: 'http://shop' }
    const shown = await open(program(text), environment)
    if ('reason' in shown) throw new Error(shown.reason)
    onTestFinished(() => void shown.window.kill())
    const isRoot = process.platform === 'linux' && process.getuid?.() === 0
    const flags = isRoot ? '--no-sandbox ' : ''
    expect(readFileSync(told, 'utf8')).toBe(`${flags}main.js http://shop\n`)
  })
})

describe('the search for Electron', () => {
  const display = { DISPLAY: ':0' }
  const search = (changes: Partial<Search>) =>
    findElectron({ folder, clock, environment: display, ...changes })
  const isFetched = existsSync(join(import.meta.dirname, '../../node_modules/electron/dist'))

  it.runIf(process.platform === 'linux')('ends without a display (Linux)', async () => {
    expect(await search({ environment: {} })).toEqual({
      reason: 'there is no display for a window',
    })
  })

  it.runIf(posix)('takes the one that was supplied (POSIX)', async () => {
    const path = program('exit 0')
    const environment = { ...display, ELECTRON_OVERRIDE_DIST_PATH: folder }
    expect(await search({ environment })).toEqual({ path })
  })

  it.skipIf(isFetched)(
    'fetches once a day what cannot be had, not at each start (skipped where it was fetched)',
    async () => {
      let [fetches, now] = [0, 1_790_000_000_000]
      const fetch = () => {
        fetches += 1
        return Promise.resolve(false)
      }
      const again = () => search({ fetch, clock: { ...clock, now: () => now } })
      expect(reasonOf(await again())).toContain('release server')
      now += 23 * 60 * 60_000
      expect(reasonOf(await again())).toContain('lately')
      expect(fetches).toBe(1)
      now += 60 * 60_000
      await again()
      expect(fetches).toBe(2)
    },
  )
})
