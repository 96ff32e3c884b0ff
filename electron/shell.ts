/** The main process: a window for the till, one for its customers, one core, and little else. */
import { join } from 'node:path'
import { app, dialog, ipcMain, type BrowserWindow, type WebContents } from 'electron'
import { READY_CHANNEL } from './channels.ts'
import { keepCore, type Core } from './core.ts'
import { hardenApp, hardenDefaultSession } from './hardening.ts'
import { declareScheme, serveScreens } from './protocol.ts'
import { sealingKey } from './sealing-key.ts'
import { isOwnSender } from './sender.ts'
import { openDisplayWindow, openTillWindow } from './windows.ts'

/** What the build put where. */
export interface Places {
  readonly screens: string
  readonly preload: string
  readonly coreScript: string
  readonly migrations: string
}

export interface ShellSettings {
  /** Where the terminal keeps its data; the system's usual place for it where nothing is said. */
  readonly folder: string | undefined
  readonly backendUrl: string
  readonly enrolmentCode: string | undefined
}

/** Must be called before the app is ready. Resolves when the window shows the screens. */
export async function startShell(places: Places, settings: ShellSettings): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  declareScheme()
  hardenApp()
  await app.whenReady()
  hardenDefaultSession()
  serveScreens(places.screens)

  const core = await startCore(places, settings)
  const displays = new Set<WebContents>()
  answerReady(core, displays)
  quitAfter(core)
  app.on('window-all-closed', () => app.quit())
  const { preload } = places
  const look = { preload, isDevelopment: !app.isPackaged }
  const till = await openTillWindow(look)
  bringForward(till)
  const display = await openDisplayWindow({
    ...look,
    onOpened: ({ webContents }) => displays.add(webContents),
  })
  // The shell ends with the window of the till, whatever the customer's shows.
  till.once('closed', () => display?.destroy())
}

async function startCore(places: Places, settings: ShellSettings): Promise<Core> {
  const folder = settings.folder ?? join(app.getPath('userData'), 'terminal')
  return keepCore({
    script: places.coreScript,
    start: {
      type: 'start',
      folder,
      migrations: places.migrations,
      backendUrl: settings.backendUrl,
      enrolmentCode: settings.enrolmentCode ?? null,
      sealingKey: await sealingKey(folder),
    },
    onGivenUp(reason) {
      dialog.showErrorBox('Holdfast', reason)
      app.exit(1)
    },
  })
}

/** The app ends when its core has closed in good order. */
function quitAfter(core: Core): void {
  let isStopped = false
  const end = (): void => {
    isStopped = true
    app.quit()
  }
  let stopping: Promise<void> | undefined
  app.on('before-quit', (event) => {
    if (isStopped) return
    event.preventDefault()
    stopping ??= core.stop().then(end, end)
  })
}

/** The one message that a page can send. It carries nothing, so there is nothing to parse. */
function answerReady(core: Core, displays: ReadonlySet<WebContents>): void {
  ipcMain.on(READY_CHANNEL, (event) => {
    if (!isOwnSender(event)) return
    core.connect(event.sender, displays.has(event.sender) ? 'display' : 'screen')
  })
}

/** A second start of the app shows the first one. */
function bringForward(window: BrowserWindow): void {
  app.on('second-instance', () => {
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })
}
