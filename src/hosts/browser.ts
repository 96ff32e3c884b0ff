/**
 * The browser host: the same screens and the same contract as in Electron, over loopback HTTP and a
 * WebSocket, for machines without Electron, for second screens and for tests in a real browser.
 */
import type { Router } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { createServer, type Server, type ServerResponse } from 'node:http'
import sirv from 'sirv'
import { WebSocketServer, type WebSocket } from 'ws'
import type { DisplayContract } from '../contract/terminal/display.ts'
import type { TerminalContract } from '../contract/terminal/router.ts'
import { BoundedSocket, MESSAGE_BYTES } from './bounded-socket.ts'
import { mayConnect, namesThisHost } from './guard.ts'

/** Screens of one till: its own, a test. More is not a shop. */
const CONNECTIONS_LIMIT = 16
/** Counted apart, so that no display keeps a screen of the till out. */
const DISPLAYS_LIMIT = 4

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

export interface BrowserHostOptions {
  readonly router: Router<TerminalContract, Record<never, never>>
  /** Folder of the built renderer. */
  readonly assets: string
  /** 0 for any free one. */
  readonly port: number
  readonly token: string
  /** The customer display; its token opens nothing but its own contract. */
  readonly display?: {
    readonly router: Router<DisplayContract, Record<never, never>>
    readonly token: string
  }
}

export interface BrowserHost {
  readonly port: number
  /** What a person opens: the token is in the fragment, which no server and no log ever sees. */
  readonly url: string
  /** The customer display's; undefined where none is served. */
  readonly displayUrl: string | undefined
  close(): Promise<void>
}

/** Listens on 127.0.0.1. Rejects where the port is taken. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const serveAssets = sirv(options.assets, { etag: true, dotfiles: false })
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
    if (!namesThisHost(request, portOf(server))) return refuse(response, 421)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
    serveAssets(request, response, () => refuse(response, 404))
  })
  const doors = doorsOf(options)
  acceptSockets(server, doors)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const port = portOf(server)
  const origin = `http://127.0.0.1:${String(port)}`
  const { display } = options
  return {
    port,
    url: `${origin}/#token=${options.token}`,
    displayUrl: display && `${origin}/display.html#token=${display.token}`,
    async close() {
      for (const door of doors) for (const socket of door.sockets.clients) socket.terminate()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Where one contract is spoken: who may come in, and how many. */
interface Door {
  readonly path: string
  readonly token: string
  readonly limit: number
  readonly sockets: WebSocketServer
  readonly upgrade: (socket: WebSocket) => void
}

function doorsOf({ router, token, display }: BrowserHostOptions): readonly Door[] {
  const screens = new RPCHandler(router)
  const till: Door = {
    ...{ path: '/rpc', token, limit: CONNECTIONS_LIMIT, sockets: openSockets() },
    upgrade: (socket) => void screens.upgrade(socket),
  }
  if (!display) return [till]
  const watchers = new RPCHandler(display.router)
  const second: Door = {
    ...{ path: '/display', token: display.token, limit: DISPLAYS_LIMIT, sockets: openSockets() },
    upgrade: (socket) => void watchers.upgrade(socket),
  }
  return [till, second]
}

function openSockets(): WebSocketServer {
  return new WebSocketServer({
    ...{ noServer: true, clientTracking: true, maxPayload: MESSAGE_BYTES },
    WebSocket: BoundedSocket,
  })
}

function acceptSockets(server: Server, doors: readonly Door[]): void {
  server.on('upgrade', (request, socket, head) => {
    // Until it is a WebSocket nobody else listens, and an error that nobody hears ends the core.
    const hangUp = (): void => void socket.destroy()
    socket.on('error', hangUp)
    const port = portOf(server)
    const door = doors.find((each) => mayConnect(request, { ...each, port }))
    if (!door || door.sockets.clients.size >= door.limit) {
      const status = door ? '503 Service Unavailable' : '403 Forbidden'
      socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, hangUp)
      return
    }
    door.sockets.handleUpgrade(request, socket, head, (connection) => {
      socket.off('error', hangUp)
      // A screen that goes away mid-message is no news; `close` follows and ends its streams.
      connection.on('error', () => connection.terminate())
      door.upgrade(connection)
    })
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return address !== null && typeof address === 'object' ? address.port : 0
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(`${String(status)}\n`)
}
