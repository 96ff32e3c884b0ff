/**
 * The built shell in a real Electron: what the stand-in cannot tell. Runs where a binary is, in
 * `ELECTRON_OVERRIDE_DIST_PATH` or downloaded by the package, and is skipped by name elsewhere.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test'

const root = join(import.meta.dirname, '..', '..')
const main = join(root, 'out', 'main', 'electron', 'main.js')
const executable = findElectron()

test.skip(
  executable === undefined,
  'no Electron here: set ELECTRON_OVERRIDE_DIST_PATH to a release',
)
test.skip(!hasDisplay(), 'no display here: run under xvfb-run')

let folder: string
let shell: ElectronApplication
let page: Page

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-electron-'))
  shell = await start()
  page = await shell.firstWindow()
})
test.afterAll(async () => {
  await shell.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the page has no Node and nothing of Electron', async () => {
  const types = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron'].map(
      (name) => typeof Reflect.get(globalThis, name),
    ),
  )
  expect(types).toEqual(Array(5).fill('undefined'))
  expect(new URL(page.url()).origin).toBe('app://holdfast')
})

test('the page gets its port and shows what the core says', async () => {
  await expect(page.locator('#terminal')).not.toBeEmpty()
})

test('inline scripts and requests to anywhere are blocked', async () => {
  const ran = await page.evaluate(() => {
    try {
      const script = document.createElement('script')
      script.textContent = 'globalThis.inlineRan = true'
      document.body.append(script)
    } catch {
      // Trusted types refuse the text already.
    }
    return Reflect.has(globalThis, 'inlineRan')
  })
  expect(ran).toBe(false)
  await expect(page.evaluate(() => fetch('https://example.org/'))).rejects.toThrow('fetch')
})

test('every permission is refused', async () => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[]
    const answers = await Promise.all(names.map((name) => navigator.permissions.query({ name })))
    return answers.map(({ state }) => state)
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
})

test('the page goes nowhere and opens nothing', async () => {
  expect(await page.evaluate(() => window.open('https://example.org/'))).toBeNull()
  await page.evaluate(() => window.location.assign('https://example.org/'))
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  expect(page.url()).toBe('app://holdfast/index.html')
  expect(shell.windows()).toHaveLength(1)
})

test('a second start ends by itself', async () => {
  const second = await start()
  await expect.poll(() => second.process().exitCode).toBe(0)
})

function start(): Promise<ElectronApplication> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return _electron.launch({
    ...(executable === undefined ? {} : { executablePath: executable }),
    args: [...asRoot, `--user-data-dir=${folder}`, main],
    env: { ...process.env, HOLDFAST_FOLDER: join(folder, 'terminal') },
  })
}

function findElectron(): string | undefined {
  const dist =
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules/electron/dist')
  const programs = new Map<string, string>([
    ['darwin', 'Electron.app/Contents/MacOS/Electron'],
    ['win32', 'electron.exe'],
  ])
  const path = join(dist, programs.get(process.platform) ?? 'electron')
  return existsSync(path) ? path : undefined
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined
}
