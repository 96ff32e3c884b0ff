/**
 * The shell asks Electron for exactly what the checklist of hardening says, in the order it must.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { READY_CHANNEL } from '../../electron/channels.ts'
import { startShell } from '../../electron/shell.ts'
import * as electron from '../electron/stand-in.ts'

vi.mock('electron', () => import('../electron/stand-in.ts'))

const PLACES = {
  screens: 'screens',
  preload: '/app/preload.cjs',
  coreScript: '/app/core-process.js',
  migrations: '/app/migrations',
}
let folder: string
const settings = () => ({ folder, backendUrl: 'http://127.0.0.1:1', enrolmentCode: undefined })

beforeEach(() => {
  electron.reset()
  folder = mkdtempSync(join(tmpdir(), 'holdfast-shell-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const onlyWindow = () => {
  const [window] = electron.askedFor('new BrowserWindow')[0] ?? []
  if (!(window instanceof electron.BrowserWindow)) throw new Error('no window was opened')
  return window
}
const pageEvent = (url: string) => ({ url, preventDefault: vi.fn<() => void>() })

describe('the shell', () => {
  it('declares its scheme and the sandbox before the app is ready', async () => {
    await startShell(PLACES, settings())
    const order = electron.asked.map(({ what }) => what)
    expect(order.slice(0, 3)).toEqual(['protocol.schemes', 'app.enableSandbox', 'app.whenReady'])
    expect(electron.askedFor('protocol.schemes')).toEqual([
      [[{ scheme: 'app', privileges: { standard: true, secure: true } }]],
    ])
  })

  it('is started once: a second start only shows the first', async () => {
    electron.app.hasLock = false
    await startShell(PLACES, settings())
    expect(electron.asked.map(({ what }) => what)).toEqual(['app.quit'])

    electron.reset()
    await startShell(PLACES, settings())
    electron.app.emit('second-instance')
    expect(electron.asked.slice(-2).map(({ what }) => what)).toEqual([
      'window.restore',
      'window.focus',
    ])
  })

  it('opens a window that is isolated, sandboxed and without Node', async () => {
    await startShell(PLACES, settings())
    expect(onlyWindow().options.webPreferences).toEqual({
      preload: '/app/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    })
    expect(electron.askedFor('window.loadURL')).toEqual([['app://holdfast/index.html']])
    expect(electron.askedFor('Menu')).toEqual([[null]])
  })

  it('opens the customer’s window on a second screen, over which one can only watch', async () => {
    electron.screen.displays.push({
      id: 2,
      bounds: { x: 1366, y: 0, width: 1920, height: 1080 },
    })
    await startShell(PLACES, settings())
    const [till, display] = electron
      .askedFor('new BrowserWindow')
      .map(([window]) => window as electron.BrowserWindow)
    if (!till || !display) throw new Error('a window is missing')
    expect(electron.askedFor('window.loadURL').flat()).toEqual([
      'app://holdfast/index.html',
      'app://holdfast/display.html',
    ])
    expect(display.options).toMatchObject({ x: 1366, fullscreen: true, focusable: false })
    expect(display.options.webPreferences).toEqual(till.options.webPreferences)
    for (const { webContents } of [till, display]) {
      const senderFrame = { url: 'app://holdfast/index.html', parent: null }
      electron.ipcMain.emit(READY_CHANNEL, { sender: webContents, senderFrame })
    }
    const told = electron.askedFor('core.postMessage').map(([, message]) => message)
    expect(told.slice(1)).toEqual([{ type: 'screen' }, { type: 'display' }])
    till.emit('closed')
    expect(display.isDestroyed()).toBe(true)
  })

  it('opens no second window where there is no second screen', async () => {
    await startShell(PLACES, settings())
    expect(electron.askedFor('new BrowserWindow')).toHaveLength(1)
  })

  it('gives developer tools to a checkout only', async () => {
    electron.app.isPackaged = false
    await startShell(PLACES, settings())
    expect(onlyWindow().options.webPreferences['devTools']).toBe(true)
  })

  it('refuses every permission and every device on every session', async () => {
    const other = new electron.SessionStandIn()
    await startShell(PLACES, settings())
    electron.app.emit('session-created', other)
    for (const { handlers } of [electron.session.defaultSession, other]) {
      expect(answered(handlers.get('permissionRequest'), {}, 'geolocation')).toBe(false)
      expect(handlers.get('permissionCheck')?.()).toBe(false)
      expect(handlers.get('devicePermission')?.()).toBe(false)
      expect(answered(handlers.get('displayMediaRequest'), {})).toBe(null)
      expect(answered(handlers.get('bluetoothPairing'), {})).toEqual({ confirmed: false })
    }
  })

  it('chooses no device and downloads nothing but a report that its own screen made', async () => {
    await startShell(PLACES, settings())
    const own = electron.session.defaultSession
    for (const [name, between] of [
      ['select-hid-device', [{}]],
      ['select-usb-device', [{}]],
      ['select-serial-port', [[], {}]],
    ] as const) {
      const event = pageEvent('')
      const choose = vi.fn<(choice?: unknown) => void>()
      own.emit(name, event, ...between, choose)
      expect(event.preventDefault).toHaveBeenCalledOnce()
      expect(choose.mock.calls.flat().filter(Boolean)).toEqual([])
    }
    for (const [url, type, isSaved] of [
      ['blob:app://holdfast/5b0c', 'text/csv', true],
      ['blob:app://holdfast/5b0c', 'text/html', false],
      ['blob:https://example.org/5b0c', 'text/csv', false],
      ['https://example.org/a.csv', 'text/csv', false],
    ] as const) {
      const download = pageEvent('')
      own.emit('will-download', download, { getURL: () => url, getMimeType: () => type })
      expect(download.preventDefault).toHaveBeenCalledTimes(isSaved ? 0 : 1)
    }
  })

  it.each([
    'https://example.org/',
    'http://holdfast/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,hello',
    'about:blank',
    'https://example.org/?app://holdfast/',
    'app://holdfast@example.org/',
    'app://holdfast.example.org/',
    'app://someone:secret@holdfast/',
    'app://holdfast:8080/',
    'not a url',
    '',
  ])('does not go to %j', async (url) => {
    await startShell(PLACES, settings())
    const page = onlyWindow().webContents
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      const event = pageEvent(url)
      page.emit(name, event)
      expect(event.preventDefault, name).toHaveBeenCalledOnce()
    }
  })

  it('stays at home, opens no window and holds no webview', async () => {
    await startShell(PLACES, settings())
    const page = onlyWindow().webContents
    const home = pageEvent('app://holdfast/components.html')
    page.emit('will-navigate', home)
    expect(home.preventDefault).not.toHaveBeenCalled()
    expect(page.openHandler?.()).toEqual({ action: 'deny' })
    const webview = pageEvent('')
    page.emit('will-attach-webview', webview)
    expect(webview.preventDefault).toHaveBeenCalledOnce()
  })

  it('hands a port to the top frame of its own page, and to nobody else', async () => {
    await startShell(PLACES, settings())
    const sender = onlyWindow().webContents
    const top = frame('app://holdfast/index.html')
    const strangers = [
      { sender, senderFrame: null },
      { sender, senderFrame: frame('') },
      { sender, senderFrame: frame('https://example.org/?app://holdfast/') },
      { sender, senderFrame: { ...top, parent: top } },
      { sender: Object.assign(new electron.PageStandIn(), { destroyed: true }), senderFrame: top },
    ]
    for (const stranger of strangers) electron.ipcMain.emit(READY_CHANNEL, stranger)
    expect(electron.askedFor('page.postMessage')).toEqual([])
    electron.ipcMain.emit(READY_CHANNEL, { sender, senderFrame: top })
    expect(electron.askedFor('page.postMessage')).toEqual([
      [sender, 'holdfast:port', null, [{ end: 'page' }]],
    ])
  })

  it('listens to one message only', async () => {
    await startShell(PLACES, settings())
    expect(electron.ipcMain.eventNames()).toEqual([READY_CHANNEL])
  })

  it('quits only after its core has closed in good order', async () => {
    await startShell(PLACES, settings())
    const [core] = electron.askedFor('utilityProcess.fork')[0] ?? []
    if (!(core instanceof electron.CoreStandIn)) throw new Error('no core was started')
    const first = pageEvent('')
    electron.app.emit('before-quit', first)
    const impatient = pageEvent('')
    electron.app.emit('before-quit', impatient)
    expect(first.preventDefault).toHaveBeenCalledOnce()
    expect(impatient.preventDefault).toHaveBeenCalledOnce()
    const told = electron.askedFor('core.postMessage').filter(([, message]) => isStop(message))
    expect(told).toEqual([[core, { type: 'stop' }]])
    expect(electron.askedFor('app.quit')).toEqual([])
    core.emit('exit', 0)
    await vi.waitFor(() => expect(electron.askedFor('app.quit')).toHaveLength(1))
    const last = pageEvent('')
    electron.app.emit('before-quit', last)
    expect(last.preventDefault).not.toHaveBeenCalled()
  })

  it('loads a page that crashed again, and gives up on one that cannot live', async () => {
    vi.useFakeTimers()
    try {
      await startShell(PLACES, settings())
      const page = onlyWindow().webContents
      page.emit('render-process-gone', {}, { reason: 'clean-exit' })
      await vi.advanceTimersByTimeAsync(5000)
      expect(electron.askedFor('window.loadURL')).toHaveLength(1)
      for (let crash = 1; crash <= 20; crash++) {
        page.emit('render-process-gone', {}, { reason: 'crashed' })
        await vi.advanceTimersByTimeAsync(1500)
      }
      expect(electron.askedFor('window.loadURL')).toHaveLength(20)
      expect(electron.askedFor('window.destroy')).toHaveLength(1)
    } finally {
      vi.useRealTimers()
    }
  })
})

function isStop(message: unknown): boolean {
  return typeof message === 'object' && message !== null && Reflect.get(message, 'type') === 'stop'
}

/** What a handler that answers by a callback answers. */
function answered(
  handler: ((...args: never[]) => unknown) | undefined,
  ...args: unknown[]
): unknown {
  const decide = vi.fn<(answer: unknown) => void>()
  Reflect.apply(handler ?? decide, undefined, [...args, decide])
  expect(decide).toHaveBeenCalledOnce()
  return decide.mock.calls[0]?.[0]
}

function frame(url: string): { url: string; parent: unknown } {
  return { url, parent: null }
}
