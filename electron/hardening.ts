/**
 * What a page may not do, said to Electron for every session and every page there will ever be. The
 * screens need no permission of the browser: devices, files and network are the core's.
 */
import { app, session, type Session, type WebContents } from 'electron'
import { isOwnFile, isOwnUrl } from './origin.ts'

/** Before the app is ready. */
export function hardenApp(): void {
  app.enableSandbox()
  app.on('session-created', hardenSession)
  app.on('web-contents-created', (_event, contents) => hardenContents(contents))
}

/** The default session, once the app is ready: whether or not it was announced as created. */
export function hardenDefaultSession(): void {
  hardenSession(session.defaultSession)
}

const hardened = new WeakSet<Session>()

function hardenSession(each: Session): void {
  if (hardened.has(each)) return
  hardened.add(each)
  each.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  each.setPermissionCheckHandler(() => false)
  each.setDevicePermissionHandler(() => false)
  each.setDisplayMediaRequestHandler((_request, decide) => decide(null))
  each.setBluetoothPairingHandler((_details, decide) => decide({ confirmed: false }))
  each.on('will-download', (event, item) => {
    if (!isOwnFile(item.getURL(), item.getMimeType())) event.preventDefault()
  })
  each.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault()
    choose(null)
  })
  each.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault()
    choose()
  })
  each.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault()
    choose('')
  })
}

function hardenContents(contents: WebContents): void {
  const stayHome = (event: { preventDefault(): void; readonly url: string }): void => {
    if (!isOwnUrl(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stayHome)
  contents.on('will-redirect', stayHome)
  contents.on('will-frame-navigate', stayHome)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
