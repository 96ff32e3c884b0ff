/**
 * The demo's device panel: a page on this machine that shows the simulated devices and lets a
 * person trouble them. It has no place beside real devices.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { SimulatedMailbox } from '../mailbox/simulator.ts'
import { ACTS, actSchema, type PanelDevices } from './acts.ts'

export interface SampleProduct {
  readonly code: string
  readonly name: string
}

export interface PanelOptions extends PanelDevices {
  /** 0, the default, lets the system choose. */
  readonly port?: number
  /** What the scan buttons offer; asked each time the page is told something new. */
  samples(): readonly SampleProduct[]
  /** Where receipts by e-mail end. */
  readonly mailbox?: Pick<SimulatedMailbox, 'mails' | 'onChange'>
}

export interface Panel {
  readonly port: number
  readonly url: string
  close(): Promise<void>
}

const HOST = '127.0.0.1'
const BODY_LIMIT = 1024
const WATCHERS_LIMIT = 20
/** A page that has not read so many bytes is let go; it comes again by itself. */
const UNREAD_LIMIT = 1024 * 1024
const SAMPLES_LIMIT = 24
const MAILS_LIMIT = 5
const LABELS_LIMIT = 6
const REFUNDS_LIMIT = 5

const PAGE: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['./page/index.html', 'text/html; charset=utf-8'],
  '/panel.css': ['./page/panel.css', 'text/css; charset=utf-8'],
  '/devices.css': ['./page/devices.css', 'text/css; charset=utf-8'],
  '/paper.css': ['./page/paper.css', 'text/css; charset=utf-8'],
  '/panel.js': ['./page/panel.js', 'text/javascript; charset=utf-8'],
  '/icon.svg': ['./page/icon.svg', 'image/svg+xml'],
  '/inter.woff2': ['@fontsource-variable/inter/files/inter-latin-wght-normal.woff2', 'font/woff2'],
}

const SAFE_HEADERS = {
  'Content-Security-Policy': [
    ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'"],
    ...["font-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'"],
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
}

export async function startPanel(options: PanelOptions): Promise<Panel> {
  const watchers = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    answer(options, watchers, request, response).catch(() => {
      if (!response.headersSent) refuse(response, 500)
      else response.destroy()
    })
  })
  const tell = (): void => {
    for (const watcher of watchers) {
      if (watcher.writableLength > UNREAD_LIMIT) watcher.destroy()
      else watcher.write(event(options))
    }
  }
  const { printer, labels, mailbox, provider } = options
  const stops = [printer, labels, mailbox, provider].map((each) => each?.onChange(tell))
  const port = await listen(server, options.port ?? 0)
  return {
    port,
    url: `http://${HOST}:${String(port)}/`,
    async close() {
      for (const stop of stops) stop?.()
      for (const watcher of watchers) watcher.destroy()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

async function answer(
  options: PanelOptions,
  watchers: Set<ServerResponse>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A foreign page may reach this port under a name of its own; it must not find anything.
  if (!isOurs(request)) return refuse(response, 403)
  const path = request.url ?? '/'
  if (request.method === 'POST' && path === '/acts') return act(options, request, response)
  if (request.method !== 'GET') return refuse(response, 405)
  if (path === '/events') return watch(options, watchers, response)
  const picture = /^\/(receipts|labels)\/(\d{1,9})\.svg$/.exec(path)
  if (picture) {
    const shelf = picture[1] === 'labels' ? options.labels?.labels() : options.printer.receipts()
    return sendPicture(shelf ?? [], Number(picture[2]), response)
  }
  const page = PAGE[path]
  if (!page) return refuse(response, 404)
  const content = await readFile(new URL(import.meta.resolve(page[0])))
  response.writeHead(200, { ...SAFE_HEADERS, 'Content-Type': page[1] }).end(content)
}

function isOurs(request: IncomingMessage): boolean {
  const port = String(request.socket.localPort)
  const hosts = [`${HOST}:${port}`, `localhost:${port}`]
  const { host, origin } = request.headers
  if (host === undefined || !hosts.includes(host)) return false
  return request.method === 'GET' || origin === `http://${host}`
}

async function act(
  options: PanelOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parsed = actSchema.safeParse(await bodyOf(request))
  if (!parsed.success) return refuse(response, 400)
  await ACTS[parsed.data.act](options, parsed.data.code)
  response.writeHead(204, SAFE_HEADERS).end()
}

/** The body as JSON; undefined where it is too long or no JSON. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) {
    text += String(piece)
    if (text.length > BODY_LIMIT) return undefined
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function watch(
  options: PanelOptions,
  watchers: Set<ServerResponse>,
  response: ServerResponse,
): void {
  if (watchers.size >= WATCHERS_LIMIT) return refuse(response, 503)
  response.writeHead(200, { ...SAFE_HEADERS, 'Content-Type': 'text/event-stream' })
  response.write(event(options))
  watchers.add(response)
  response.once('close', () => watchers.delete(response))
}

/** All that the page shows, as one server-sent event. */
function event(options: PanelOptions): string {
  const { printer, labels, mailbox, provider } = options
  const mails = (mailbox?.mails() ?? []).slice(-MAILS_LIMIT).toReversed()
  const state = {
    receipts: printer.receipts().map((receipt) => receipt.number),
    hanging: printer.uncutText().trim() !== '',
    drawer: printer.drawer(),
    faults: printer.faults(),
    cable: printer.cable(),
    failures: printer.failures().slice(-3),
    samples: options.samples().slice(0, SAMPLES_LIMIT),
    labels: labels && {
      printed: labels
        .labels()
        .slice(-LABELS_LIMIT)
        .map(({ number, printed, copies }) => {
          return { number, printed, copies }
        }),
      faults: labels.faults(),
      cable: labels.cable(),
      failures: labels.failures().slice(-3),
    },
    mails: mails.map(({ number, to, subject, text }) => ({ number, to, subject, text })),
    provider: provider && {
      behaviour: provider.behaviour(),
      refunds: provider.refunds().slice(-REFUNDS_LIMIT).toReversed(),
    },
  }
  return `data: ${JSON.stringify(state)}\n\n`
}

interface Pictured {
  readonly number: number
  readonly svg: string
}

function sendPicture(shelf: readonly Pictured[], number: number, response: ServerResponse): void {
  const found = shelf.find((each) => each.number === number)
  if (!found) return refuse(response, 404)
  response.writeHead(200, { ...SAFE_HEADERS, 'Content-Type': 'image/svg+xml' }).end(found.svg)
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, SAFE_HEADERS).end()
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((listening, failed) => {
    server.once('error', failed)
    server.listen(port, HOST, () => {
      const address = server.address()
      listening(address && typeof address === 'object' ? address.port : port)
    })
  })
}
