/**
 * Stands in for the module `electron`, whose real one needs a binary that cannot be had everywhere.
 * It does nothing of its own but remember what was asked of it, and lets a test play the other
 * side.
 */
import { EventEmitter } from 'node:events'
import { join } from 'node:path'

type Listener = (...args: never[]) => unknown

/** Everything asked of it since `reset`, oldest first. */
export const asked: { readonly what: string; readonly with: readonly unknown[] }[] = []

function ask(what: string, ...args: unknown[]): void {
  asked.push({ what, with: args })
}

export function askedFor(what: string): (readonly unknown[])[] {
  return asked.filter((each) => each.what === what).map((each) => each.with)
}

class App extends EventEmitter {
  isPackaged = true
  hasLock = true
  userData = ''
  enableSandbox = () => ask('app.enableSandbox')
  requestSingleInstanceLock = () => this.hasLock
  whenReady = () => {
    ask('app.whenReady')
    this.emit('session-created', session.defaultSession)
    return Promise.resolve()
  }
  getPath = (name: string) => join(this.userData, name)
  quit = () => ask('app.quit')
  exit = (code: number) => ask('app.exit', code)
}

/** Remembers each handler by the name of its setter. */
export class SessionStandIn extends EventEmitter {
  readonly handlers = new Map<string, Listener>()
  private readonly keep = (name: string) => (handler: Listener) =>
    void this.handlers.set(name, handler)
  setPermissionRequestHandler = this.keep('permissionRequest')
  setPermissionCheckHandler = this.keep('permissionCheck')
  setDevicePermissionHandler = this.keep('devicePermission')
  setDisplayMediaRequestHandler = this.keep('displayMediaRequest')
  setBluetoothPairingHandler = this.keep('bluetoothPairing')
}

export class PageStandIn extends EventEmitter {
  destroyed = false
  openHandler: Listener | undefined
  setWindowOpenHandler = (handler: Listener) => void (this.openHandler = handler)
  isDestroyed = () => this.destroyed
  postMessage = (...args: unknown[]) => ask('page.postMessage', this, ...args)
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new PageStandIn()
  readonly options: { readonly webPreferences: Readonly<Record<string, unknown>> }
  constructor(options: BrowserWindow['options']) {
    super()
    this.options = options
    ask('new BrowserWindow', this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL = (url: string) => {
    ask('window.loadURL', url)
    this.webContents.emit('did-finish-load')
    return Promise.resolve()
  }
  show = () => ask('window.show')
  focus = () => ask('window.focus')
  restore = () => ask('window.restore')
  isMinimized = () => true
  isDestroyed = () => this.webContents.destroyed
  destroy = () => {
    this.webContents.destroyed = true
    ask('window.destroy')
  }
}

/** One forked core; a test makes it die with `emit('exit', code)`. */
export class CoreStandIn extends EventEmitter {
  postMessage = (...args: unknown[]) => ask('core.postMessage', this, ...args)
  kill = () => ask('core.kill', this)
}

export class MessageChannelMain {
  readonly port1 = { end: 'core' }
  readonly port2 = { end: 'page' }
}

export const app = new App()
export const session = { defaultSession: new SessionStandIn() }
export const ipcMain = new EventEmitter()
export const ipcRenderer = Object.assign(new EventEmitter(), {
  send: (...args: unknown[]) => ask('ipcRenderer.send', ...args),
})
export const Menu = { setApplicationMenu: (menu: unknown) => ask('Menu', menu) }
/** The screens of the machine; a test adds a second one. */
export const screen = {
  displays: [{ id: 1, bounds: { x: 0, y: 0, width: 1366, height: 768 } }],
  getPrimaryDisplay: () => screen.displays[0],
  getAllDisplays: () => screen.displays,
}
export const dialog = { showErrorBox: (...texts: string[]) => ask('dialog', ...texts) }

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) => ask('protocol.schemes', schemes),
  handle: (scheme: string, handler: unknown) => ask('protocol.handle', scheme, handler),
}

export const utilityProcess = {
  fork(...args: unknown[]): CoreStandIn {
    const core = new CoreStandIn()
    ask('utilityProcess.fork', core, ...args)
    return core
  },
}

/** A keyring that seals by turning the text round; `backend` and `available` are the test's. */
export const safeStorage = {
  available: true,
  backend: 'gnome_libsecret',
  isAsyncEncryptionAvailable: () => Promise.resolve(safeStorage.available),
  getSelectedStorageBackend: () => safeStorage.backend,
  encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(reverse(text))),
  decryptStringAsync: (sealed: Buffer) =>
    Promise.resolve({ result: reverse(sealed.toString()), shouldReEncrypt: false }),
}

function reverse(text: string): string {
  return Array.from(text).toReversed().join('')
}

/** As fresh from a start of the machine. */
export function reset(): void {
  asked.length = 0
  for (const emitter of [app, ipcMain, ipcRenderer]) emitter.removeAllListeners()
  session.defaultSession = new SessionStandIn()
  Object.assign(app, { isPackaged: true, hasLock: true, userData: '' })
  screen.displays = screen.displays.slice(0, 1)
  Object.assign(safeStorage, { available: true, backend: 'gnome_libsecret' })
}
