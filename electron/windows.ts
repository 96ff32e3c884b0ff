/** The windows of a till. */
import { BrowserWindow, Menu } from 'electron'
import { boundedRestarts } from '../src/contract/supervision.ts'
import { after, elapsed } from './clock.ts'
import { START_URL } from './origin.ts'

export interface WindowOptions {
  /** Path of the built preload. */
  readonly preload: string
  /** Opens the developer tools to a person who knows the keys; never in a packaged app. */
  readonly isDevelopment: boolean
}

/**
 * The one window that a cashier works in. A page that crashed is loaded again: the core has it all.
 */
export async function openTillWindow(options: WindowOptions): Promise<BrowserWindow> {
  Menu.setApplicationMenu(null)
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    show: false,
    autoHideMenuBar: true,
    title: 'Holdfast',
    webPreferences: {
      preload: options.preload,
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
      devTools: options.isDevelopment,
    },
  })
  window.once('ready-to-show', () => window.show())
  reloadAfterCrash(window)
  await window.loadURL(START_URL)
  return window
}

function reloadAfterCrash(window: BrowserWindow): void {
  const restarts = boundedRestarts(elapsed)
  window.webContents.on('did-finish-load', () => restarts.started())
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const restart = restarts.died(null)
    // A page that cannot live closes its window, and with the last window the shell ends.
    if (restart === undefined) return window.destroy()
    after(restart.pauseMs, () => {
      if (!window.isDestroyed()) void window.loadURL(START_URL).catch(() => undefined)
    })
  })
}
