/** The windows of a till. */
import { BrowserWindow, Menu, screen, type BrowserWindowConstructorOptions } from 'electron'
import { boundedRestarts } from '../src/contract/supervision.ts'
import { after, elapsed } from './clock.ts'
import { DISPLAY_URL, START_URL } from './origin.ts'

export interface WindowOptions {
  /** Path of the built preload. */
  readonly preload: string
  /** Opens the developer tools to a person who knows the keys; never in a packaged app. */
  readonly isDevelopment: boolean
  /** Called before the page loads. */
  readonly onOpened?: (window: BrowserWindow) => void
}

/**
 * The one window that a cashier works in. A page that crashed is loaded again: the core has it all.
 */
export async function openTillWindow(options: WindowOptions): Promise<BrowserWindow> {
  Menu.setApplicationMenu(null)
  return openWindow(START_URL, options, { width: 1366, height: 768, title: 'Holdfast' })
}

/**
 * The customer's window, filling the first screen that is not the cashier's; undefined where there
 * is no second screen. It takes no focus: what is typed belongs to the till.
 */
export async function openDisplayWindow(
  options: WindowOptions,
): Promise<BrowserWindow | undefined> {
  const primary = screen.getPrimaryDisplay().id
  const second = screen.getAllDisplays().find(({ id }) => id !== primary)
  if (!second) return undefined
  const place = { ...second.bounds, fullscreen: true, frame: false, focusable: false }
  return openWindow(DISPLAY_URL, options, { ...place, title: 'Holdfast, for customers' })
}

async function openWindow(
  url: string,
  options: WindowOptions,
  look: BrowserWindowConstructorOptions,
): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    ...look,
    show: false,
    autoHideMenuBar: true,
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
  options.onOpened?.(window)
  reloadAfterCrash(window, url)
  await window.loadURL(url)
  return window
}

function reloadAfterCrash(window: BrowserWindow, url: string): void {
  const restarts = boundedRestarts(elapsed)
  window.webContents.on('did-finish-load', () => restarts.started())
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const restart = restarts.died(null)
    // A page that cannot live closes its window, and with the last window the shell ends.
    if (restart === undefined) return window.destroy()
    after(restart.pauseMs, () => {
      if (!window.isDestroyed()) void window.loadURL(url).catch(() => undefined)
    })
  })
}
